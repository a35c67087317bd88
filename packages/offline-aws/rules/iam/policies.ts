import { isObject, type ObjectValue, type Value } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, documentOf, knownText, repeated } from "../rule.ts";

/** Documents that an identity has: they say what it may do, and need resources. */
const IDENTITY: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
};

const many = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** Statements of a policy. */
export const statementsOf = (document: Value | undefined): ObjectValue[] =>
  isObject(document) ? many(document.Statement).filter(isObject) : [];

/** Whether a statement lets everyone in: one with a condition may be meant for fewer, and is taken as such. */
export const isPublic = ({ Effect, Principal, Condition }: ObjectValue): boolean =>
  Effect === "Allow" &&
  (Principal === "*" || (isObject(Principal) && many(Principal.AWS).includes("*"))) &&
  (!isObject(Condition) || Object.keys(Condition).length === 0);

const MEMBERS = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

const OPERATOR =
  /^(ForAllValues:|ForAnyValue:)?((String(Not)?(Equals(IgnoreCase)?|Like))|Numeric(Not)?Equals|Numeric(Less|Greater)Than(Equals)?|Date(Not)?Equals|Date(Less|Greater)Than(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/;

/** What an operator compares: keys, each with a value or a list of values. */
const isComparison = (compared: Value): boolean =>
  isObject(compared) && Object.values(compared).every((value) => many(value).every((each) => typeof each !== "object"));

/** What is wrong with the grammar of a policy of any kind, in the words of IAM. */
export function grammarProblem(document: Value | undefined): string | undefined {
  if (!isObject(document) || document.Statement === undefined) return "Syntax errors in policy.";
  if (document.Version !== undefined && !["2012-10-17", "2008-10-17"].includes(String(document.Version)))
    return "Syntax errors in policy.";
  const statements = statementsOf(document);
  if (statements.length === 0 && many(document.Statement).length > 0) return "Syntax errors in policy.";
  if (statements.length === 0) return "Policy document must contain at least one statement.";
  for (const statement of statements) {
    const unknown = Object.keys(statement).find((name) => !MEMBERS.has(name));
    if (unknown !== undefined || !["Allow", "Deny"].includes(String(statement.Effect)))
      return "Syntax errors in policy.";
    for (const name of ["Action", "Resource", "Principal"])
      if (statement[name] !== undefined && statement[`Not${name}`] !== undefined) return "Syntax errors in policy.";
    if (many(statement.Action ?? statement.NotAction).length === 0) return "Policy statement must contain actions.";
    const action = many(statement.Action ?? statement.NotAction)
      .map(String)
      .find((each) => each !== "*" && !/^[A-Za-z0-9*-]+:[A-Za-z0-9*?]+$/.test(each));
    if (action !== undefined) return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    if (statement.Condition !== undefined && !isObject(statement.Condition)) return "Syntax errors in policy.";
    const operators = isObject(statement.Condition) ? Object.keys(statement.Condition) : [];
    const invalid = operators.find((each) => !OPERATOR.test(each));
    if (invalid !== undefined) return `Invalid Condition type : ${invalid}.`;
    if (isObject(statement.Condition) && !Object.values(statement.Condition).every(isComparison))
      return "Syntax errors in policy.";
  }
  const sids = statements.flatMap(({ Sid }) => knownText(Sid) ?? []);
  return repeated(sids) === undefined ? undefined : "Statement IDs (SID) in a single policy must be unique.";
}

/**
 * IAM's own policies have plain statement ids; those of buckets, keys and queues may have spaces
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html).
 */
export const sidProblem = (document: Value | undefined): string | undefined =>
  statementsOf(document).some(({ Sid }) => knownText(Sid) !== undefined && !/^[0-9A-Za-z]*$/.test(String(Sid)))
    ? "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
    : undefined;

/** A resource that is not `*` is an ARN, of which a variable may be a part. */
const isResource = (text: string) => /^(\*|arn:(aws[a-z-]*|\*|\$\{[^}]+\}):.*:.*:.*:.+|\$\{.*)$/s.test(text);

function identityProblem(text: Value | undefined): string | undefined {
  const document = documentOf(text);
  const grammar = grammarProblem(document) ?? sidProblem(document);
  if (grammar !== undefined) return grammar;
  for (const statement of statementsOf(document)) {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined)
      return "Policy document should not specify a principal.";
    const resources = many(statement.Resource ?? statement.NotResource).map(String);
    if (resources.length === 0) return "Policy statement must contain resources.";
    const wrong = resources.find((each) => !isResource(each));
    if (wrong !== undefined) return `Resource ${wrong} must be in ARN format or "*".`;
  }
  return undefined;
}

/** Characters of a policy that count: all but white space. */
export const sizeOfPolicy = (text: Value | undefined): number =>
  typeof text === "string" ? JSON.stringify(documentOf(text) ?? text).length : 0;

/** What all inline policies of an identity may have, in characters, by the argument that names it. */
const INLINE: Readonly<Record<string, readonly [argument: string, limit: number]>> = {
  aws_iam_role_policy: ["role", 10_240],
  aws_iam_user_policy: ["user", 2_048],
  aws_iam_group_policy: ["group", 5_120],
};

function inlineProblem({ type, planned, others }: AskedChange): string | undefined {
  const [owner, limit] = INLINE[type] as readonly [string, number];
  const sizes = [planned, ...others(type).filter((each) => each[owner] === planned[owner])].map((each) =>
    sizeOfPolicy(each.policy),
  );
  return sizes.reduce((sum, size) => sum + size, 0) > limit
    ? `LimitExceeded: Maximum policy size of ${limit} bytes exceeded for ${owner} ${String(planned[owner])}`
    : undefined;
}

export const POLICY_RULES: readonly AwsRule[] = [
  {
    name: "identity-policy",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    types: Object.keys(IDENTITY),
    apply({ type, planned }) {
      const problem = identityProblem(planned[IDENTITY[type] as string]);
      return problem === undefined ? undefined : `MalformedPolicyDocument: ${problem}`;
    },
  },
  {
    name: "policy-size",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    types: ["aws_iam_policy"],
    apply: ({ planned }) =>
      sizeOfPolicy(planned.policy) > 6144 ? "LimitExceeded: Cannot exceed quota for PolicySize: 6144" : undefined,
  },
  {
    name: "inline-policy-size",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    types: Object.keys(INLINE),
    apply: inlineProblem,
  },
];
