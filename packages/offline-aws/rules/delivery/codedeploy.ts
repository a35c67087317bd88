import type { ObjectValue } from "../../protocol/values.ts";
import { textsAt } from "../../provider/references.ts";
import {
  type AskedChange,
  type AwsRule,
  blockOf,
  blocksOf,
  isMissing,
  knownText,
  lastPart,
  numberOf,
  repeated,
  textsOf,
} from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html";

function ecsProblem(change: AskedChange): string | undefined {
  const { planned, prior, others } = change;
  const style = blockOf(planned.deployment_style);
  if (style.deployment_type !== "BLUE_GREEN" || style.deployment_option !== "WITH_TRAFFIC_CONTROL")
    return "InvalidDeploymentStyleException: For ECS deployment groups, the deployment type must be BLUE_GREEN and the deployment option WITH_TRAFFIC_CONTROL";
  const service = blockOf(planned.ecs_service);
  if (isMissing(service.service_name))
    return "InvalidECSServiceException: Deployment group's ECSService must be specified for the ECS compute platform";
  const pairs = blocksOf(blockOf(planned.load_balancer_info).target_group_pair_info);
  if (pairs.length === 0)
    return "InvalidLoadBalancerInfoException: The specification for load balancing in the deployment group is invalid. The deploymentOption value is set to WITH_TRAFFIC_CONTROL, but no target group pair was specified in targetGroupPairInfoList.";
  if (blocksOf(pairs[0]?.target_group).length !== 2)
    return "InvalidTargetGroupPairException: A target group pair must have exactly two target groups";
  if (isMissing(blockOf(pairs[0]?.prod_traffic_route).listener_arns))
    return "InvalidTrafficRouteException: The production traffic route must have a listener";
  const blueGreen = blockOf(planned.blue_green_deployment_config);
  if (
    isMissing(blueGreen.deployment_ready_option) ||
    isMissing(blueGreen.terminate_blue_instances_on_deployment_success)
  )
    return "InvalidBlueGreenDeploymentConfigurationException: A blue/green deployment configuration with a deployment ready option and the termination of blue instances is required for the ECS compute platform";
  const known = others("aws_ecs_service").find(
    (each) => each.name === service.service_name && lastPart(each.cluster) === service.cluster_name,
  );
  if (known !== undefined && textsAt(known, "deployment_controller.type")[0] !== "CODE_DEPLOY")
    return "InvalidECSServiceException: Deployment group's ECSService must be configured for a CODE_DEPLOY deployment controller.";
  const taken = others("aws_codedeploy_deployment_group").some(
    (each) =>
      blockOf(each.ecs_service).service_name === service.service_name &&
      blockOf(each.ecs_service).cluster_name === service.cluster_name,
  );
  return prior === null && taken
    ? "ECSServiceMappingLimitExceededException: The Amazon ECS service is associated with more than one deployment groups. An Amazon ECS service can be associated with only one deployment group."
    : undefined;
}

/** The compute platform of a deployment configuration: AWS's own have it in their names. */
function platformOf(name: string, others: AskedChange["others"]): string | undefined {
  const found = others("aws_codedeploy_deployment_config").find((each) => each.deployment_config_name === name);
  if (found !== undefined) return String(found.compute_platform);
  const [, platform = "Server"] = /^CodeDeployDefault\.(ECS|Lambda)/.exec(name) ?? [];
  return name.startsWith("CodeDeployDefault.") ? platform : undefined;
}

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const MAX_ALARMS = 10;
const MAX_TRIGGERS = 10;

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-lambda.html */
function lambdaProblem(planned: ObjectValue): string | undefined {
  const style = blockOf(planned.deployment_style);
  if (isMissing(planned.deployment_style)) return undefined;
  return style.deployment_type === "BLUE_GREEN" && style.deployment_option === "WITH_TRAFFIC_CONTROL"
    ? undefined
    : "InvalidDeploymentStyleException: For Lambda deployment groups, the deployment type must be BLUE_GREEN and the deployment option WITH_TRAFFIC_CONTROL";
}

function serverProblem(planned: ObjectValue): string | undefined {
  const style = blockOf(planned.deployment_style);
  return style.deployment_option === "WITH_TRAFFIC_CONTROL" && isMissing(planned.load_balancer_info)
    ? "InvalidLoadBalancerInfoException: The specification for load balancing in the deployment group is invalid. The deploymentOption value is set to WITH_TRAFFIC_CONTROL, but either no load balancer was specified in elbInfoList or no target group was specified in targetGroupInfoList."
    : undefined;
}

