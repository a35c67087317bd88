import { textsAt } from "../../provider/references.ts";
import { type AskedChange, type AwsRule, blocksOf, isMissing, knownText, textsOf } from "../rule.ts";
import { isFargate, taskOf } from "./services.ts";

/** VPCs that groups or subnets are in. */
const vpcsOf = ({ others }: AskedChange, type: string, ids: readonly string[]) =>
  others(type)
    .filter(({ id }) => ids.includes(String(id)))
    .map(({ id, vpc_id }) => ({ id: String(id), vpc: knownText(vpc_id) }));

function networkProblem(change: AskedChange): string | undefined {
  const { planned } = change;
  const task = taskOf(change);
  const mode = knownText(task?.network_mode);
  const hasNetwork = blocksOf(planned.network_configuration).length > 0;
  if (task !== undefined && mode === "awsvpc" && !hasNetwork)
    return "Network Configuration must be provided when networkMode 'awsvpc' is specified.";
  if (task !== undefined && mode !== "awsvpc" && hasNetwork)
    return "Network Configuration is not valid for the given networkMode of this task definition.";
  const [network = {}] = blocksOf(planned.network_configuration);
  if (
    network.assign_public_ip === true &&
    !isFargate(planned) &&
    !textsOf(task?.requires_compatibilities).includes("FARGATE")
  )
    return "Assign public IP is not supported for this launch type.";
  const groups = textsOf(network.security_groups);
  if (groups.length > 5) return "securityGroups can have at most 5 items.";
  if (textsOf(network.subnets).length > 16) return "subnets can have at most 16 items.";
  const [subnet, ...others] = vpcsOf(change, "aws_subnet", textsOf(network.subnets));
  const group = vpcsOf(change, "aws_security_group", groups).find(({ vpc }) => vpc !== subnet?.vpc);
  if (subnet !== undefined && group !== undefined)
    return `Security group ${group.id} and subnet ${subnet.id} belong to different networks.`;
  return others.some(({ vpc }) => vpc !== subnet?.vpc) ? "All subnets must be in the same VPC." : undefined;
}

function targetProblem(change: AskedChange): string | undefined {
  const mode = knownText(taskOf(change)?.network_mode) ?? "bridge";
  if (taskOf(change) === undefined) return undefined;
  const arns = textsAt(change.planned, "load_balancer.target_group_arn");
  const groups = change.others("aws_lb_target_group").filter(({ arn }) => arns.includes(String(arn)));
  const wrong = groups.find(({ target_type }) => (target_type === "ip") !== (mode === "awsvpc"));
  return wrong === undefined || isMissing(wrong.target_type)
    ? undefined
    : `The provided target group ${String(wrong.arn)} has target type ${String(wrong.target_type)}, which is incompatible with the ${mode} network mode specified in the task definition.`;
}

export const SERVICE_NETWORK_RULES: readonly AwsRule[] = [
  {
    name: "service-network",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html",
    types: ["aws_ecs_service"],
    apply(change) {
      const problem = networkProblem(change) ?? targetProblem(change);
      return problem === undefined ? undefined : `InvalidParameterException: ${problem}`;
    },
  },
];
