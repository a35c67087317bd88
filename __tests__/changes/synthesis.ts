import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { Config } from "../../config/config.ts";
import { ConfigError, parseConfig } from "../../config/load.ts";
import { compose } from "../../main.ts";

/** The synthesized JSON of each stack of an environment, in deploy order. */
export type Stacks = ReadonlyMap<string, string>;

/** Where all systems are, each in its own folder; removed with the process. */
export const ROOT = mkdtempSync(join(tmpdir(), "ecs-pipeline-changes-"));
process.on("exit", () => rmSync(ROOT, { recursive: true, force: true }));

/** Folders of a system. Paths from one to the other are the same in each, so that stacks are. */
export const OUTDIR = "cdktf.out";
export const STATE = "state";

mkdirSync(join(ROOT, "any"));

/** The name of all environments. */
export const NAME = "showcase";
const known = new Map<string, Stacks | ConfigError>();

/** Synthesizes an environment with local state. Returns the error where the rules refuse it. */
export function synthesized(environment: unknown): Stacks | ConfigError {
  const key = JSON.stringify(environment);
  const found = known.get(key) ?? synthesizedWith(environment, () => IN_SYSTEM);
  known.set(key, found);
  return found;
}

const IN_SYSTEM: Config["state"] = { type: "local", folder: join(ROOT, "any", STATE) };

/** Synthesizes an environment with the state that it configures. */
export const synthesizedAsWritten = (environment: unknown): Stacks | ConfigError =>
  synthesizedWith(environment, (state) => state);

function synthesizedWith(
  environment: unknown,
  stateOf: (state: Config["state"]) => Config["state"],
): Stacks | ConfigError {
  try {
    const config = parseConfig(environment, NAME);
    const app = new App({ outdir: join(ROOT, "any", OUTDIR), stackTraces: false });
    compose(app, { ...config, state: stateOf(config.state) });
    return new Map(app.node.children.filter(TerraformStack.isStack).map((stack) => [stack.node.id, textOf(stack)]));
  } catch (problem) {
    if (problem instanceof ConfigError) return problem;
    throw problem;
  }
}

function textOf(stack: TerraformStack): string {
  stack.prepareStack();
  return JSON.stringify(stack.toTerraform(), undefined, 1);
}

/** Stacks whose states a stack reads. */
export function readsOf(text: string): string[] {
  const { data } = JSON.parse(text) as { data?: { terraform_remote_state?: object } };
  return Object.keys(data?.terraform_remote_state ?? {});
}

export const isSame = (one: Stacks, other: Stacks): boolean =>
  one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);
