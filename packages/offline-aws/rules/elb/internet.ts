import { lacksInternetGateway } from "../ec2/internet-gateways.ts";
import { statementsOf } from "../iam/policies.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, documentOf, knownText, textsOf } from "../rule.ts";

/** The VPC of a load balancer's first subnet. */
function vpcOf({ planned, others }: AskedChange): string | undefined {
  const [subnet] = [
    ...textsOf(planned.subnets),
    ...blocksOf(planned.subnet_mapping).flatMap(({ subnet_id }) => knownText(subnet_id) ?? []),
  ];
  return knownText(others("aws_subnet").find(({ id }) => id === subnet)?.vpc_id);
}

/** Whether a bucket's policy lets nothing write: load balancers need `s3:PutObject`. */
function refusesLogs({ planned, others, existed }: AskedChange): boolean {
  const { bucket: name, enabled } = blockOf(planned.access_logs);
  const bucket = others("aws_s3_bucket").find((each) => each.bucket === name);
  if (enabled !== true || bucket === undefined || existed(bucket)) return false;
  return !others("aws_s3_bucket_policy")
    .filter((each) => each.bucket === name)
    .flatMap(({ policy }) => statementsOf(documentOf(policy)))
    .some(
      ({ Effect, Action }) => Effect === "Allow" && /s3:(Put|\*)|"\*"/i.test(JSON.stringify([Action ?? ""].flat())),
    );
}

export const BALANCER_INTERNET_RULES: readonly AwsRule[] = [
  {
    name: "internet-facing",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    types: ["aws_lb"],
    apply(change) {
      const vpc = vpcOf(change);
      const isInternal = change.planned.internal === true || change.planned.load_balancer_type === "gateway";
      return change.prior === null && !isInternal && vpc !== undefined && lacksInternetGateway(change, vpc)
        ? `InvalidSubnet: VPC ${vpc} has no internet gateway`
        : undefined;
    },
  },
  {
    name: "addresses-of-application-load-balancer",
    // "[Application Load Balancers] … You cannot specify Elastic IP addresses for your subnets."
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    types: ["aws_lb"],
    apply: ({ planned }) =>
      planned.load_balancer_type === "application" &&
      blocksOf(planned.subnet_mapping).some(({ allocation_id }) => knownText(allocation_id) !== undefined)
        ? "InvalidConfigurationRequest: You cannot specify Elastic IP addresses for load balancers of type 'application'"
        : undefined,
  },
  {
    name: "access-logs",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
    types: ["aws_lb"],
    apply: (change) =>
      change.planned.load_balancer_type === "application" && refusesLogs(change)
        ? `InvalidConfigurationRequest: Access Denied for bucket: ${String(blockOf(change.planned.access_logs).bucket)}. Please check S3bucket permission`
        : undefined,
  },
];
