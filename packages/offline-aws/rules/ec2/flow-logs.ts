import { hasUnknown, type Value } from "../../protocol/values.ts";
import { type AwsRule, isMissing } from "../rule.ts";

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

export const FLOW_LOG_RULES: readonly AwsRule[] = [
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
