import type { Finding } from "./finding.ts";

/** Managed policies that a role takes, unless AWS has raised the quota (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MAX_POLICIES = 10;

/** Finds managed policies that IAM does not attach to one role. */
export function checkAttached(arns: readonly string[]): Finding[] {
  if (arns.length > MAX_POLICIES)
    return [{ path: [], message: `is too long: a role allows ${MAX_POLICIES} managed policies, so combine some` }];
  // Names are unique in an account, whatever the path and the case (IAM user guide, IAM identifiers).
  const names = arns.map((arn) => `${arn.split(":")[4]} ${arn.slice(arn.lastIndexOf("/") + 1).toLowerCase()}`);
  return arns.flatMap((arn, index) =>
    names.indexOf(names[index] as string) < index && !arns.slice(0, index).includes(arn)
      ? [{ path: [index], message: "is a second policy of that name in its account: attach one of them" }]
      : [],
  );
}
