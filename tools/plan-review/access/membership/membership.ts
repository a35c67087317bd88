import { type Json, textAt } from "../../read/json.ts";
import type { NormalizedStatement } from "../statement.ts";

/** How a resource grants a principal what others are allowed already. */
export interface Membership {
  readonly type: RegExp;
  /** Path to what names those who get it, or what they get: through blocks and lists, `subject.name`. */
  readonly attribute: string;
  readonly statement: (name: string, values: Json) => NormalizedStatement;
  /** A new one gives nothing to anything that was there: what it is made of shows by itself. */
  readonly onlyWhereItWas?: true;
  /** Names in a value that is not a name or a list of them. */
  readonly namesIn?: (value: Json) => string[];
}

/** That a principal may do something. */
export const allowed = (principal: string, action: string, resource = "what it names"): NormalizedStatement => ({
  effect: "Allow",
  principal: { all: [principal], except: false },
  action: { all: [action], except: false },
  resource: { all: [resource], except: false },
  conditions: [],
});

export const asGroup = (group: string) => `all that group ${group} may do`;
export const asRole = (role: string) => `all that role ${role} may do`;
export const asUser = (user: string) => `all that user ${user} may do`;

/** What the first of these attributes says. */
export const namedBy = (values: Json, ...attributes: string[]): string =>
  attributes.map((attribute) => textAt(values, attribute)).find((text) => text !== undefined && text !== "") ?? "?";

/** A row of a table: types, attribute, and what those who are named get. */
export const membership = (type: RegExp, attribute: string, statement: Membership["statement"]): Membership => ({
  type,
  attribute,
  statement,
});
