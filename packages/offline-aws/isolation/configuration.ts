import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a configuration keeps its state, as far as it can be read. */
export interface Location {
  /** Type of the backend. */
  type: string;
  /** File of a `local` backend, relative to the configuration; key of an object elsewhere. */
  path?: string;
  /** All settings of a backend `s3`, where they are in JSON. */
  settings?: Readonly<Record<string, unknown>>;
}

/** What a configuration says of states. */
export interface StateSettings {
  /** Undefined if none is found: Terraform then uses a file beside the configuration. */
  backend?: Location;
  /** Names of the files that Terraform reads in the folder. */
  files: readonly string[];
  /** States of others that a configuration in JSON reads, by name of the data source. */
  reads: ReadonlyMap<string, Location>;
  /** Whether cdktf has synthesized it. */
  synthesized: boolean;
}

const FILE = /^[^.].*\.(tf|tofu)(\.json)?$/s;
const BLOCKS = ["backend", "cloud", "state_store"] as const;

/** Reads what the configuration in a folder says of states. */
export function readStateSettings(folder: string): StateSettings {
  const files = readdirSync(folder).filter((name) => FILE.test(name));
  const settings = { files, reads: new Map<string, Location>(), synthesized: false } as StateSettings & {
    reads: Map<string, Location>;
  };
  for (const name of files) {
    const text = readFileSync(join(folder, name), "utf8");
    const found = name.endsWith(".json") ? readJson(text) : { backend: readHcl(text) };
    if (found.backend !== undefined) settings.backend = found.backend;
    for (const [id, location] of found.reads ?? []) settings.reads.set(id, location);
    if (found.synthesized) settings.synthesized = true;
  }
  return settings;
}

/**
 * A backend in HCL. The words are enough to say that there may be one, because a block's type can't be written in another
 * way; where there is none after all, nothing is lost.
 */
function readHcl(text: string): Location | undefined {
  if (!new RegExp(`\\b(${BLOCKS.join("|")})\\b`).test(text)) return undefined;
  const body = /\bbackend\s+"?local"?\s*\{([^{}]*)\}/.exec(text)?.[1];
  if (body === undefined) return { type: "unknown" };
  const path = /(?:^|\n)\s*path\s*=\s*"([^"\\$%]+)"/.exec(body)?.[1];
  return { type: "local", ...(path !== undefined && { path }) };
}

function readJson(text: string): Partial<StateSettings> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return { backend: { type: "unknown" } }; // Terraform will say what is wrong with it
  }
  const blocks = listOf(at(root, "terraform"));
  const has = blocks.some((block) => BLOCKS.some((name) => at(block, name) !== undefined));
  const backends = blocks.flatMap((block) => listOf(at(block, "backend"))).flatMap(entries);
  const [type, body] = backends[0] ?? ["unknown", undefined];
  const reads = listOf(at(root, "data"))
    .flatMap((data) => listOf(at(data, "terraform_remote_state")))
    .flatMap(entries)
    .flatMap(([id, source]) => {
      const read = listOf(source)[0];
      const from = at(read, "backend");
      return typeof from === "string" ? [[id, location(from, at(read, "config"))] as const] : [];
    });
  return {
    ...(has && { backend: location(type, listOf(body)[0]) }),
    reads: new Map(reads),
    synthesized: at(at(at(root, "//"), "metadata"), "stackName") !== undefined,
  };
}

function location(type: string, config: unknown): Location {
  const path = at(config, type === "local" ? "path" : "key");
  if (typeof path !== "string" || /[$%]\{/.test(path)) return { type };
  return { type, path, ...(type === "s3" && { settings: config as Readonly<Record<string, unknown>> }) };
}

const at = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** JSON may hold a list of blocks instead of one. */
const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const entries = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];
