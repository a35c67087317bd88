import { isObject, type Value } from "../../protocol/values.ts";
import { type AwsRule, documentOf } from "../rule.ts";
import { grammarProblem, sidProblem, sizeOfPolicy, statementsOf } from "./policies.ts";
import PRINCIPALS from "./service-principals.json";

/** Services that roles trust, by the part before `.amazonaws.com`; as of November 2026. */
const known = new Set<string>(PRINCIPALS);

/** Whether a service principal may exist: also one of a region, or of a part of a service that is known. */
export function isServicePrincipal(principal: string): boolean {
  const name = /^([a-z0-9.-]+)\.amazonaws\.(?:com|com\.cn|eu)$/
    .exec(principal)?.[1]
    ?.replace(/\.[a-z]{2,4}(-[a-z]+)+-\d$/, "");
  if (name === undefined) return /\.(amazon\.com|aws\.internal|aws\.dev|aws)$/.test(principal);
  return known.has(name) || (name.includes(".") && known.has(name.slice(name.lastIndexOf(".") + 1)));
}

const ACCOUNT = /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+|A[A-Z0-9]{15,})$/;

const many = (value: Value | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

function trustProblem(text: Value | undefined): string | undefined {
  const document = documentOf(text);
  const grammar = grammarProblem(document) ?? sidProblem(document);
  if (grammar !== undefined) return grammar;
  for (const statement of statementsOf(document)) {
    for (const name of ["Resource", "NotResource"])
      if (statement[name] !== undefined) return `Has prohibited field ${name}`;
    const { Principal: principal } = statement;
    if (principal === undefined && statement.NotPrincipal === undefined) return "Missing required field Principal";
    const actions = many(statement.Action ?? statement.NotAction);
    if (actions.some((each) => each !== "*" && !/^sts:/i.test(each)))
      return "AssumeRole policy may only specify STS AssumeRole actions.";
    if (!isObject(principal)) continue;
    const kind = Object.keys(principal).find((each) => !KINDS.has(each));
    if (kind !== undefined) return `Invalid principal in policy: "${kind}":"${many(principal[kind])[0]}"`;
    const service = many(principal.Service).find((each) => !isServicePrincipal(each));
    if (service !== undefined) return `Invalid principal in policy: "SERVICE":"${service}"`;
    const account = many(principal.AWS).find((each) => !ACCOUNT.test(each));
    if (account !== undefined) return `Invalid principal in policy: "AWS":"${account}"`;
  }
  return undefined;
}

const KINDS = new Set(["Service", "AWS", "Federated", "CanonicalUser"]);

export const TRUST_RULES: readonly AwsRule[] = [
  {
    name: "trust-policy",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    types: ["aws_iam_role"],
    apply({ planned }) {
      const problem = trustProblem(planned.assume_role_policy);
      return problem === undefined ? undefined : `MalformedPolicyDocument: ${problem}`;
    },
  },
  {
    name: "trust-policy-size",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    types: ["aws_iam_role"],
    apply: ({ planned }) =>
      sizeOfPolicy(planned.assume_role_policy) > 2048
        ? "LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048"
        : undefined,
  },
];
