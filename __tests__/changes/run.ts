import { availableParallelism } from "node:os";
import type { Interruption } from "../../packages/offline-aws/watch/journal.ts";
import { Bases } from "./bases.ts";
import { type Class, classOfActions } from "./classes.ts";
import { type Deployed, deployChange } from "./deploy.ts";
import { Groups } from "./groups.ts";
import { type Decision, decide, GO } from "./guard.ts";
import { interruptionsAfter, interruptionText, notedIn } from "./interruptions.ts";
import { remainsOf } from "./remains.ts";
import { isDoubtful } from "./replacing.ts";
import type { Stacks } from "./synthesis.ts";
import type { System } from "./system.ts";
import { TerraformError } from "./terraform.ts";
import { isHarmless, tryTogether } from "./together.ts";

/** A change to try, and the ones that follow on top of it. */
export interface Trial {
  readonly id: string;
  /** Fields that it changes. */
  readonly fields: readonly string[];
  /** A few words about the change; empty if a value is changed. */
  readonly what: string;
  readonly before: Stacks;
  readonly after: Stacks;
  /** Whether it is described in words, not by its field alone. */
  readonly isCase?: boolean;
  /** The expected outcome, where it is announced. */
  readonly expected?: Class;
  /** Undoes it, on top of it. */
  readonly next?: Trial;
}

/** How a change went. */
export interface Result {
  readonly trial: Trial;
  readonly class: Class;
  readonly decision: Decision;
  readonly deployed: Deployed;
  readonly interruptions: readonly Interruption[];
  /** Resources that exist after everything has been destroyed. */
  readonly left: readonly string[];
  readonly seconds: number;
}

export interface Options {
  readonly workers?: number;
  /** Called with every result. */
  readonly onResult?: (result: Result) => void;
}

/** Tries changes, each on a copy of what it changes, or together with others. */
export async function tryAll(trials: readonly Trial[], options: Options = {}): Promise<Result[]> {
  // Terraform and the provider wait for each other, so that one worker a core leaves the cores half idle.
  const { workers = 2 * availableParallelism(), onResult } = options;
  const bases = new Bases();
  const results = new Map<Trial, Result[]>();
  const groups = new Groups([...trials].sort((one, other) => size(one.before) - size(other.before)));
  const tryAlone = async (trial: Trial) => {
    const same = [...results.keys()].find((other) => isSameChange(other, trial));
    const known = same === undefined ? undefined : results.get(same);
    return known?.map((each) => ({ ...each, trial })) ?? (await tryChain(trial, bases));
  };
  const work = async (queue: Iterator<Trial[]> & Iterable<Trial[]>) => {
    for (const group of queue) {
      const together = await tryGroup(group, bases);
      for (const trial of group) {
        const found = together.get(trial) ?? (await tryAlone(trial));
        for (const each of found) onResult?.(each);
        results.set(trial, found);
      }
    }
  };
  const tryRound = async (round: Trial[][]) => {
    const queue = round[Symbol.iterator]();
    await Promise.all(Array.from({ length: workers }, () => work(queue)));
  };
  await tryRound(groups.first);
  await tryRound(groups.second((trial) => (results.get(trial) ?? []).every(hasGoneWell)));
  await bases.remove();
  return trials.flatMap((trial) => results.get(trial) ?? []);
}

/** Whether the guard has let a change through, and nothing was wrong with it. */
const hasGoneWell = (result: Result): boolean =>
  result.decision.kind === "go" && result.class !== "interruption" && problemsOf(result).length === 0;

/** Tries a group together; in halves where it fails, until the one at fault is alone. */
async function tryGroup(group: readonly Trial[], bases: Bases): Promise<Map<Trial, Result[]>> {
  const [first] = group;
  if (first === undefined || group.length === 1) return new Map();
  const base = await bases.of(first.before).catch(() => undefined);
  const found = base === undefined ? undefined : await tryTogether(base, group);
  if (found === undefined || found.size > 0) return found ?? new Map();
  const half = Math.ceil(group.length / 2);
  return new Map([...(await tryGroup(group.slice(0, half), bases)), ...(await tryGroup(group.slice(half), bases))]);
}

/** Whether two trials are one change, that of several fields. */
const isSameChange = (one: Trial, other: Trial): boolean =>
  one.next === undefined && other.next === undefined && one.before === other.before && one.after === other.after;

/** Tries a change and what follows it. What can't follow on top of it, such as after a refusal, starts anew. */
async function tryChain(trial: Trial, bases: Bases): Promise<Result[]> {
  const found = await tryFrom(bases.of(trial.before), trial);
  const { next } = found.at(-1)?.trial ?? {};
  return next === undefined ? found : [...found, ...(await tryChain(next, bases))];
}

