import { availableParallelism } from "node:os";
import { type Class, classOfActions } from "./classes.ts";
import { type Deployed, deployAll, deployChange, destroyAll } from "./deploy.ts";
import { type Decide, type Decision, unguarded } from "./guard.ts";
import { type Interruption, interruptionsIn } from "./interruptions.ts";
import { isSame, type Stacks } from "./synthesis.ts";
import { System } from "./system.ts";
import { TerraformError } from "./terraform.ts";

/** A change to try, and the ones that follow on what it leaves. */
export interface Trial {
  readonly id: string;
  /** Fields that it changes. */
  readonly fields: readonly string[];
  /** What is done, in a few words; nothing for another value. */
  readonly what: string;
  readonly before: Stacks;
  readonly after: Stacks;
  /** Whether it is described in words, not by its field alone. */
  readonly isCase?: boolean;
  /** What it is expected to come to, where somebody has said so. */
  readonly expected?: Class;
  /** Undoes it, on what it has left. */
  readonly next?: Trial;
}

/** How a change went. */
export interface Result {
  readonly trial: Trial;
  readonly class: Class;
  readonly decision: Decision;
  readonly deployed: Deployed;
  readonly interruptions: readonly Interruption[];
  /** What destroying everything afterwards has left. */
  readonly left: readonly string[];
  readonly seconds: number;
}

export interface Options {
  readonly decide?: Decide;
  readonly workers?: number;
  /** Told of every result. */
  readonly onResult?: (result: Result) => void;
}

/** Tries changes, each on a copy of what it changes. */
export async function tryAll(trials: readonly Trial[], options: Options = {}): Promise<Result[]> {
  const { decide = unguarded, workers = availableParallelism(), onResult } = options;
  const bases = new Map<Stacks, Promise<System>>();
  const results = new Map<Trial, Result[]>();
  const queue = [...trials].sort((one, other) => size(one.before) - size(other.before))[Symbol.iterator]();
  const worker = async () => {
    for (const trial of queue) {
      const found = await tryFrom(baseOf(trial.before, bases), trial, decide);
      for (const each of found) onResult?.(each);
      results.set(trial, found);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  for (const base of bases.values()) await base.then((system) => system.remove(), ignore);
  return trials.flatMap((trial) => results.get(trial) ?? []);
}

const ignore = () => undefined;

async function tryFrom(base: Promise<System>, trial: Trial, decide: Decide): Promise<Result[]> {
  try {
    return await tryOne(await base, trial, decide);
  } catch (problem) {
    if (!(problem instanceof TerraformError)) throw problem;
    const failure = { stack: "what is changed", text: problem.message, touched: true };
    const deployed = { actions: [], failure, again: [], lost: [] };
    const nothing = { interruptions: [], left: [], seconds: 0 };
    return [{ trial, class: "fails", decision: { kind: "go", text: [] }, deployed, ...nothing }];
  }
}

const size = (stacks: Stacks): number => [...stacks.values()].reduce((sum, text) => sum + text.length, 0);

function baseOf(stacks: Stacks, bases: Map<Stacks, Promise<System>>): Promise<System> {
  const same = [...bases.keys()].find((each) => isSame(each, stacks)) ?? stacks;
  const known = bases.get(same) ?? deployed(same);
  bases.set(same, known);
  return known;
}

async function deployed(stacks: Stacks): Promise<System> {
  const system = await System.create(stacks);
  await deployAll(system);
  return system;
}

async function tryOne(base: System, trial: Trial, decide: Decide): Promise<Result[]> {
  const system = await base.copy();
  const results: Result[] = [];
  try {
    for (let step: Trial | undefined = trial; step !== undefined; step = step.next) {
      const start = performance.now();
      const decision = await decide(system, step.after);
      const deployed = await deployChange(system, step.after);
      const kind = classOf(decision, deployed);
      // Whatever deletes something may leave something.
      const isLast = deployed.failure !== undefined || step.next === undefined;
      const deletes = deployed.actions.some(({ actions }) => actions.includes("delete"));
      const left = isLast && deletes && deployed.failure === undefined ? await destroyAll(system) : [];
      const seconds = (performance.now() - start) / 1000;
      const interruptions = interruptionsIn(deployed.actions);
      results.push({ trial: step, class: kind, decision, deployed, interruptions, left, seconds });
      if (isLast) break;
    }
  } finally {
    await system.remove();
  }
  return results;
}

function classOf({ kind }: Decision, { failure, actions }: Deployed): Class {
  if (kind === "refused" || failure?.touched === false) return "refused";
  if (failure !== undefined) return "fails";
  if (kind === "phases") return "in two phases";
  if (kind === "interruption" || interruptionsIn(actions).length > 0) return "interruption";
  return classOfActions(actions);
}

/** What must not happen, in words; nothing where all is well. */
export function problemsOf({ class: kind, decision, deployed, interruptions, left, trial }: Result): string[] {
  const { failure, again, lost } = deployed;
  const isReported = decision.kind === "interruption";
  return [
    ...(failure?.touched ? [`ends half-way in ${failure.stack}: ${failure.text.split("\n")[0]}`] : []),
    ...(isReported ? [] : interruptions.map(({ what }) => `interrupts ${what}, which nobody has said`)),
    ...again.map((each) => `a second plan still has ${each}`),
    ...lost,
    ...left.map((each) => `destroying everything leaves ${each}`),
    ...(trial.expected === undefined || trial.expected === kind ? [] : [`is ${kind}, not ${trial.expected}`]),
  ];
}
