/** Arguments of the offline AWS that it refuses, with its message. */
export const WRONG_USAGE: readonly (readonly [args: string[], message: string])[] = [
  [[], "no command given"],
  [["ENVIRONMENT=shop", "true"], "ENVIRONMENT is a variable, not a command: write it before npm or npx"],
  [["--rest"], "unknown option --rest"],
  [["--report", "now"], "--report takes no command, and got now"],
  [["--existing"], "--existing needs a file"],
  [["--existing", "existing.json"], "--existing FILE needs a command"],
  [["--existing", "existing.json", "--reset"], "--existing FILE needs a command"],
  [["--reset", "now"], "--reset takes no command, and got now"],
  [["--fail"], "--fail needs a fault, such as 'aws_ecs_service:create=ThrottlingException*2'"],
  [["--fail", "aws_vpc:create=X"], "--fail FAULT needs a command"],
  [["--latency", "5", "--latency", "6", "true"], "--latency is given twice"],
  [["--drift", "aws_vpc.vpc-1"], "--drift needs a resource and what is changed"],
  [["--delete"], "--delete needs one resource"],
];
