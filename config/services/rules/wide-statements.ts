import type { StatementConfig } from "../task-role.ts";

/** Service and last part of the ARN of something that there may be. */
export type Sample = readonly [service: string, name: string];

/** Whether a text with `*` and `?` fits another, in any case, as IAM compares actions. */
export function isLike(pattern: string, text: string): boolean {
  // What is longer than the text fits nothing, and may be too long for a regular expression.
  const short = pattern.replace(/\*+/g, "*");
  return short.replaceAll("*", "").length <= text.length && patternOf(short, "i").test(text);
}

/**
 * Whether a resource of a statement covers all of a kind: it matches one of the samples, in whatever region and account it is written
 * for. Names of resources are compared in their case (IAM user guide, IAM JSON policy elements: Resource).
 */
export function isEvery(resource: string, samples: readonly Sample[]): boolean {
  const [, partition = "", , region = "", account = ""] = resource.split(":");
  const of = (part: string, other: string) => (/^[\w-]*$/.test(part) && resource.split(":").length > 5 ? part : other);
  return samples.some(([service, name]) => {
    const place = `${of(region, "us-east-1")}:${of(account, "123456789012")}`;
    return patternOf(resource).test(`arn:${of(partition, "aws")}:${service}:${place}:${name}`);
  });
}

/** Conditions that nearly every request meets (IAM user guide, global condition keys). */
const MET_BY_ALL = ["aws:securetransport"];

/** Whether conditions of a statement make it about less than its actions and resources say. */
export const isNarrowed = ({ conditions = {} }: StatementConfig): boolean =>
  Object.values(conditions).some((byKey) =>
    Object.entries(byKey).some(
      ([key, values]) =>
        !MET_BY_ALL.includes(key.toLowerCase()) && [values].flat().some((value) => !/^\*+$/.test(value)),
    ),
  );

function patternOf(pattern: string, flags = ""): RegExp {
  const form = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${form}$`, flags);
}
