import { at, isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "./json.ts";

/**
 * What each resource's expressions name, by address and by first attribute: `aws_lb.a` → `subnets` →
 * `["data.terraform_remote_state.network.outputs.publicSubnetIds"]`. Resources of child modules have the module's calls
 * in their address. Outputs are under `output.NAME`, with the attribute `value`.
 */
export function readReferences(plan: JsonObject): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  const root = objectAt(objectAt(plan, "configuration"), "root_module");
  for (const [name, output] of Object.entries(objectAt(root, "outputs")))
    found.set(`output.${name}`, new Map([["value", referencesIn(at(output, "expression") ?? null)]]));
  readModule(root, "", found);
  return found;
}

function readModule(module: JsonObject, prefix: string, found: Map<string, Map<string, string[]>>): void {
  for (const resource of listAt(module, "resources")) {
    const address = textAt(resource, "address");
    if (address === undefined) continue;
    const attributes = new Map<string, string[]>();
    for (const [name, expression] of Object.entries(objectAt(resource, "expressions")))
      attributes.set(name, referencesIn(expression));
    for (const name of ["count_expression", "for_each_expression"])
      if (at(resource, name) !== undefined) attributes.set(name, referencesIn(at(resource, name) ?? null));
    found.set(prefix + address, attributes);
  }
  for (const [name, call] of Object.entries(objectAt(module, "module_calls")))
    readModule(objectAt(call, "module"), `${prefix}module.${name}.`, found);
}

/** The longest references of an expression and of what is nested in it: `a.b.c`, without the `a.b` that Terraform adds. */
function referencesIn(expression: Json): string[] {
  const own = listAt(expression, "references").filter((reference) => typeof reference === "string");
  const longest = own.filter((reference) => !own.some((other) => other.startsWith(`${reference}.`)));
  const members = Array.isArray(expression) ? expression : isJsonObject(expression) ? Object.values(expression) : [];
  const nested = members.flatMap((member) =>
    Array.isArray(member) || isJsonObject(member) ? referencesIn(member) : [],
  );
  return [...new Set([...longest, ...nested])];
}
