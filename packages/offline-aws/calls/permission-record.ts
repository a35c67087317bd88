import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../input-error.ts";

/** A file with an IAM policy that allows what was called, on any resource; several commands may add to it, one after another. */
export class PermissionRecord {
  private readonly actions: Set<string>;
  private readonly unknown = new Set<string>();

  /** Throws `InputError` where the file has something else. */
  constructor(private readonly file: string) {
    this.actions = new Set(readRecord(file));
  }

  add(actions: readonly string[]): void {
    for (const action of actions) this.actions.add(action);
  }

  /** A call of which it is not known what it needs. */
  addUnknown(what: string): void {
    this.unknown.add(what);
  }

  /** Writes the file, and returns the calls of which it is not known what they need. */
  write(): string[] {
    const actions = [...this.actions].sort();
    const services = [...new Set(actions.map(serviceOf))];
    const statements = services.map((service) => ({
      Sid: service.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
      Effect: "Allow",
      Action: actions.filter((action) => serviceOf(action) === service),
      Resource: "*",
    }));
    mkdirSync(dirname(this.file), { recursive: true });
    const partial = `${this.file}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2)}\n`);
    renameSync(partial, this.file);
    return [...this.unknown].sort();
  }
}

const serviceOf = (action: string) => action.slice(0, action.indexOf(":"));

function readRecord(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new InputError(`--record-permissions: can't read ${file}: ${(problem as Error).message}`);
  }
  try {
    const { Statement } = JSON.parse(text) as { Statement: { Action: string[] }[] };
    return Statement.flatMap(({ Action }) => Action);
  } catch {
    throw new InputError(`--record-permissions: ${file} was not written by --record-permissions: name another file`);
  }
}