const OWN_CONFIGURATIONS =
  /^CodeDeployDefault\.((AllAtOnce|HalfAtATime|OneAtATime)|(ECS|Lambda)(AllAtOnce|Canary10Percent(5|10|15|30)Minutes|Linear10PercentEvery(1|2|3|10)Minutes?))$/;

function groupProblem(change: AskedChange): string | undefined {
  const { planned, others } = change;
  const app = others("aws_codedeploy_app").find(({ name }) => name === planned.app_name);
  const name = knownText(planned.deployment_config_name);
  if (name?.startsWith("CodeDeployDefault.") && !OWN_CONFIGURATIONS.test(name))
    return `DeploymentConfigDoesNotExistException: No deployment configuration found for name: ${name}`;
  const platform = String(app?.compute_platform ?? "Server");
  const wrong = name !== undefined && app !== undefined ? platformOf(name, others) : platform;
  if (wrong !== undefined && wrong !== platform)
    return `InvalidDeploymentConfigNameException: The deployment configuration ${name} is for the compute platform ${wrong}, and the application is for ${platform}`;
  const { enabled, events } = blockOf(planned.auto_rollback_configuration);
  if (enabled === true && isMissing(events))
    return "InvalidAutoRollbackConfigException: The auto-rollback configuration must have at least one event where it is enabled";
  const alarms = blockOf(planned.alarm_configuration);
  if (alarms.enabled === true && isMissing(alarms.alarms))
    return "InvalidAlarmConfigException: At least one alarm must be specified where the alarm configuration is enabled";
  if (textsOf(alarms.alarms).length > MAX_ALARMS)
    return `AlarmsLimitExceededException: The maximum number of alarms for a deployment group (${MAX_ALARMS}) was exceeded.`;
  const triggers = blocksOf(planned.trigger_configuration);
  const trigger = repeated(triggers.map((each) => String(each.trigger_name)));
  if (trigger !== undefined)
    return `InvalidTriggerConfigException: The trigger was specified in an invalid format: the name ${trigger} is used more than once`;
  if (triggers.length > MAX_TRIGGERS)
    return `TriggerTargetsLimitExceededException: The maximum allowed number of triggers (${MAX_TRIGGERS}) was exceeded.`;
  if (platform === "ECS") return ecsProblem(change);
  return platform === "Lambda" ? lambdaProblem(planned) : serverProblem(planned);
}

const isPart = (value: number | undefined) => value !== undefined && value >= 1 && value <= 99;

function routingProblem(planned: ObjectValue): string | undefined {
  const routing = blockOf(planned.traffic_routing_config);
  for (const [type, block] of [
    ["TimeBasedCanary", "time_based_canary"],
    ["TimeBasedLinear", "time_based_linear"],
  ] as const) {
    if (routing.type !== type) continue;
    if (isMissing(routing[block]) || !isPart(numberOf(blockOf(routing[block]).percentage)))
      return `InvalidTrafficRoutingConfigurationException: ${type} needs a percentage between 1 and 99`;
    if ((numberOf(blockOf(routing[block]).interval) ?? 0) < 1)
      return `InvalidTrafficRoutingConfigurationException: ${type} needs an interval of 1 minute or more`;
  }
  return undefined;
}

export const CODEDEPLOY_RULES: readonly AwsRule[] = [
  { name: "deployment-group", source: PAGE, types: ["aws_codedeploy_deployment_group"], apply: groupProblem },
  {
    name: "deployment-configuration",
    source: "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TrafficRoutingConfig.html",
    types: ["aws_codedeploy_deployment_config"],
    apply({ planned }) {
      if (
        planned.compute_platform === "Server" &&
        isMissing(planned.minimum_healthy_hosts) &&
        isMissing(planned.zonal_config)
      )
        return "InvalidMinimumHealthyHostValueException: The minimum number of healthy hosts is required for the Server compute platform";
      if (/^CodeDeployDefault\./.test(String(planned.deployment_config_name)))
        return "InvalidDeploymentConfigNameException: Names of deployment configurations can't begin with CodeDeployDefault.";
      return routingProblem(planned);
    },
  },
];
