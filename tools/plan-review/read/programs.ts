import { at, type Json, type JsonObject, listAt, objectAt, textAt } from "./json.ts";

/** Code that a configuration has Terraform run. */
export interface Program {
  /** Of the resource or data source, with the calls of modules and without keys of instances. */
  readonly address: string;
  /** `local-exec`, `remote-exec` …; `external` and `http` for data sources. */
  readonly kind: string;
  /** Undefined if it is made of values that only a plan knows. */
  readonly command?: string;
}

/** Provisioners that run something, not those that only copy files. */
const COPIES = ["file"];

/** Data sources that leave Terraform, with the argument that says where to. */
const DATA_SOURCES: Readonly<Record<string, string>> = { external: "program", http: "url" };

/** Provisioners, and `external` and `http` data sources, in the configuration that a plan holds. */
export function readPrograms(plan: JsonObject): Program[] {
  const found: Program[] = [];
  readModule(objectAt(objectAt(plan, "configuration"), "root_module"), "", found);
  return found;
}

function readModule(module: JsonObject, prefix: string, found: Program[]): void {
  for (const resource of listAt(module, "resources")) {
    const address = `${prefix}${textAt(resource, "address") ?? "?"}`;
    for (const provisioner of listAt(resource, "provisioners")) {
      const kind = textAt(provisioner, "type") ?? "provisioner";
      if (!COPIES.includes(kind))
        found.push({ address, kind, ...commandOf(provisioner, ["command", "inline", "script", "scripts"]) });
    }
    const type = textAt(resource, "type") ?? "";
    if (textAt(resource, "mode") === "data" && Object.hasOwn(DATA_SOURCES, type))
      found.push({ address, kind: type, ...commandOf(resource, [DATA_SOURCES[type] as string]) });
  }
  for (const [name, call] of Object.entries(objectAt(module, "module_calls")))
    readModule(objectAt(call, "module"), `${prefix}module.${name}.`, found);
}

function commandOf(block: Json, names: readonly string[]): { command?: string } {
  const expressions = objectAt(block, "expressions");
  for (const name of names) {
    const value = at(expressions[name], "constant_value");
    if (typeof value === "string") return { command: value };
    if (Array.isArray(value)) return { command: value.filter((word) => typeof word === "string").join(" ") };
  }
  return {};
}
