import { at, documentIn, isJsonObject, type Json, textAt } from "../read/json.ts";

/** What an element names, or everything but what it names. */
export interface PolicyElement {
  readonly all: readonly string[];
  readonly except: boolean;
}

/** A statement of a policy document, in one spelling for all that mean the same. */
export interface NormalizedStatement {
  readonly effect: "Allow" | "Deny";
  /** Undefined in policies of an identity, which are about that identity. */
  readonly principal?: PolicyElement;
  readonly action: PolicyElement;
  readonly resource: PolicyElement;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * Statements of a policy document, given as JSON or as its text; undefined if it is none. `subject` is what a statement is
 * about that names no resource, such as the role that a trust policy belongs to.
 */
export function statementsIn(value: Json | undefined, subject = "*"): NormalizedStatement[] | undefined {
  const document = documentIn(value) ?? value;
  if (!isJsonObject(document) || !Object.hasOwn(document, "Statement")) return undefined;
  const found = at(document, "Statement");
  const statements = Array.isArray(found) ? found : [found ?? null];
  return statements.filter(isJsonObject).map((statement) => ({
    // AWS knows no third effect; any other text is read as the one that gives more.
    effect: textAt(statement, "Effect") === "Deny" ? "Deny" : "Allow",
    ...principalOf(statement),
    // One that names no action is none that AWS would take; read as what gives most.
    action: namesOf(statement, "Action", "*"),
    resource: namesOf(statement, "Resource", subject),
    conditions: conditionsOf(at(statement, "Condition")),
  }));
}

/** One spelling for a statement, by which equal ones are known. */
export const spelling = (statement: NormalizedStatement): string => JSON.stringify(statement);

function namesOf(statement: Json, element: string, otherwise: string): PolicyElement {
  const not = at(statement, `Not${element}`) ?? undefined;
  return { all: sorted(texts(not ?? at(statement, element) ?? otherwise)), except: not !== undefined };
}

function principalOf(statement: Json): { principal?: PolicyElement } {
  const not = at(statement, "NotPrincipal") ?? undefined;
  const principal = not ?? at(statement, "Principal");
  if (principal === undefined || principal === null) return {};
  const all = isJsonObject(principal)
    ? Object.entries(principal).flatMap(([kind, names]) => texts(names).map((name) => spellPrincipal(kind, name)))
    : texts(principal);
  return { principal: { all: sorted(all), except: not !== undefined } };
}

/** An account may be written as its number or as the ARN of its root. */
function spellPrincipal(kind: string, name: string): string {
  if (kind !== "AWS") return `${kind} ${name}`;
  return /^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name;
}

function conditionsOf(condition: Json | undefined): Condition[] {
  if (!isJsonObject(condition)) return [];
  const found = Object.entries(condition).flatMap(([operator, keys]) =>
    isJsonObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator,
          key: key.toLowerCase(),
          values: sorted(texts(values)),
        }))
      : [],
  );
  const order = ({ operator, key }: Condition) => `${operator} ${key}`;
  return found.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

function texts(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (value === null || isJsonObject(value)) return [];
  return [String(value)];
}

const sorted = (all: readonly string[]): string[] => [...new Set(all)].sort();
