import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, knownText, textsOf } from "../rule.ts";
import POLICIES from "./managed-policies.json";

/** AWS's own policies, as of February 2025, with some that are newer. */
const known = new Set<string>(POLICIES);

/** Policies that are below a path, and that one often looks for without it. */
const PATHS: Readonly<Record<string, string>> = {
  AmazonECSTaskExecutionRolePolicy: "service-role/",
  AmazonEC2ContainerServiceforEC2Role: "service-role/",
  AmazonEC2ContainerServiceAutoscaleRole: "service-role/",
  AmazonEC2ContainerServiceEventsRole: "service-role/",
  AmazonRDSEnhancedMonitoringRole: "service-role/",
  AWSLambdaBasicExecutionRole: "service-role/",
  AWSLambdaVPCAccessExecutionRole: "service-role/",
  AWSLambdaSQSQueueExecutionRole: "service-role/",
  AWSCodeDeployRole: "service-role/",
  AmazonSSMManagedInstanceCore: "",
  AdministratorAccess: "",
  ReadOnlyAccess: "",
  PowerUserAccess: "",
  AWSCodeDeployRoleForECS: "",
  AmazonEC2ContainerRegistryReadOnly: "",
};

/** Insertions, deletions and substitutions that make one text of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] as number;
}

/**
 * Whether AWS may have a policy. AWS adds some every month, so an unknown one passes if its name begins as theirs do and is
 * not a misspelling of one that is known.
 */
export function mayBeManaged(arn: string): boolean {
  const [, path = "", name = ""] = /^arn:aws[a-z-]*:iam::aws:policy\/(.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (name in PATHS) return PATHS[name] === path;
  if (known.has(name)) return true;
  if (!/^(AWS|Amazon|Cloud|Service|Alexa|Auto|Elastic|Resource|Security|IAM|EC2|Root)/.test(name)) return false;
  if (known.has(name.replace(/V?\d+$/, ""))) return true;
  return !POLICIES.some((each) => Math.abs(each.length - name.length) <= 4 && distance(each, name) <= 4);
}

const ATTACHMENTS: Readonly<Record<string, string>> = {
  aws_iam_role_policy_attachment: "role",
  aws_iam_user_policy_attachment: "user",
  aws_iam_group_policy_attachment: "group",
};

const attachedArns = (attributes: ObjectValue) => [
  ...textsOf([attributes.policy_arn ?? null]),
  ...textsOf(attributes.managed_policy_arns),
];

export const ATTACHMENT_RULES: readonly AwsRule[] = [
  {
    name: "managed-policy",
    source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html",
    types: [...Object.keys(ATTACHMENTS), "aws_iam_policy_attachment", "aws_iam_role"],
    apply({ planned }) {
      const missing = attachedArns(planned).find((arn) => /^arn:aws[a-z-]*:iam::aws:/.test(arn) && !mayBeManaged(arn));
      return missing === undefined ? undefined : `NoSuchEntity: Policy ${missing} does not exist or is not attachable.`;
    },
  },
  {
    name: "policies-per-identity",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    types: Object.keys(ATTACHMENTS),
    apply({ type, planned, others }) {
      const owner = ATTACHMENTS[type] as string;
      const policies = new Set(
        others(type).flatMap((each) => (each[owner] === planned[owner] ? (knownText(each.policy_arn) ?? []) : [])),
      ).add(String(planned.policy_arn));
      const quota = `PoliciesPer${owner[0]?.toUpperCase()}${owner.slice(1)}`;
      return policies.size > 10 ? `LimitExceeded: Cannot exceed quota for ${quota}: 10` : undefined;
    },
  },
];
