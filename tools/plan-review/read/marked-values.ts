import { at, isJsonObject, type Json, type JsonObject, listAt, objectAt } from "./json.ts";

/**
 * Every value that Terraform marks as sensitive anywhere in a plan, to look for it where the mark is lost: a value that
 * another stack reads through `terraform_remote_state` has no mark there any more.
 */
export function markedValues(plan: JsonObject): { marked: Json[]; sensitiveOutputs: Set<string> } {
  const configuration = objectAt(objectAt(plan, "configuration"), "root_module");
  const sensitiveOutputs = new Set<string>();
  const marked: Json[] = [];
  const outputs = objectAt(plan, "output_changes");
  for (const [name, output] of [...Object.entries(objectAt(configuration, "outputs")), ...valuesOfOutputs(plan)])
    if (at(output, "sensitive") === true) sensitiveOutputs.add(name);
  for (const [name, change] of Object.entries(outputs)) {
    if (at(change, "before_sensitive") === true || at(change, "after_sensitive") === true) sensitiveOutputs.add(name);
    addMarked(change, marked);
  }
  for (const name of sensitiveOutputs)
    marked.push(at(at(outputs, name), "before") ?? null, at(at(outputs, name), "after") ?? null);
  for (const [name, output] of valuesOfOutputs(plan))
    if (sensitiveOutputs.has(name)) marked.push(at(output, "value") ?? null);
  for (const [name, variable] of Object.entries(objectAt(configuration, "variables")))
    if (at(variable, "sensitive") === true)
      marked.push(at(at(objectAt(plan, "variables"), name), "value") ?? null, at(variable, "default") ?? null);
  for (const key of ["resource_changes", "resource_drift"])
    for (const resource of listAt(plan, key)) addMarked(at(resource, "change"), marked);
  for (const values of [at(plan, "planned_values"), at(at(plan, "prior_state"), "values")])
    addFromModule(objectAt(values, "root_module"), marked);
  return { marked: marked.filter((value) => value !== null), sensitiveOutputs };
}

/**
 * Outputs that the state has as sensitive and the plan has not. Both marks of a change say what will be, so they don't tell
 * (https://github.com/hashicorp/terraform/blob/main/internal/command/jsonplan/plan.go).
 */
export function unmarkedOutputs(plan: JsonObject): string[] {
  const [before, after] = [at(at(plan, "prior_state"), "values"), at(plan, "planned_values")].map((values) =>
    objectAt(values, "outputs"),
  );
  const changes = objectAt(plan, "output_changes");
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(changes)])].sort();
  return names.filter((name) => {
    const change = at(changes, name);
    const was = at(at(before, name), "sensitive") === true || at(change, "before_sensitive") === true;
    const planned = at(after, name) ?? null;
    const is = at(planned, "sensitive") === true || at(change, "after_sensitive") === true;
    const isThere = planned !== null || (at(change, "after") ?? null) !== null;
    return was && !is && isThere;
  });
}

const valuesOfOutputs = (plan: JsonObject): [string, Json][] =>
  [at(plan, "planned_values"), at(at(plan, "prior_state"), "values")].flatMap((values) =>
    Object.entries(objectAt(values, "outputs")),
  );

function addMarked(change: Json | undefined, marked: Json[]): void {
  // A mark that is taken off, or put on, counts for both sides.
  for (const mask of [at(change, "before_sensitive"), at(change, "after_sensitive")])
    for (const side of [at(change, "before"), at(change, "after")]) addUnder(mask, side, marked);
}

function addFromModule(module: JsonObject, marked: Json[]): void {
  for (const resource of listAt(module, "resources"))
    addUnder(at(resource, "sensitive_values"), at(resource, "values"), marked);
  for (const child of listAt(module, "child_modules")) if (isJsonObject(child)) addFromModule(child, marked);
}

function addUnder(mask: Json | undefined, value: Json | undefined, marked: Json[]): void {
  if (mask === true && value !== undefined) marked.push(value);
  else if (Array.isArray(mask))
    for (const [index, member] of mask.entries()) addUnder(member, at(value, index), marked);
  else if (isJsonObject(mask))
    for (const [key, member] of Object.entries(mask)) addUnder(member, at(value, key), marked);
}
