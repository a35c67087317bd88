import { AWS_POLICIES } from "./aws-policies.ts";
import type { Finding } from "./finding.ts";
import { distance } from "./nearest.ts";

/** Managed policies that a role takes, unless AWS has raised the quota (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MAX_POLICIES = 10;

/** Finds managed policies that IAM does not attach to one role. */
export function checkAttached(arns: readonly string[]): Finding[] {
  if (arns.length > MAX_POLICIES)
    return [{ path: [], message: `is too long: a role allows ${MAX_POLICIES} managed policies, so combine some` }];
  // Names are unique in an account, whatever the path and the case (IAM user guide, IAM identifiers).
  const names = arns.map((arn) => `${arn.split(":")[4]} ${arn.slice(arn.lastIndexOf("/") + 1).toLowerCase()}`);
  const misspelt = arns.flatMap((arn, index) => {
    const message = policyProblem(arn);
    return message === undefined ? [] : [{ path: [index], message }];
  });
  if (misspelt.length > 0) return misspelt;
  return arns.flatMap((arn, index) =>
    names.indexOf(names[index] as string) < index && !arns.slice(0, index).includes(arn)
      ? [{ path: [index], message: "is a second policy of that name in its account: attach one of them" }]
      : [],
  );
}

const OF_AWS = /^arn:(aws[a-z-]*):iam::aws:policy\/(.+)$/;
const nameOf = (policy: string): string => policy.slice(policy.lastIndexOf("/") + 1);

const KNOWN = new Set(AWS_POLICIES);
const BY_PLAIN_NAME = new Map(AWS_POLICIES.map((policy) => [plainOf(policy), policy]));

/**
 * What is wrong with a managed policy of AWS, and the way out. One that the list does not have may be new, so only those
 * are refused that are spelt almost as one that it has, or have the path of policies that no role takes
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html).
 */
export function policyProblem(arn: string): string | undefined {
  const [, partition, policy = ""] = OF_AWS.exec(arn) ?? [];
  if (partition === undefined || KNOWN.has(policy)) return undefined;
  if (policy.startsWith("aws-service-role/"))
    return "is a policy of a service-linked role, which no other role takes: attach another, or write statements";
  const meant =
    withPrefix(policy) ??
    AWS_POLICIES.find(
      (known) => isMisspelt(nameOf(policy), nameOf(known)) || isCutShort(nameOf(policy), nameOf(known)),
    );
  if (meant === undefined) return undefined;
  return `is not a managed policy of AWS; did you mean arn:${partition}:iam::aws:policy/${meant}?`;
}

/** The policy of that name, perhaps with the word that AWS puts before most. */
const withPrefix = (policy: string): string | undefined =>
  ["", "amazon", "aws"].map((prefix) => BY_PLAIN_NAME.get(prefix + plainOf(policy))).find((each) => each !== undefined);

function plainOf(policy: string): string {
  return nameOf(policy)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/**
 * Whether a name has a letter or two too many, too few or wrong in its words. Capital letters and digits have to agree:
 * AmazonSNSFullAccess is not AmazonSQSFullAccess, and a second version is not the first one.
 */
function isMisspelt(name: string, known: string): boolean {
  const fixed = (text: string) => text.replace(/[a-z]/g, "");
  return fixed(name) === fixed(known) && Math.abs(name.length - known.length) <= 2 && distance(name, known) <= 2;
}

/** Whether the last word is missing of those that nearly every name ends with. */
const isCutShort = (name: string, known: string): boolean =>
  known.startsWith(name) && /^(Access|Policy|Role|RolePolicy)$/.test(known.slice(name.length));
