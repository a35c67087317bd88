import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText } from "../rule.ts";
import { isFargate } from "./services.ts";

/** What the provider says of a strategy before it asks ECS. */
function strategyProblem({ type, field }: ObjectValue): string | undefined {
  const given = knownText(field) ?? "";
  if (type === "random" && given !== "") return `Random type requires the field attribute to be unset. Got: ${given}`;
  return type === "binpack" && !["cpu", "memory"].includes(given)
    ? `Binpack type requires the field attribute to be either 'cpu' or 'memory'. Got: ${given}`
    : undefined;
}

const hasNoExpression = ({ type, expression }: ObjectValue) => type === "memberOf" && isMissing(expression);

/** Platform versions that there have been: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html */
const PLATFORM_VERSION = /^(LATEST|1\.[0-4]\.0)$/;

export const PLACEMENT_RULES: readonly AwsRule[] = [
  {
    name: "placement",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/validate.go",
    types: ["aws_ecs_service", "aws_ecs_task_definition"],
    apply({ planned }) {
      const strategies = blocksOf(planned.ordered_placement_strategy);
      const constraints = blocksOf(planned.placement_constraints);
      return (
        strategies.map(strategyProblem).find((each) => each !== undefined) ??
        (constraints.some(hasNoExpression) ? "Expression cannot be nil for 'memberOf' type" : undefined)
      );
    },
  },
  {
    name: "platform-version",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    types: ["aws_ecs_service"],
    apply({ planned }) {
      const version = knownText(planned.platform_version);
      return version === undefined || !isFargate(planned) || PLATFORM_VERSION.test(version)
        ? undefined
        : "PlatformUnknownException: The specified platform version does not exist.";
    },
  },
  {
    name: "namespace-of-service-connect",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html",
    types: ["aws_ecs_service"],
    apply({ planned, others, existed }) {
      const connect = blockOf(planned.service_connect_configuration);
      if (connect.enabled !== true || knownText(connect.namespace) !== undefined) return undefined;
      const cluster = others("aws_ecs_cluster").find(({ arn, name }) =>
        [arn, name].some((each) => each === planned.cluster),
      );
      return cluster === undefined || existed(cluster) || blocksOf(cluster.service_connect_defaults).length > 0
        ? undefined
        : "InvalidParameterException: The Service Connect configuration must have a namespace, because the cluster has no default namespace.";
    },
  },
];
