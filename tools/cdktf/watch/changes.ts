import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withoutSecrets } from "../../../packages/secrets/without-secrets.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Synthesized stacks by name. */
export type Stacks = ReadonlyMap<string, Json>;

/** Lines for one resource, and characters of a value, at the most. */
const MAX_LINES = 6;
const MAX_LENGTH = 60;
/** What two long values have in common is left out but for so many characters. */
const CONTEXT = 15;

/** Blocks whose members have a type and a name; those of all others have a name. */
const TYPED = new Set(["resource", "data"]);

/** Reads the stacks that were synthesized to a folder. */
export function readSynthesized(outdir: string): Stacks {
  const read = (file: string) => JSON.parse(readFileSync(join(outdir, file), "utf8"));
  const { stacks } = read("manifest.json") as { stacks: Record<string, { synthesizedStackPath: string }> };
  return new Map(Object.entries(stacks).map(([name, { synthesizedStackPath }]) => [name, read(synthesizedStackPath)]));
}

/** Names of the stacks that differ, those that have been removed last. */
export function changedStacks(before: Stacks, after: Stacks): string[] {
  const names = [...new Set([...after.keys(), ...before.keys()])];
  return names.filter((name) => stackLines(name, before.get(name), after.get(name)).length > 0);
}

/** Says what differs between two versions of a stack; nothing if it is only where the code is that made it. */
export function stackLines(name: string, before: Json | undefined, after: Json | undefined): string[] {
  if (before === undefined || after === undefined)
    return before === after ? [] : [`  ${name}: ${after === undefined ? "removed" : "added"}`];
  const [old, now] = [membersOf(before), membersOf(after)];
  const lines = [...new Set([...old.keys(), ...now.keys()])].flatMap((address) =>
    memberLines(address, old.get(address), now.get(address)),
  );
  return lines.length === 0 ? [] : [`  ${name}`, ...lines.map((line) => `    ${line}`)];
}

function memberLines(address: string, before: Json | undefined, after: Json | undefined): string[] {
  if (before === undefined) return [`+ ${address}`];
  if (after === undefined) return [`- ${address}`];
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
  const lines = paths.map((path) => `  ${path}: ${valuesOf(path, old.get(path), now.get(path))}`);
  if (lines.length === 0) return [];
  const more = lines.length > MAX_LINES ? [`  and ${lines.length - MAX_LINES} more`] : [];
  return [`~ ${address}`, ...lines.slice(0, MAX_LINES), ...more];
}

/** What Terraform addresses in a stack: `aws_vpc.vpc`, `data.aws_ami.ami`, `output.id`. */
function membersOf(stack: Json): Map<string, Json> {
  const members = new Map<string, Json>();
  for (const [block, content] of entriesOf(stack))
    for (const [name, member] of entriesOf(content)) {
      const prefix = block === "resource" ? "" : `${block}.`;
      if (!TYPED.has(block)) members.set(`${prefix}${name}`, member);
      else for (const [id, each] of entriesOf(member)) members.set(`${prefix}${name}.${id}`, each);
    }
  return members;
}

/** The values in a member, as JSON, by path. */
function leavesOf(json: Json, path = "", leaves = new Map<string, string>()): Map<string, string> {
  const entries = entriesOf(json);
  if (entries.length === 0) leaves.set(path || "value", JSON.stringify(json));
  for (const [key, value] of entries) {
    const within = Array.isArray(json) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    leavesOf(value, within, leaves);
  }
  return leaves;
}

/** Members of an object or a list, without the comments in which cdktf says where the code is. */
const entriesOf = (json: Json): [string, Json][] =>
  json !== null && typeof json === "object" ? Object.entries(json).filter(([key]) => key !== "//") : [];

function valuesOf(path: string, before: string | undefined, after: string | undefined): string {
  const [old, now] = [before, after].map((value) => value && hidden(path, value));
  const same = commonLength(old ?? "", now ?? "");
  const shown = (value: string | undefined) => (value === undefined ? "(none)" : excerpt(value, same));
  return `${shown(old)} → ${shown(now)}`;
}

/** A secret is known by the name of its value too. */
function hidden(path: string, value: string): string {
  const name = `${path}: `;
  const text = withoutSecrets(name + value);
  return text.startsWith(name) ? text.slice(name.length) : text;
}

function excerpt(value: string, same: number): string {
  if (value.length <= MAX_LENGTH) return value;
  const start = same <= CONTEXT ? 0 : same - CONTEXT;
  const end = start + MAX_LENGTH;
  return `${start > 0 ? "…" : ""}${value.slice(start, end)}${end < value.length ? "…" : ""}`;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
