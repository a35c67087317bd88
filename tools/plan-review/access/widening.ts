import { isWithin } from "./cidr.ts";
import { covers, patternsOverlap } from "./pattern.ts";
import { type Condition, type NormalizedStatement, type PolicyElement, spelling } from "./statement.ts";

/** Above so many single permissions a statement is compared as a whole. */
const MAX_PARTS = 20_000;

/**
 * Above so many pairs of statements only equal ones are the same. AWS takes policies of up to 32 kB, which have a few hundred
 * (https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html).
 */
const MAX_PAIRS = 1_000_000;

/** Statements of `after` that allow what `before` did not. Never misses one; may name one too many. */
export function newlyAllowed(
  before: readonly NormalizedStatement[],
  after: readonly NormalizedStatement[],
): NormalizedStatement[] {
  return uncovered(after.filter(isAllow), before.filter(isAllow));
}

/** Denials of `before` that `after` no longer makes, or no longer whole. */
export function noLongerDenied(
  before: readonly NormalizedStatement[],
  after: readonly NormalizedStatement[],
): NormalizedStatement[] {
  const [denied, denials] = [before, after].map((side) => side.filter((statement) => !isAllow(statement)));
  return uncovered(denied ?? [], denials ?? []);
}

/** Statements that are not in the others. */
function uncovered(
  statements: readonly NormalizedStatement[],
  others: readonly NormalizedStatement[],
): NormalizedStatement[] {
  const equal = new Set(others.map(spelling));
  const rest = statements.filter((statement) => !equal.has(spelling(statement)));
  return rest.length * others.length > MAX_PAIRS ? rest : rest.filter((statement) => !isCovered(statement, others));
}

const isAllow = ({ effect }: NormalizedStatement) => effect === "Allow";

/** Whether each permission of a statement is in one of the others. */
function isCovered(statement: NormalizedStatement, others: readonly NormalizedStatement[]): boolean {
  const dimensions = [statement.principal, statement.action, statement.resource].map(partsOf);
  const count = dimensions.reduce((product, parts) => product * parts.length, 1);
  if (count > MAX_PARTS) return others.some((other) => includes(other, statement));
  const [principals = [], actions = [], resources = []] = dimensions;
  return principals.every((principal) =>
    actions.every((action) =>
      resources.every((resource) =>
        others.some((other) => includes(other, { ...statement, principal, action, resource } as NormalizedStatement)),
      ),
    ),
  );
}

/** Each name by itself; what is everything but some names stays whole. */
function partsOf(names: PolicyElement | undefined): (PolicyElement | undefined)[] {
  if (names === undefined || names.except) return [names];
  return names.all.map((name) => ({ all: [name], except: false }));
}

function includes(wide: NormalizedStatement, narrow: NormalizedStatement): boolean {
  return (
    includesNames(
      wide.principal,
      narrow.principal,
      (one, other) => one === "*" || one === other,
      () => true,
    ) &&
    includesNames(wide.action, narrow.action, inAnyCase(covers), inAnyCase(patternsOverlap)) &&
    includesNames(wide.resource, narrow.resource, covers, patternsOverlap) &&
    wide.conditions.every((condition) => narrow.conditions.some((other) => isWeaker(condition, other)))
  );
}

/** AWS takes the names of actions in any case. */
const inAnyCase =
  (compare: Compare): Compare =>
  (one, other) =>
    compare(one.toLowerCase(), other.toLowerCase());

type Compare = (wide: string, narrow: string) => boolean;

function includesNames(
  wide: PolicyElement | undefined,
  narrow: PolicyElement | undefined,
  covering: Compare,
  meeting: Compare,
): boolean {
  if (wide === undefined || narrow === undefined) return wide === narrow;
  if (!wide.except && !narrow.except) return narrow.all.every((name) => wide.all.some((each) => covering(each, name)));
  if (wide.except && narrow.except) return wide.all.every((name) => narrow.all.some((each) => covering(each, name)));
  // All but some names includes others that have nothing in common with them.
  if (wide.except) return narrow.all.every((name) => !wide.all.some((each) => meeting(each, name)));
  return wide.all.includes("*");
}

/** Operators for which more values let more through; for the negated ones it is the other way around. */
const ANY_OF = /^(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;
const NONE_OF = /^(StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)$/;

/**
 * Patterns of ARNs, which AWS compares part by part, so that a star takes in no colon
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN).
 */
const coversArn: Compare = (wide, narrow) => {
  const [one, other] = [wide, narrow].map(partsOfArn);
  if (wide === narrow || one === undefined || other === undefined) return wide === narrow;
  return one.every((part, index) => covers(part, other[index] ?? ""));
};

/** `arn`, partition, service, region, account and resource; undefined for what has fewer parts. */
function partsOfArn(arn: string): string[] | undefined {
  const parts = arn.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Conditions that set a limit to a number or a time. */
const limit = (kind: string, operator: string, numberOf: (text: string) => number, sign: 1 | -1) =>
  [kind + operator, `${kind}${operator}Equals`].map((name): [string, Compare] => [
    `${name} ${name}`,
    (wide, narrow) => wide === narrow || sign * numberOf(narrow) <= sign * numberOf(wide),
  ]);

/** How one value of a weaker condition takes in one of a stronger one, by the operators of both. */
const VALUES: Readonly<Record<string, Compare>> = {
  "StringLike StringEquals": covers,
  "StringLike StringLike": covers,
  // Both compare patterns, says the page about ARNs.
  "ArnLike ArnLike": coversArn,
  "ArnLike ArnEquals": coversArn,
  "ArnEquals ArnLike": coversArn,
  "ArnEquals ArnEquals": coversArn,
  "IpAddress IpAddress": (wide, narrow) => wide === narrow || isWithin(narrow, wide),
  ...Object.fromEntries([
    ...limit("Numeric", "LessThan", Number, 1),
    ...limit("Numeric", "GreaterThan", Number, -1),
    ...limit("Date", "LessThan", Date.parse, 1),
    ...limit("Date", "GreaterThan", Date.parse, -1),
  ]),
};

const IF_EXISTS = /IfExists$/;

/** Whether a condition holds wherever another does. */
function isWeaker(weak: Condition, strong: Condition): boolean {
  if (weak.key.toLowerCase() !== strong.key.toLowerCase()) return false;
  // It holds where there is no such key as well.
  if (IF_EXISTS.test(weak.operator))
    return isWeaker(
      { ...weak, operator: weak.operator.replace(IF_EXISTS, "") },
      { ...strong, operator: strong.operator.replace(IF_EXISTS, "") },
    );
  const takesIn = VALUES[`${weak.operator} ${strong.operator}`];
  if (takesIn !== undefined)
    return strong.values.every((value) => weak.values.some((pattern) => takesIn(pattern, value)));
  if (weak.operator !== strong.operator) return false;
  const within = (inner: readonly string[], outer: readonly string[]) => inner.every((value) => outer.includes(value));
  if (ANY_OF.test(weak.operator)) return within(strong.values, weak.values);
  if (NONE_OF.test(weak.operator)) return within(weak.values, strong.values);
  return within(strong.values, weak.values) && within(weak.values, strong.values);
}
