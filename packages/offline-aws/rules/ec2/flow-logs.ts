import { hasUnknown, type Value } from "../../protocol/values.ts";
import { type AwsRule, isMissing, knownText } from "../rule.ts";

const same = (a: Value | undefined, b: Value | undefined) =>
  (isMissing(a) && isMissing(b)) || JSON.stringify(a) === JSON.stringify(b);

/** What tells flow logs apart: what they are of, what they record, and where to. */
const IDENTITY = [
  "vpc_id",
  "subnet_id",
  "eni_id",
  "transit_gateway_id",
  "transit_gateway_attachment_id",
  "traffic_type",
  "log_destination",
  "log_format",
  "max_aggregation_interval",
  "destination_options",
];

/** Fields of records (https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html), and of those of transit gateways. */
const FIELDS = new Set(
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason resource-id encryption-status".split(
    " ",
  ),
);

function formatProblem(format: string): string | undefined {
  const fields = format.trim().split(/\s+/);
  const broken = fields.find((each) => !/^\$\{[a-z-]+\}$/.test(each));
  if (broken !== undefined) return `InvalidParameter: Invalid log format: ${broken}`;
  const names = fields.map((each) => each.slice(2, -1));
  const unknown = names.filter(
    (name) => !FIELDS.has(name) && !name.startsWith("tgw-") && !name.startsWith("packets-lost-"),
  );
  return unknown.length === 0 ? undefined : `InvalidParameter: Unknown fields provided: ${unknown.join(", ")}`;
}

/** The service that a destination of each type belongs to. */
const DESTINATIONS: Readonly<Record<string, string>> = {
  "cloud-watch-logs": "logs",
  "kinesis-data-firehose": "firehose",
  s3: "s3",
};

export const FLOW_LOG_RULES: readonly AwsRule[] = [
  {
    name: "flow-log-records",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html",
    types: ["aws_flow_log"],
    apply({ planned, prior }) {
      if (prior !== null) return undefined;
      const format = knownText(planned.log_format);
      const service = knownText(planned.log_destination)?.split(":")[2];
      const expected = DESTINATIONS[knownText(planned.log_destination_type) ?? "cloud-watch-logs"];
      if (service !== undefined && expected !== undefined && service !== expected)
        return `InvalidParameter: LogDestination: ${String(planned.log_destination)} is not valid for LogDestinationType: ${String(planned.log_destination_type)}`;
      return format === undefined ? undefined : formatProblem(format);
    },
  },
  {
    name: "flow-log-twice",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html",
    types: ["aws_flow_log"],
    apply: ({ planned, prior, others }) =>
      prior === null &&
      others("aws_flow_log").some((each) =>
        IDENTITY.every((name) => hasUnknown(planned[name] ?? null) || same(planned[name], each[name])),
      )
        ? "FlowLogAlreadyExists: Error. There is an existing Flow Log with the same configuration and log destination."
        : undefined,
  },
];
