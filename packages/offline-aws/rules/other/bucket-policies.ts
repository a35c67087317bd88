import type { ObjectValue } from "../../protocol/values.ts";
import { statementsOf } from "../iam/policies.ts";
import { type AwsRule, blocksOf, documentOf, textsOf } from "../rule.ts";

const listed = (value: ObjectValue[string] | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

/** Whether an action is on objects or on the bucket; undefined if that is not known, or where it may be either. */
function kindOf(action: string): "object" | "bucket" | undefined {
  if (action.includes("*") || action.includes("?")) return undefined;
  const name = action.replace(/^s3:/i, "");
  if (/Bucket/.test(name)) return "bucket";
  return /Object|^AbortMultipartUpload$|^ListMultipartUploadParts$/.test(name) ? "object" : undefined;
}

function mayMean(resource: string, kind: "object" | "bucket"): boolean {
  if (resource === "*" || /^arn:[^:]*:s3:::[^/]*\*$/.test(resource) || resource.includes("${")) return true;
  return resource.includes("/") === (kind === "object");
}

function statementProblem(statement: ObjectValue): string | undefined {
  const actions = listed(statement.Action);
  if (actions.some((each) => each !== "*" && !/^s3[a-z0-9-]*:/i.test(each))) return "Policy has invalid action";
  const resources = listed(statement.Resource);
  const idle = actions.find((action) => {
    const kind = kindOf(action);
    return kind !== undefined && resources.length > 0 && !resources.some((resource) => mayMean(resource, kind));
  });
  return idle === undefined ? undefined : "Action does not apply to any resource(s) in statement";
}

/** Events that S3 sends. */
const EVENTS =
  /^s3:(ObjectCreated:(\*|Put|Post|Copy|CompleteMultipartUpload)|ObjectRemoved:(\*|Delete|DeleteMarkerCreated)|ObjectRestore:(\*|Post|Completed|Delete)|ReducedRedundancyLostObject|Replication:(\*|OperationFailedReplication|OperationMissedThreshold|OperationReplicatedAfterThreshold|OperationNotTracked)|LifecycleExpiration:(\*|Delete|DeleteMarkerCreated)|LifecycleTransition|IntelligentTiering|ObjectTagging:(\*|Put|Delete)|ObjectAcl:Put|TestEvent)$/;

const begins = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);
const ends = (a: string, b: string) => a.endsWith(b) || b.endsWith(a);
const covers = (a: string, b: string) => a === b || (a.endsWith("*") && b.startsWith(a.slice(0, -1)));

/** Whether two configurations are asked of one event of one object. */
const overlap = (a: ObjectValue, b: ObjectValue): boolean =>
  textsOf(a.events).some((one) => textsOf(b.events).some((other) => covers(one, other) || covers(other, one))) &&
  begins(String(a.filter_prefix ?? ""), String(b.filter_prefix ?? "")) &&
  ends(String(a.filter_suffix ?? ""), String(b.filter_suffix ?? ""));

export const BUCKET_POLICY_RULES: readonly AwsRule[] = [
  {
    name: "actions-of-bucket-policy",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
    types: ["aws_s3_bucket_policy"],
    apply({ planned }) {
      const problem = statementsOf(documentOf(planned.policy))
        .map(statementProblem)
        .find((each) => each !== undefined);
      return problem === undefined ? undefined : `MalformedPolicy: ${problem}`;
    },
  },
  {
    name: "notified-events",
    source:
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html",
    types: ["aws_s3_bucket_notification"],
    apply({ planned }) {
      const configurations = ["queue", "topic", "lambda_function"].flatMap((name) => blocksOf(planned[name]));
      const event = configurations.flatMap(({ events }) => textsOf(events)).find((each) => !EVENTS.test(each));
      if (event !== undefined) return `InvalidArgument: The event '${event}' is not supported for notifications`;
      if (blocksOf(planned.queue).some(({ queue_arn }) => String(queue_arn).endsWith(".fifo")))
        return "InvalidArgument: FIFO SQS queues are not supported as a destination of event notifications";
      return configurations.some((one, index) => configurations.slice(index + 1).some((other) => overlap(one, other)))
        ? "InvalidArgument: Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type."
        : undefined;
    },
  },
];
