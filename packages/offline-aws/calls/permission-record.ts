import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../input-error.ts";
import type { ProviderCall } from "./call.ts";
import { actionsOf } from "./permissions.ts";
import { type CallScope, resourcesOf } from "./resources.ts";
import { fitsWildcards } from "./wildcards.ts";

/** A statement as it is recorded. */
interface Allowed {
  Effect: "Allow";
  Action: string[];
  Resource: string[];
}

/** A file with an IAM policy that allows what was called; several commands may add to it, one after another. */
export class PermissionRecord {
  /** Resources by action. */
  private readonly allowed = new Map<string, Set<string>>();
  private readonly unknown = new Set<string>();

  /** Throws `InputError` if the file has something else. */
  constructor(private readonly file: string) {
    for (const { Action, Resource } of readRecord(file)) for (const action of Action) this.allow(action, Resource);
  }

  /** Adds what a call needs. */
  addCall(call: ProviderCall, scope: CallScope): void {
    const actions = actionsOf(call);
    if (actions === undefined) this.unknown.add(`${call.operation} ${call.type}`);
    for (const action of actions ?? []) this.allow(action, resourcesOf(action, call, scope));
  }

  /** Writes the file, and returns the calls of which it is not known what they need. */
  write(): string[] {
    mkdirSync(dirname(this.file), { recursive: true });
    const partial = `${this.file}.${process.pid}`;
    const policy = { Version: "2012-10-17", Statement: this.statements() };
    writeFileSync(partial, `${JSON.stringify(policy, null, 2)}\n`);
    renameSync(partial, this.file);
    return [...this.unknown].sort();
  }

  private allow(action: string, resources: readonly string[]): void {
    const all = this.allowed.get(action) ?? new Set();
    for (const resource of resources) all.add(resource);
    this.allowed.set(action, all);
  }

  /** Actions of one service that are needed on the same resources are in one statement. */
  private statements(): Allowed[] {
    const statements = new Map<string, Allowed>();
    for (const action of [...this.allowed.keys()].sort()) {
      const Resource = widest([...(this.allowed.get(action) ?? [])]);
      const key = JSON.stringify([action.slice(0, action.indexOf(":")), Resource]);
      const statement = statements.get(key) ?? { Effect: "Allow", Action: [], Resource };
      statement.Action.push(action);
      statements.set(key, statement);
    }
    return [...statements.values()];
  }
}

/** Resources without those that a pattern among them has already. */
const widest = (resources: readonly string[]): string[] =>
  resources.filter((each) => !resources.some((other) => other !== each && fitsWildcards(other, each))).sort();

function readRecord(file: string): Allowed[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new InputError(`--record-permissions: can't read ${file}: ${(problem as Error).message}`);
  }
  try {
    const { Statement } = JSON.parse(text) as { Statement: Allowed[] };
    // Earlier versions wrote one resource for all.
    return Statement.map((each) => ({ ...each, Action: [...each.Action], Resource: [each.Resource].flat() }));
  } catch {
    throw new InputError(`--record-permissions: ${file} was not written by --record-permissions: name another file`);
  }
}
