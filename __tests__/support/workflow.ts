import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly concurrency?: object;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

/** A workflow of GitHub, as far as those of this project use the format. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const ROOT = resolve(__dirname, "../..");

export const readText = (path: string): string => readFileSync(resolve(ROOT, path), "utf8");

export const readWorkflow = (name: string): Workflow => parse(readText(`.github/workflows/${name}`)) as Workflow;

/** What conditions of jobs are about. */
export interface Event {
  readonly github: Readonly<Record<string, unknown>>;
  readonly vars: Readonly<Record<string, string>>;
  /** How jobs end that run, and what they say, by job. @default success, and nothing */
  readonly ends?: Readonly<Record<string, { readonly result?: string; readonly outputs?: Record<string, string> }>>;
}

/**
 * The jobs that run for an event, in the order of the file, which is one of their needs. A job without a status function
 * in its condition needs the success of those that it names (GitHub documentation, status check functions).
 */
export function jobsFor({ jobs }: Workflow, { github, vars, ends = {} }: Event): string[] {
  const needs: Record<string, { result: string; outputs: Record<string, string> }> = {};
  for (const [name, job] of Object.entries(jobs)) {
    const before = [job.needs ?? []].flat();
    const condition = job.if ?? "true";
    const asksItself = /\b(always|cancelled|failure|success)\(\)/.test(condition);
    const ready = asksItself || before.every((each) => needs[each]?.result === "success");
    const runs = ready && holds(condition, { github, vars, needs });
    const { result = "success", outputs = {} } = ends[name] ?? {};
    needs[name] = runs ? { result, outputs } : { result: "skipped", outputs: {} };
  }
  return Object.keys(needs).filter((name) => needs[name]?.result !== "skipped");
}

/** Conditions here have only what JavaScript writes alike; what is not set is an empty text, as GitHub compares it. */
export function holds(condition: string, context: object): boolean {
  const js = condition.replace(/\b(github|vars|needs)((?:\.[\w-]+)+)/g, (_, root: string, path: string) => {
    const keys = [root, ...path.slice(1).split(".")];
    return `at(${JSON.stringify(keys)})`;
  });
  if (/\b(contains|startsWith|endsWith|format|toJSON|fromJSON)\(/.test(js)) throw new Error(`not evaluated: ${js}`);
  const at = (keys: readonly string[]) =>
    keys.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], context) ?? "";
  return Boolean(new Function("at", "cancelled", `return (${js.replaceAll("\n", " ")});`)(at, () => false));
}
