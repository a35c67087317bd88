import { type AwsRule, blocksOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";
import { templateOf } from "./template-of.ts";

const DAY = 86_400;
const YEAR = 365 * DAY;

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html */
const TERMINATION =
  /^(Default|AllocationStrategy|ClosestToNextInstanceHour|NewestInstance|OldestInstance|OldestLaunchConfiguration|OldestLaunchTemplate|arn:.+:function:.+)$/;

/** Metrics of a group (https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_EnableMetricsCollection.html). */
const METRICS =
  /^(Group(MinSize|MaxSize|DesiredCapacity|(InService|Pending|Standby|Terminating|Total)(Instances|Capacity))|WarmPool(DesiredCapacity|(Warmed|Pending|Terminating|Total)Capacity)|GroupAndWarmPool(DesiredCapacity|TotalCapacity))$/;

const NOTIFICATION = /^autoscaling:(EC2_INSTANCE_(LAUNCH|TERMINATE)(_ERROR)?|TEST_NOTIFICATION)$/;

export const GROUP_SETTING_RULES: readonly AwsRule[] = [
  {
    name: "group-settings",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
    types: ["aws_autoscaling_group"],
    apply({ planned }) {
      const lifetime = numberOf(planned.max_instance_lifetime) ?? 0;
      if (lifetime !== 0 && (lifetime < DAY || lifetime > YEAR))
        return `ValidationError: MaxInstanceLifetime ${lifetime} is not valid: it must be 0, or between ${DAY} and ${YEAR} seconds`;
      const policy = textsOf(planned.termination_policies).find((each) => !TERMINATION.test(each));
      if (policy !== undefined) return `ValidationError: Termination policy '${policy}' is not valid`;
      const metric = textsOf(planned.enabled_metrics).find((each) => !METRICS.test(each));
      return metric === undefined
        ? undefined
        : `ValidationError: Metric '${metric}' is not a metric of an Auto Scaling group`;
    },
  },
  {
    name: "notification-types",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutNotificationConfiguration.html",
    types: ["aws_autoscaling_notification"],
    apply({ planned }) {
      const wrong = textsOf(planned.notifications).find((each) => !NOTIFICATION.test(each));
      return wrong === undefined ? undefined : `ValidationError: "${wrong}" is not a valid Notification type`;
    },
  },
  {
    name: "tracked-metric",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_TargetTrackingConfiguration.html",
    types: ["aws_autoscaling_policy"],
    apply: ({ planned }) =>
      blocksOf(planned.target_tracking_configuration).some(
        (each) => isMissing(each.predefined_metric_specification) === isMissing(each.customized_metric_specification),
      )
        ? "ValidationError: You must specify either a predefined or a customized metric specification"
        : undefined,
  },
  {
    name: "groups-of-template",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html",
    types: ["aws_autoscaling_group", "aws_instance"],
    apply({ planned, others }) {
      const [{ id, name } = {}] = blocksOf(planned.launch_template);
      const template = templateOf({ others }, id, name);
      const named = [template?.vpc_security_group_ids, template?.security_group_names].flatMap(textsOf);
      return knownText(template?.id) !== undefined &&
        named.length > 0 &&
        blocksOf(template?.network_interfaces).length > 0
        ? "ValidationError: You must use a valid fully-formed launch template. Network interfaces and an instance-level security groups may not be specified on the same request"
        : undefined;
    },
  },
];
