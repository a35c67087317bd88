import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inOrder, wavesOf } from "../judge/waves.ts";
import { Problem } from "../problem.ts";
import { isJsonObject, type Json, type JsonObject, objectAt, parseJson, textAt } from "../read/json.ts";
import type { UpstreamValue } from "../read/upstream.ts";
import { run } from "./processes.ts";

/** A synthesized stack. */
export interface Stack {
  readonly name: string;
  readonly wave: number;
  /** Where Terraform works on it. */
  readonly folder: string;
  readonly config: JsonObject;
  /** `config` as it was written. */
  readonly text: string;
  /** Outputs of the other stacks that it reads. */
  readonly reads: readonly UpstreamValue[];
}

/** The folder that stacks are synthesized to. */
export const outdirOf = ({ CDKTF_OUTDIR }: NodeJS.ProcessEnv): string => CDKTF_OUTDIR || "cdktf.out";

/** Runs the app that cdktf.json names and reads the stacks that it writes, in deploy order. Throws `Problem`. */
export async function synthesizeStacks(environment: NodeJS.ProcessEnv): Promise<Stack[]> {
  const outdir = outdirOf(environment);
  const app = textAt(parseJson(readFileSync("cdktf.json", "utf8")), "app");
  if (app === undefined) throw new Problem("cdktf.json has no app: write the command that synthesizes the stacks");
  const env = { ...environment, CDKTF_OUTDIR: outdir };
  const { code, stderr } = await run("sh", ["-c", app], process.cwd(), env);
  if (code !== 0) throw new Problem(`the stacks can't be synthesized:\n${stderr.trim()}`);
  return readStacks(outdir);
}

/** Reads the stacks that were synthesized to a folder. */
export function readStacks(outdir: string): Stack[] {
  const manifest = parseJson(readFileSync(join(outdir, "manifest.json"), "utf8"));
  const read = Object.entries(objectAt(manifest, "stacks")).map(([name, stack]) => {
    const text = readFileSync(join(outdir, textAt(stack, "synthesizedStackPath") ?? ""), "utf8");
    const folder = join(outdir, textAt(stack, "workingDirectory") ?? "");
    return { name, folder, text, config: parseJson(text) as JsonObject };
  });
  const names = new Set(read.map(({ name }) => name));
  const all = read.map((stack) => ({
    ...stack,
    reads: readsIn(stack.config).filter(({ stack: from }) => names.has(from)),
  }));
  const waves = wavesOf(new Map(all.map(({ name, reads }) => [name, reads.map(({ stack }) => stack)])));
  return inOrder(all.map((stack) => ({ ...stack, wave: waves.get(stack.name) ?? 1 })));
}

const READ = /\bdata\.terraform_remote_state\.([\w-]+)\.outputs(?:\.([\w-]+)|\["([^"]+)"\])/g;

/** Outputs of other stacks that the expressions of a stack name. */
function readsIn(config: JsonObject): UpstreamValue[] {
  const found = new Map<string, UpstreamValue>();
  forEachText(config, (text) => {
    for (const [, stack = "", plain, quoted] of text.matchAll(READ)) {
      const output = plain ?? quoted ?? "";
      found.set(`${stack}.${output}`, { stack, output });
    }
  });
  return [...found.values()];
}

function forEachText(value: Json, visit: (text: string) => void): void {
  if (typeof value === "string") visit(value);
  else if (Array.isArray(value)) for (const member of value) forEachText(member, visit);
  else if (isJsonObject(value)) for (const member of Object.values(value)) forEachText(member, visit);
}
