import { isUnknown } from "../../protocol/values.ts";
import { textsAt } from "../../provider/references.ts";
import { type AskedChange, type AwsRule, blockOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";
import { isTimezone } from "../timezone.ts";
import { templateOf } from "./template-of.ts";

const PAGE = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html";

function sizeProblem({ planned }: AskedChange): string | undefined {
  const [least, most, desired] = [
    numberOf(planned.min_size),
    numberOf(planned.max_size),
    numberOf(planned.desired_capacity),
  ];
  if (least !== undefined && most !== undefined && least > most)
    return `Max bound, ${most}, must be greater than or equal to min bound, ${least}`;
  if (desired !== undefined && ((least !== undefined && desired < least) || (most !== undefined && desired > most)))
    return `Desired capacity:${desired} must be between the specified min size:${least} and max size:${most}`;
  return undefined;
}

function placeProblem({ planned, prior, others, region }: AskedChange): string | undefined {
  const zones = textsOf(planned.availability_zones);
  // What is unknown now was not asked for.
  const { vpc_zone_identifier: subnetsAsked = null } = planned;
  if (prior === null && (isUnknown(subnetsAsked) || isMissing(subnetsAsked)) && zones.length === 0)
    return "At least one Availability Zone or VPC Subnet is required.";
  const zone = zones.find((each) => !each.startsWith(region));
  if (zone !== undefined) return `Invalid availability zones: [${zone}]`;
  const subnets = others("aws_subnet").filter(({ id }) => textsOf(planned.vpc_zone_identifier).includes(String(id)));
  if (new Set(subnets.map(({ vpc_id }) => vpc_id)).size > 1)
    return "The subnets of an Auto Scaling group must be in the same VPC.";
  const specification = blockOf(
    blockOf(blockOf(planned.mixed_instances_policy).launch_template).launch_template_specification,
  );
  const direct = blockOf(planned.launch_template);
  const used = [direct.id, direct.name, specification.launch_template_id, specification.launch_template_name].filter(
    (each) => knownText(each) !== undefined,
  );
  const template = others("aws_launch_template").find(({ id, name }) => used.includes(id) || used.includes(name));
  if (template === undefined) return undefined;
  const prefix = "You must use a valid fully-formed launch template.";
  if (
    isMissing(template.image_id) &&
    textsAt(planned, "mixed_instances_policy.launch_template.override.launch_template_specification.launch_template_id")
      .length === 0
  )
    return `${prefix} The request must contain the parameter ImageId`;
  if (
    isMissing(template.instance_type) &&
    isMissing(template.instance_requirements) &&
    isMissing(planned.mixed_instances_policy)
  )
    return `${prefix} The request must contain the parameter InstanceType`;
  const groups = [
    ...textsOf(template.vpc_security_group_ids),
    ...textsAt(template, "network_interfaces.security_groups"),
  ];
  const vpc = subnets[0]?.vpc_id;
  const stranger = others("aws_security_group").find(
    ({ id, vpc_id }) => groups.includes(String(id)) && vpc !== undefined && vpc_id !== vpc,
  );
  if (stranger !== undefined)
    return `${prefix} The security group '${String(stranger.id)}' does not exist in VPC '${String(vpc)}'`;
  return undefined;
}

/** Lowest and highest numbers of the fields of a cron expression: minute, hour, day, month and weekday. */
const CRON = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function isCron(text: string): boolean {
  if (/^@(yearly|annually|monthly|weekly|daily|hourly)$/.test(text.trim())) return true;
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === CRON.length &&
    fields.every((field, index) => {
      const [low, high] = CRON[index] as readonly [number, number];
      const numbers = field.replace(/\/\d+/g, "").match(/\d+/g)?.map(Number) ?? [];
      return /^[0-9A-Za-z*,/?#-]+$/.test(field) && numbers.every((each) => each >= low && each <= high);
    })
  );
}

export const AUTO_SCALING_RULES: readonly AwsRule[] = [
  {
    name: "auto-scaling-group",
    source: PAGE,
    types: ["aws_autoscaling_group"],
    apply(change) {
      const problem = sizeProblem(change) ?? placeProblem(change);
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
  {
    name: "scheduled-size",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html",
    types: ["aws_autoscaling_schedule"],
    apply(change) {
      const start = Date.parse(knownText(change.planned.start_time) ?? "");
      if (change.prior === null && start < Date.now()) return "ValidationError: Given start time is in the past";
      const unset = (value: number | undefined) => (value === -1 ? undefined : value);
      const [least, most] = [unset(numberOf(change.planned.min_size)), unset(numberOf(change.planned.max_size))];
      return least !== undefined && most !== undefined && least > most
        ? `ValidationError: Max bound, ${most}, must be greater than or equal to min bound, ${least}`
        : undefined;
    },
  },
  {
    name: "scaling-policy",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html",
    types: ["aws_autoscaling_policy"],
    apply({ planned }) {
      const type = knownText(planned.policy_type) ?? "SimpleScaling";
      if (type === "TargetTrackingScaling" && isMissing(planned.target_tracking_configuration))
        return "ValidationError: You must specify a TargetTrackingConfiguration for policies of type TargetTrackingScaling";
      if (type === "StepScaling" && isMissing(planned.step_adjustment))
        return "ValidationError: You must specify at least one step adjustment for policies of type StepScaling";
      if (type === "SimpleScaling" && isMissing(planned.adjustment_type))
        return "ValidationError: You must specify an AdjustmentType for policies of type SimpleScaling";
      const tracking = blockOf(planned.target_tracking_configuration);
      const predefined = blockOf(tracking.predefined_metric_specification);
      return predefined.predefined_metric_type === "ALBRequestCountPerTarget" && isMissing(predefined.resource_label)
        ? "ValidationError: You must specify a ResourceLabel for the ALBRequestCountPerTarget metric"
        : undefined;
    },
  },
  {
    name: "health-check-type",
    source: PAGE,
    types: ["aws_autoscaling_group"],
    apply({ planned }) {
      const types = (knownText(planned.health_check_type) ?? "EC2").split(",").map((each) => each.trim());
      const wrong = types.find((each) => !["EC2", "ELB", "VPC_LATTICE", "EBS"].includes(each));
      return wrong === undefined
        ? undefined
        : `ValidationError: Health check type '${wrong}' is not valid: use EC2, ELB, VPC_LATTICE or EBS`;
    },
  },
  {
    name: "recurrence",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html",
    types: ["aws_autoscaling_schedule"],
    apply({ planned }) {
      const recurrence = knownText(planned.recurrence);
      if (recurrence !== undefined && !isCron(recurrence))
        return `ValidationError: Given recurrence string: ${recurrence} is invalid`;
      const zone = knownText(planned.time_zone);
      return zone === undefined || isTimezone(zone)
        ? undefined
        : `ValidationError: Given time zone: ${zone} is invalid`;
    },
  },
  {
    name: "version-of-template",
    source: PAGE,
    types: ["aws_autoscaling_group"],
    apply({ planned, others }) {
      const { id, name, version } = blockOf(planned.launch_template);
      const asked = Number(knownText(version));
      const template = templateOf({ others }, id, name);
      const last = numberOf(template?.latest_version);
      return last !== undefined && asked > last
        ? `ValidationError: You must use a valid fully-formed launch template. Could not find the specified version ${asked} for the launch template with ID ${String(template?.id)}.`
        : undefined;
    },
  },
];