async function tryFrom(base: Promise<System>, trial: Trial): Promise<Result[]> {
  try {
    const system = await base;
    return isDoubtful(trial.before, trial.after) ? await tryOn(system, trial) : await tryQuickly(system, trial);
  } catch (problem) {
    if (!(problem instanceof TerraformError)) throw problem;
    const failure = { stack: "what is changed", text: problem.message, touched: true };
    const deployed = { actions: [], failure, again: [], lost: [] };
    return [{ trial, class: "fails", decision: GO, deployed, interruptions: [], left: [], seconds: 0 }];
  }
}

/** Without the guard, which plans all stacks, unless something is deleted or goes wrong. */
async function tryQuickly(base: System, trial: Trial): Promise<Result[]> {
  const found = await tryOn(base, trial, () => Promise.resolve(GO));
  const isFine = found.every(({ deployed, interruptions }) => isHarmless(deployed) && interruptions.length === 0);
  return isFine ? found : await tryOn(base, trial);
}

const size = (stacks: Stacks): number => [...stacks.values()].reduce((sum, text) => sum + text.length, 0);

const stacksOf = (trial: Trial): Stacks[] => [trial.after, ...(trial.next ? stacksOf(trial.next) : [])];

/** Tries a change and what follows it, until nothing can follow. */
async function tryOn(base: System, trial: Trial, deciding = decide): Promise<Result[]> {
  const system = await base.copy(...stacksOf(trial));
  const results: Result[] = [];
  try {
    for (let step: Trial | undefined = trial; step !== undefined; step = step.next) {
      const result = await tryStep(system, step, deciding);
      results.push(result);
      if (isLast(result)) break;
    }
  } finally {
    await system.remove();
  }
  return results;
}

/** After an interruption the watch would report changes until everything is as before. */
const isLast = ({ trial, class: kind, decision }: Omit<Result, "left">): boolean =>
  trial.next === undefined || decision.waits || ["refused", "fails", "interruption"].includes(kind);

async function tryStep(system: System, trial: Trial, deciding: typeof decide): Promise<Result> {
  const start = performance.now();
  const [before, noted] = [system.snapshot(), notedIn(system.cloud.folder)];
  const madeOf = system.allMadeOf();
  const decision = await deciding(system, trial.after);
  const isTouched = () => system.snapshot() !== before;
  const deployed = await deployDecided(system, trial.after, decision, madeOf, isTouched);
  const interruptions = interruptionsAfter(system.cloud.folder, noted);
  const kind = classOf(decision, deployed, interruptions);
  const result = { trial, class: kind, decision, deployed, interruptions, seconds: 0 };
  const isRemoved = isLast(result) && deployed.failure === undefined && kind !== "refused";
  const left = isRemoved ? await remainsOf(system, decision.kind, deployed.actions) : [];
  return { ...result, left, seconds: (performance.now() - start) / 1000 };
}

/** Deploys a change as the guard has decided. A refusal must not have touched anything. */
async function deployDecided(
  system: System,
  after: Stacks,
  { kind, failure, waits }: Decision,
  before: ReadonlyMap<string, string>,
  isTouched: () => boolean,
): Promise<Deployed> {
  const nothing = { actions: [], again: [], lost: [] };
  if (failure !== undefined)
    return { ...nothing, failure: { stack: "the guard", text: failure, touched: isTouched() } };
  if (kind === "refused")
    return isTouched() ? { ...nothing, lost: ["something was changed although it is refused"] } : nothing;
  if (waits) {
    system.stacks = after;
    return nothing;
  }
  return deployChange(system, after, before, kind !== "go");
}

function classOf({ kind }: Decision, { failure, actions }: Deployed, interruptions: readonly Interruption[]): Class {
  if (kind === "refused" || failure?.touched === false) return "refused";
  if (failure !== undefined) return "fails";
  if (kind === "interruption" || interruptions.length > 0) return "interruption";
  if (kind === "phases") return "in phases";
  return classOfActions(actions);
}

/** Problems with a result, in words; empty if there are none. */
export function problemsOf({ class: kind, decision, deployed, interruptions, left, trial }: Result): string[] {
  const { failure, again, lost } = deployed;
  const isAnnounced = decision.kind === "interruption";
  return [
    ...(failure?.touched ? [`ends half-way in ${failure.stack}: ${failure.text.split("\n")[0]}`] : []),
    ...(isAnnounced ? [] : interruptions.map((each) => `interrupts ${interruptionText(each)}, which is not announced`)),
    ...again.map((each) => `a second plan still has ${each}`),
    ...lost,
    ...left.map((each) => `destroying everything leaves ${each}`),
    ...(trial.expected === undefined || trial.expected === kind ? [] : [`is ${kind}, not ${trial.expected}`]),
  ];
}
