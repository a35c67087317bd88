import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf, repeated } from "../rule.ts";

/** Storage classes to which objects move after 30 days at the earliest, and which they leave after 30 more. */
const AFTER_30_DAYS = ["STANDARD_IA", "ONEZONE_IA"];
const COLD = ["GLACIER", "DEEP_ARCHIVE"];
const MALFORMED =
  "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema";

const ACTIONS = [
  "transition",
  "expiration",
  "noncurrent_version_expiration",
  "noncurrent_version_transition",
  "abort_incomplete_multipart_upload",
];

/** Days by storage class, of objects or of noncurrent versions. */
const daysByClass = (transitions: readonly ObjectValue[], argument: string): [storageClass: string, days: number][] =>
  transitions.flatMap((each) => {
    const days = numberOf(each[argument]);
    return days === undefined ? [] : [[String(each.storage_class), days]];
  });

function transitionProblem(days: readonly [string, number][], word: string): string | undefined {
  const early = days.find(([storageClass, after]) => AFTER_30_DAYS.includes(storageClass) && after < 30);
  if (early !== undefined)
    return `InvalidArgument: '${word}' in Transition action must be greater than or equal to 30 for storageClass '${early[0]}'`;
  if (repeated(days.map(([storageClass]) => storageClass)) !== undefined)
    return "InvalidRequest: Found more than one transition to the same storage class in a rule";
  for (const [warm, after] of days.filter(([storageClass]) => AFTER_30_DAYS.includes(storageClass))) {
    const cold = days.find(([storageClass, later]) => COLD.includes(storageClass) && later < after + 30);
    if (cold !== undefined)
      return `InvalidArgument: '${word}' in the Transition action for StorageClass '${cold[0]}' must be at least 30 days greater than '${word}' in the Transition action for StorageClass '${warm}'`;
  }
  return undefined;
}

function filterProblem(rule: ObjectValue): string | undefined {
  const filter = blockOf(rule.filter);
  const all = blockOf(filter.and);
  const hasTags = !isMissing(filter.tag) || Object.keys((all.tags ?? {}) as ObjectValue).length > 0;
  if (hasTags && !isMissing(rule.abort_incomplete_multipart_upload))
    return "InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags.";
  if (hasTags && blockOf(rule.expiration).expired_object_delete_marker === true)
    return "InvalidRequest: ExpiredObjectDeleteMarker cannot be specified with Tags.";
  const [above = -1, below] = [all.object_size_greater_than, all.object_size_less_than].map(numberOf);
  return below !== undefined && below > 0 && below <= above
    ? "InvalidRequest: 'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'"
    : undefined;
}

function ruleProblem(rule: ObjectValue): string | undefined {
  const [transitions, noncurrent] = [blocksOf(rule.transition), blocksOf(rule.noncurrent_version_transition)];
  const days = daysByClass(transitions, "days");
  const noncurrentDays = daysByClass(noncurrent, "noncurrent_days");
  const problem =
    transitionProblem(days, "Days") ?? transitionProblem(noncurrentDays, "NoncurrentDays") ?? filterProblem(rule);
  if (problem !== undefined) return problem;
  const { days: lifetime, date } = blockOf(rule.expiration);
  const expiry = numberOf(lifetime);
  if ((expiry ?? 0) > 0 && knownText(date) !== undefined) return MALFORMED;
  const dates = [date, ...transitions.map((each) => each.date)].flatMap((each) => knownText(each) ?? []);
  const late = dates.find((each) => !/T00:00:00(\.0+)?(Z|[+-]00:00)$/i.test(each));
  if (late !== undefined) return "InvalidArgument: 'Date' must be at midnight GMT";
  if (expiry !== undefined && expiry > 0 && expiry <= Math.max(0, ...days.map(([, after]) => after)))
    return "InvalidArgument: 'Days' in the Expiration action for filter must be greater than 'Days' in the Transition action";
  const noncurrentExpiry = numberOf(blockOf(rule.noncurrent_version_expiration).noncurrent_days) ?? 0;
  if (noncurrentExpiry > 0 && noncurrentExpiry <= Math.max(0, ...noncurrentDays.map(([, after]) => after)))
    return "InvalidArgument: 'NoncurrentDays' in the NoncurrentVersionExpiration action for filter must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action";
  return ACTIONS.every((name) => isMissing(rule[name]))
    ? "InvalidRequest: At least one action needs to be specified in a rule."
    : undefined;
}

export const BUCKET_LIFECYCLE_RULES: readonly AwsRule[] = [
  {
    name: "bucket-lifecycle",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html",
    types: ["aws_s3_bucket_lifecycle_configuration"],
    apply({ planned }) {
      const rules = blocksOf(planned.rule);
      if (repeated(rules.flatMap((rule) => knownText(rule.id) ?? [])) !== undefined)
        return "InvalidArgument: Rule ID must be unique. Found same ID for more than one rule";
      return rules.map(ruleProblem).find((problem) => problem !== undefined);
    },
  },
];
