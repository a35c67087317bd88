/** What a request says of itself besides action and resource, by condition key: `{ "iam:PassedToService": "…" }`. */
type Context = Readonly<Record<string, string>>;

/** Something that is asked of AWS; a call that has no resource is for `*`. */
export type Asked = readonly [action: string, resource?: string, context?: Context];

type OneOrMany = string | readonly string[];

interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

/** Elements of a statement that are looked at here; with any other a verdict would be a guess. */
const ELEMENTS = ["Sid", "Effect", "Action", "Resource", "NotResource", "Condition"];

/** Whether a wanted value fits the one of a request, by operator (IAM user guide, JSON policy elements: Condition). */
const OPERATORS: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: matches,
  ArnEquals: matchesArn, // the two ARN operators are one
  ArnLike: matchesArn,
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
};

/**
 * Whether policies of an identity allow a request (IAM user guide, policy evaluation logic): one statement has to allow
 * it and none may deny it.
 */
export function allows(documents: readonly string[], [action, resource = "*", context = {}]: Asked): boolean {
  const effects = documents
    .flatMap(statementsOf)
    .filter((statement) => appliesTo(statement, action, resource, context))
    .map(({ Effect }) => Effect);
  return effects.includes("Allow") && !effects.includes("Deny");
}

function statementsOf(document: string): Statement[] {
  const { Statement: statements } = JSON.parse(document) as { Statement: Statement[] };
  for (const statement of statements) {
    const unknown = Object.keys(statement).filter((element) => !ELEMENTS.includes(element));
    if (unknown.length > 0) throw new Error(`${unknown.join(", ")} of ${statement.Sid} is not evaluated here`);
    if (JSON.stringify(statement).includes("${"))
      throw new Error(`a variable in ${statement.Sid} is not evaluated here`);
  }
  return statements;
}

function appliesTo(statement: Statement, action: string, resource: string, context: Context): boolean {
  const { Action, Resource, NotResource, Condition = {} } = statement;
  const isOneOf = (patterns: OneOrMany) =>
    many(patterns).some((pattern) => pattern === "*" || matchesArn(pattern, resource));
  return (
    many(Action).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    (Resource === undefined || isOneOf(Resource)) &&
    (NotResource === undefined || !isOneOf(NotResource)) &&
    Object.entries(Condition).every(([operator, wanted]) => holds(operator, wanted, context))
  );
}

/** Operators that ask for another value, which a request without the key has. */
const NEGATED: Readonly<Record<string, (unwanted: string, value: string) => boolean>> = {
  StringNotEqualsIgnoreCase: (unwanted, value) => unwanted.toLowerCase() !== value.toLowerCase(),
};

/**
 * All keys have to fit, each with any of its values; one that the request does not have does not fit. `Null` asks whether
 * the request has none.
 */
function holds(operator: string, wanted: Readonly<Record<string, OneOrMany>>, context: Context): boolean {
  const fits = OPERATORS[operator];
  const differs = NEGATED[operator];
  if (fits === undefined && differs === undefined && operator !== "Null")
    throw new Error(`the condition ${operator} is not evaluated here`);
  const given = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(wanted).every(([key, values]) => {
    const value = given.get(key.toLowerCase());
    if (differs !== undefined) return value === undefined || many(values).every((each) => differs(each, value));
    if (fits === undefined) return many(values).includes(String(value === undefined));
    return value !== undefined && many(values).some((each) => fits(each, value));
  });
}

const many = (values: OneOrMany): readonly string[] => (typeof values === "string" ? [values] : values);

/** `*` matches any text, `?` one character. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

/** The six parts of an ARN are compared one by one: a wildcard does not reach from one into the next. */
function matchesArn(pattern: string, arn: string): boolean {
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === given.length && wanted.every((part, index) => matches(part, given[index] as string));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}
