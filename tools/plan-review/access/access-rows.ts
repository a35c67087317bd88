import type { AccessRow } from "../model/review.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress, nameOfReference } from "../read/upstream.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { type Grant, grantsOf } from "./grants.ts";
import { type NormalizedStatement, type PolicyElement, spelling } from "./statement.ts";
import { newlyAllowed, noLongerDenied } from "./widening.ts";

/** No policy that AWS takes is longer, so nothing of one is cut off: a waiver of it covers just what was read. */
const MAX_LENGTH = 20_480;

/** Statements that come and go with a change of a resource; those that stay are left out. */
export function accessRows(
  stack: string,
  resource: ResourceChange,
  references: PlanFile["references"],
  redactor: Redactor,
): AccessRow[] {
  if (resource.mode !== "managed") return [];
  const configured = references.get(configAddress(resource.address));
  // Without a configuration it can't be told, and what is unknown may be anything.
  const isConfigured = (attribute: string) => configured === undefined || configured.has(attribute);
  const reference = (attribute: string) => configured?.get(attribute)?.map(nameOfReference)[0];
  return grantsOf(resource, isConfigured, reference).flatMap((grant) => rowsOf(stack, resource, grant, redactor));
}

function rowsOf(stack: string, resource: ResourceChange, grant: Grant, redactor: Redactor): AccessRow[] {
  const { before, after, holder, isUnknown, isAttached } = grant;
  const [spellingsBefore, spellingsAfter] = [new Set(before.map(spelling)), new Set(after.map(spelling))];
  const isRemoved = resource.change.after === null && !isAttached;
  const widening = new Set([
    ...newlyAllowed(before, after).map(spelling),
    ...(isRemoved || isUnknown ? [] : noLongerDenied(before, after).map(spelling)),
  ]);
  const row = (sign: "+" | "-", statement: NormalizedStatement): AccessRow => ({
    stack,
    address: redactor.text(resource.address),
    sign,
    ...described(statement, holder, redactor),
    widens: widening.has(spelling(statement)),
    broad: isBroad(statement),
  });
  const removed = before.filter((statement) => !spellingsAfter.has(spelling(statement))).map((each) => row("-", each));
  const added = after.filter((statement) => !spellingsBefore.has(spelling(statement))).map((each) => row("+", each));
  return isUnknown ? [...removed, unknownRow(stack, resource, holder, redactor)] : [...removed, ...added];
}

/** A document that is not known yet may allow anything. */
function unknownRow(stack: string, resource: ResourceChange, holder: string, redactor: Redactor): AccessRow {
  return {
    stack,
    address: redactor.text(resource.address),
    sign: "?",
    effect: "known after apply",
    principal: redactor.text(holder),
    actions: [],
    resources: [],
    conditions: [],
    widens: true,
    broad: false,
  };
}

function described(statement: NormalizedStatement, holder: string, redactor: Redactor) {
  const { effect, principal, action, resource, conditions } = statement;
  const text = (value: string) => redactor.text(value, MAX_LENGTH);
  const names = ({ all, except }: PolicyElement) => all.map((name) => text(`${except ? "all but " : ""}${name}`));
  return {
    effect,
    principal: principal === undefined ? redactor.text(holder) : names(principal).join(", "),
    actions: names(action),
    resources: names(resource),
    conditions: conditions.map(({ operator, key, values }) => text(`${operator} ${key} ${values.join(", ")}`)),
  };
}

/** Every action of a service, or of all. */
const EVERYTHING = /^([\w*-]+:)?\*+$/;

/** How providers write all principals. */
const ALL_PRINCIPALS =
  /^(\*|all|All|allUsers|allAuthenticatedUsers|system:(un)?authenticated|0\.0\.0\.0\/0|::\/0|0\.0\.0\.0-255\.255\.255\.255|http:\/\/acs\.amazonaws\.com\/groups\/global\/\w+)$/;

/** Whether a statement lets everyone in, or its holder do all of a service or something with everything. */
function isBroad({ effect, principal, action, resource, conditions }: NormalizedStatement): boolean {
  if (effect === "Deny") return false;
  // A document of a resource is about that resource only, whatever it names.
  if (principal !== undefined)
    return (principal.except || principal.all.some((name) => ALL_PRINCIPALS.test(name))) && conditions.length === 0;
  const anything = action.except || action.all.some((name) => EVERYTHING.test(name));
  return anything || resource.except || resource.all.includes("*");
}
