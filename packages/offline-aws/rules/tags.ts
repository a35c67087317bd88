import { isObject } from "../protocol/values.ts";
import type { AskedChange } from "./rule.ts";

/** Codes of the services that have their own for tags that they don't take; IAM and EC2 differ from most. */
const CODES: readonly (readonly [types: RegExp, code: string])[] = [
  [
    /^aws_(vpc|subnet|route|internet|nat_|eip|security_group|network|launch_template|instance|ebs|flow_log|key_pair|ec2)/,
    "InvalidParameterValue",
  ],
  [/^aws_iam_/, "InvalidInput"],
  [/^aws_(lb|autoscaling|cloudwatch_metric)/, "ValidationError"],
  [/^aws_(ecs|ecr|secretsmanager|cloudwatch_log|sns)/, "InvalidParameterException"],
  [/^aws_kms/, "TagException"],
  [/^aws_s3/, "InvalidTag"],
  [/^aws_(code)/, "InvalidTagsException"],
];

/**
 * Refuses tags that no service takes (https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html):
 * keys that begin with `aws:`, keys of more than 128 and values of more than 256 characters, and more than 50 tags.
 */
export function tagProblem({ type, planned }: Pick<AskedChange, "type" | "planned">): string | undefined {
  const tags = isObject(planned.tags_all) ? planned.tags_all : isObject(planned.tags) ? planned.tags : {};
  const code = CODES.find(([types]) => types.test(type))?.[1] ?? "ValidationException";
  for (const [key, value] of Object.entries(tags)) {
    if (/^aws:/i.test(key)) return `${code}: Tag keys starting with 'aws:' are reserved for internal use: ${key}`;
    if (key.length > 128) return `${code}: Tag key exceeds the maximum length of 128 characters: ${key}`;
    if (String(value).length > 256)
      return `${code}: Tag value exceeds the maximum length of 256 characters, at key ${key}`;
  }
  if (Object.keys(tags).length > 50) return `TooManyTagsException: The resource has more than 50 tags`;
  return undefined;
}
