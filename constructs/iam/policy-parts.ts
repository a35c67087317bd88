import { policyDocument, type Statement } from "./policy.ts";

/**
 * Maximum number of characters of a role's inline policies together, and of a managed policy (IAM user guide, IAM
 * quotas).
 */
const [MAX_INLINE, MAX_MANAGED] = [10_240, 6144];

/** Maximum number of managed policies of a role, unless AWS has raised it (the same). */
const MAX_ATTACHED = 10;

/** Statements as the policies of a role: what does not fit into its inline policy is in managed ones. */
export interface PolicyParts {
  readonly inline: readonly Statement[];
  readonly managed: readonly (readonly Statement[])[];
  /** Why IAM does not take them, and the way out. @default it does */
  readonly obstacle?: string;
}

/** Splits statements into policies; `attached` is how many managed ones the role has besides. */
export function policyParts(statements: readonly Statement[], attached: number): PolicyParts {
  if (sizeOf(statements) <= MAX_INLINE) return { inline: statements, managed: [] };
  const [inline = [], ...managed] = split(statements);
  const isTooLong = sizeOf(inline) > MAX_INLINE || managed.some((each) => sizeOf(each) > MAX_MANAGED);
  if (!isTooLong && managed.length + attached <= MAX_ATTACHED) return { inline, managed };
  const room = MAX_INLINE + MAX_MANAGED * Math.max(0, MAX_ATTACHED - attached);
  const obstacle = `has policies of ${sizeOf(statements)} characters, and IAM takes ${room} in parts: name less, or several at once with *`;
  return { inline, managed, obstacle };
}

const sizeOf = (statements: readonly Statement[]) => policyDocument(statements).length;

/** Fills one policy after the other, resource by resource. */
function split(statements: readonly Statement[]): Statement[][] {
  const policies: Statement[][] = [[]];
  for (const statement of statements)
    for (const resource of statement.resources ?? [undefined]) {
      const last = policies.at(-1) ?? [];
      const grown = withResource(last, statement, resource);
      const fits = sizeOf(grown) <= (policies.length === 1 ? MAX_INLINE : MAX_MANAGED);
      if (fits || last.length === 0) policies[policies.length - 1] = grown;
      else policies.push(withResource([], statement, resource));
    }
  return policies;
}

/** A policy with one more resource of a statement, whose others may be in it already. */
function withResource(policy: readonly Statement[], statement: Statement, resource: string | undefined): Statement[] {
  if (resource === undefined) return [...policy, statement];
  const last = policy.at(-1);
  const isBegun = last !== undefined && begunBy(last) === begunBy(statement);
  const begun = isBegun ? (last.resources ?? []) : [];
  return [...(isBegun ? policy.slice(0, -1) : policy), { ...statement, resources: [...begun, resource] }];
}

/** What makes a statement, besides its resources. */
const begunBy = (statement: Statement) => JSON.stringify({ ...statement, resources: [] });
