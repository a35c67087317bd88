import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package of generated provider bindings, such as `@cdktf/provider-aws`. */
export interface Bindings {
  /** The provider's local name, which its resource types begin with. */
  provider: string;
  /** Version of the package. */
  version: string;
  /** The folder that has one folder for each resource type and data source. */
  folder: string;
}

export type BlockType = "resource" | "data" | "provider";

/** Finds an installed package of bindings. Throws Node's own error if it is not installed. */
export function findBindings(provider: string): Bindings {
  const manifest = require.resolve(`@cdktf/provider-${provider}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return { provider, version, folder: join(dirname(manifest), "lib") };
}

/** Names of every resource type or data source in the bindings, from the names of their folders. */
export function listTypes(bindings: Bindings, kind: "resource" | "data"): Set<string> {
  const prefix = folderPrefix(bindings, "data");
  const types = new Set<string>();
  for (const entry of readdirSync(bindings.folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === "provider") continue;
    const data = entry.name.startsWith(prefix);
    if (data !== (kind === "data")) continue;
    const name = data ? entry.name.slice(prefix.length) : entry.name;
    types.add(`${bindings.provider}_${name.replaceAll("-", "_")}`);
  }
  return types;
}

/** The TypeScript source that a binding was compiled from, and the name of its class. */
export function readSource(bindings: Bindings, kind: BlockType, type: string): { source: string; className: string } {
  const name = type.slice(bindings.provider.length + 1).replaceAll("_", "-");
  const folder = kind === "provider" ? "provider" : folderPrefix(bindings, kind) + name;
  const index = join(bindings.folder, folder, "index.js");
  let source = readSourceMap(index);
  const className = /^export class (\w+) extends cdktf\.Terraform(?:Resource|DataSource|Provider) /m.exec(source)?.[1];
  if (className === undefined) throw new Error(`no resource class in ${index}`);
  // A very large resource has its nested classes in separate files.
  const structs = join(bindings.folder, folder, "index-structs");
  if (existsSync(structs))
    for (const file of readdirSync(structs)) if (file.endsWith(".js")) source += readSourceMap(join(structs, file));
  return { source, className };
}

function folderPrefix(bindings: Bindings, kind: "resource" | "data"): string {
  return kind === "data" ? `data-${bindings.provider}-` : "";
}

function readSourceMap(file: string): string {
  const compiled = readFileSync(file, "utf8");
  const start = compiled.lastIndexOf("base64,") + "base64,".length;
  const map = JSON.parse(Buffer.from(compiled.slice(start).trim(), "base64").toString("utf8")) as {
    sourcesContent: string[];
  };
  return `${map.sourcesContent.join("\n")}\n`;
}
