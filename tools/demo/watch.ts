import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Resources, readStateFile } from "../../packages/leftovers/state-file.ts";
import { compareResources } from "./changes.ts";
import type { StackResult } from "./summary.ts";

/** Interval between looks at the folder, in milliseconds. */
const INTERVAL = 40;

/** How long an interrupted Terraform may keep running. */
const INTERRUPT_TIMEOUT_MS = 30_000;

/** What happens to the stacks whose state is in a folder. */
export interface StackWatch {
  /** Stacks that Terraform is working on. */
  working(): string[];
  /**
   * Waits until Terraform is done with all stacks, and returns what became of each, in the order in which they ended.
   * One of `deployed` that Terraform was not seen to work on was too quick to be seen.
   */
  end(deployed: readonly string[]): Promise<StackResult[]>;
}

/** Those of a state that was cut off are not known: the deployment says what to do about it. */
function resourcesIn(state: string): Resources {
  try {
    return readStateFile(state).resources;
  } catch {
    return new Map();
  }
}

/**
 * Watches Terraform work on stacks, each with its own state file in `folder`: while it works on one it holds the
 * lock, which local state keeps in a file beside the state.
 */
export function watchStacks(folder: string, onChange: (done?: StackResult) => void): StackWatch {
  const before = new Map<string, Resources>();
  const started = new Map<string, number>();
  const done = new Map<string, StackResult>();
  const none = new Map<string, string>();
  const stale = new Map(
    locksIn(folder, none).map((name) => [name, readOrEmpty(join(folder, `.${name}.tfstate.lock.info`))]),
  );
  const known = (name: string) => resourcesIn(readOrEmpty(join(folder, `${name}.tfstate`)));
  for (const name of statesIn(folder)) before.set(name, known(name));

  const finish = (name: string, seconds: number) => {
    const after = known(name);
    const result = {
      name,
      seconds,
      resources: after.size,
      changes: compareResources(before.get(name) ?? new Map(), after),
    };
    done.set(name, result);
    onChange(result);
  };
  const look = () => {
    const locked = new Set(locksIn(folder, stale));
    for (const name of locked)
      if (!started.has(name) && !done.has(name)) {
        started.set(name, performance.now());
        onChange();
      }
    for (const [name, since] of started)
      if (!locked.has(name)) {
        started.delete(name);
        finish(name, (performance.now() - since) / 1000);
      }
  };
  const timer = setInterval(look, INTERVAL);
  return {
    working: () => [...started.keys()],
    async end(deployed) {
      // An interrupted Terraform goes on for a moment, to save its state.
      for (let waited = 0; locksIn(folder, stale).length > 0 && waited < INTERRUPT_TIMEOUT_MS; waited += INTERVAL)
        await sleep(INTERVAL);
      clearInterval(timer);
      look();
      // A stack whose lock came and went between two looks.
      for (const name of deployed) if (!done.has(name)) finish(name, INTERVAL / 1000);
      return [...done.values()];
    },
  };
}

const STATE = /^([^.].*)\.tfstate$/;

const statesIn = (folder: string) => namesIn(folder, STATE);

/** Locks that are held; one that an earlier Terraform has left behind is not, until another takes it. */
function locksIn(folder: string, stale: ReadonlyMap<string, string>): string[] {
  const file = (name: string) => readOrEmpty(join(folder, `.${name}.tfstate.lock.info`));
  return namesIn(folder, /^\.(.+)\.tfstate\.lock\.info$/).filter((name) => file(name) !== stale.get(name));
}

function namesIn(folder: string, form: RegExp): string[] {
  try {
    return readdirSync(folder).flatMap((file) => form.exec(file)?.[1] ?? []);
  } catch {
    return []; // no stack has been deployed yet
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
