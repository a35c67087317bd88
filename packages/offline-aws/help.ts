import { FOLDER } from "./folder.ts";

/** How this was called: by a script of npm, whose newer versions name the command `run`, or as a program. */
const CALLED = /^run(?:-script)?$/.test(process.env.npm_command ?? "")
  ? `npm run ${process.env.npm_lifecycle_event} --`
  : "npx offline-aws";

/** What `--help` prints. */
export const OFFLINE_HELP = `Runs a command with the offline AWS attached: Terraform, and whatever starts it, then reaches a stand-in for
the AWS and Docker providers instead of the real ones. No account, no network, no provider download.

  ${CALLED} [OPTION…] COMMAND…
                     run a command, such as  npx cdktf deploy '*'  or  terraform -chdir=DIR plan
  --existing FILE    declare existing resources, such as a VPC, keys and roles; see below
  --fail FAULT       AWS answers calls with an error: TYPE:OPERATION=CODE or TYPE:OPERATION=CODE*COUNT; may be given several times
  --latency MILLISECONDS
                     each call takes that long
  --policy FILE      the user has the permissions of this IAM policy, and no others
  --record-permissions FILE
                     write the IAM policy that the calls need; adds to a file of earlier commands

Without a command:
  --drift TYPE.ID ATTRIBUTE=VALUE…
                     change a resource outside of Terraform: --drift aws_vpc.vpc-1 enable_dns_support=false tags.Name=other
  --delete TYPE.ID   delete a resource outside of Terraform; ID is its id, name or ARN
  --report           list what interrupted services while commands ran, since the last --reset
  --reset            empty the cloud and forget the state of what was deployed to it, and its interruptions
  --help             this text

What exists is kept in ${FOLDER}/ between commands. So are state and data folder of every configuration, whatever its backend,
its cloud block, -state, workspace or environment says: a trial never touches the state of a real deployment. A plan that was
made for a real state is refused, and so is a Terraform that is started by its path instead of its name (terraform, tofu or
$TERRAFORM_BINARY_NAME). Credentials, profiles and endpoints of AWS and tokens of HCP Terraform don't reach the command.
Commands are approved automatically, because nothing real can be lost.

FILE is a JSON list of resources that Terraform has not created, each with its resource type and any of its attributes:
  [{ "type": "aws_vpc", "id": "vpc-0123456789abcdef0", "cidr_block": "10.20.0.0/16" },
   { "type": "aws_subnet", "id": "subnet-0123456789abcdef1", "vpc_id": "vpc-0123456789abcdef0" },
   { "type": "aws_kms_key", "arn": "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" }]
An ARN says name, account and region too; without one it is in those of the configuration. Attributes that are
not declared are made up. The resources exist in later commands too, until another FILE or --reset, and are never counted
among those that Terraform has made.

A FAULT is such as 'aws_ecs_service:create=ThrottlingException*2'. TYPE may contain * and ?; data.aws_… are data sources and
ephemeral.aws_… ephemeral resources, which are read. OPERATION is create, read, update, delete or *. COUNT is how many calls
fail, by default all. The provider retries throttling and the like 25 times; every other error ends the apply. A policy is judged by actions, and by resources where their ARN
is known; a condition is taken as met where it allows, and as not met where it denies.

After each call that changes the cloud it is checked whether every ECS service is still reached: through records of Route 53,
listeners, rules, target groups and security groups, with roles, capacity and routes that its tasks need. An interruption is
reported on standard error when it begins and when it ends, with the calls that did it. Time means nothing here, so calls are
counted. New tasks carry traffic when they are steady: at once where Terraform waits for that, else from the next plan on.
Exit code: the command's; 2 for wrong usage, 127 if the command can't be started. Of --report: 0 if no service was interrupted,
3 if one was.
`;
