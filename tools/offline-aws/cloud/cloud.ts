import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kill } from "../../../packages/processes/kill.cjs";
import type { ObjectValue } from "../protocol/values.ts";

/** One resource that exists. */
export interface Resource {
  type: string;
  /** Unique among the resources of the type; the id, where ids are unique. */
  key: string;
  account: string;
  region: string;
  attributes: ObjectValue;
}

/** Makes the second names of files differ. */
let count = 0;

/** How long an answer is on its way at most, in milliseconds. */
const ANSWER_MS = 100;

/** A resource of that type and key exists already. */
export class AlreadyExists extends Error {}

/**
 * Everything that exists in the offline AWS: a folder with one JSON file for each resource. Files appear and change in
 * one step, so that any number of processes may work on one folder, and one that is killed leaves nothing half written.
 * What a killed process has created moments before is dropped: Terraform may not have got the answer, and would create
 * it a second time.
 */
export class Cloud {
  /** Second names of what was created while the answer is on its way to Terraform: `FILE.PID.NUMBER.created`. */
  private readonly unanswered = new Set<string>();

  constructor(readonly folder: string) {
    for (const type of readFolder(join(folder, "resources"))) dropUnanswered(join(folder, "resources", type));
  }

  /** Adds a resource. Throws `AlreadyExists`. */
  create(resource: Resource): void {
    const file = this.fileOf(resource.type, resource.key);
    const created = this.write(file, serialize(resource), `.${count++}.created`);
    try {
      linkSync(created, file); // unlike a rename this fails where the file exists
    } catch (problem) {
      rmSync(created);
      if ((problem as NodeJS.ErrnoException).code === "EEXIST") throw new AlreadyExists(resource.key);
      throw problem;
    }
    this.unanswered.add(created);
    setTimeout(() => this.answered(created), ANSWER_MS);
  }

  /** Terraform has ended and so has got every answer. */
  settle(): void {
    for (const created of this.unanswered) this.answered(created);
  }

  /** Adds a resource or replaces what is there. */
  put(resource: Resource): void {
    const file = this.fileOf(resource.type, resource.key);
    renameSync(this.write(file, serialize(resource)), file);
  }

  get(type: string, key: string): Resource | undefined {
    return readResource(this.fileOf(type, key));
  }

  /** Removes a resource; one that is gone already is no error. */
  delete(type: string, key: string): void {
    rmSync(this.fileOf(type, key), { force: true });
  }

  /** All resources of a type, in the order of their file names. */
  list(type: string): Resource[] {
    const folder = join(this.folder, "resources", type);
    return readFolder(folder)
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => readResource(join(folder, name)) ?? []);
  }

  /** When a resource of a type last came, changed or went, in milliseconds; 0 where there never was one. */
  changed(type: string): number {
    return statSync(join(this.folder, "resources", type), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  /** Types of which a resource exists. */
  types(): string[] {
    return readFolder(join(this.folder, "resources")).filter((type) =>
      readFolder(join(this.folder, "resources", type)).some((name) => name.endsWith(".json")),
    );
  }

  /**
   * Takes an identifier for good, also after the resource is gone: AWS never hands out one twice.
   * False if it was taken before.
   */
  claim(type: string, identifier: string): boolean {
    const file = join(this.folder, "issued", type, fileName(identifier));
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(file, `${identifier}\n`, { flag: "wx" });
      return true;
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw problem;
    }
  }

  private answered(created: string): void {
    this.unanswered.delete(created);
    rmSync(created, { force: true });
  }

  private fileOf(type: string, key: string): string {
    return join(this.folder, "resources", type, `${fileName(key)}.json`);
  }

  private write(file: string, text: string, suffix = ""): string {
    mkdirSync(dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}${suffix}`;
    writeFileSync(partial, `${text}\n`);
    return partial;
  }
}

/** Bytes stand in values of type dynamic; Buffers are turned into objects before they get here. */
const serialize = (resource: Resource): string =>
  JSON.stringify(
    resource,
    (_, value) => {
      const bytes = value instanceof Uint8Array ? value : value?.type === "Buffer" ? value.data : undefined;
      return bytes === undefined ? value : { $bytes: Buffer.from(bytes).toString() };
    },
    2,
  );

const reviveBytes = (_: string, value: { $bytes?: string } | null) =>
  value?.$bytes === undefined ? value : Buffer.from(value.$bytes);

/** A file name that a person can read and that no other key has. */
function fileName(key: string): string {
  const readable = key.replace(/[^A-Za-z0-9.-]+/g, "_").slice(-80);
  return `${readable}~${createHash("sha256").update(key).digest("hex").slice(0, 10)}`;
}

function readResource(file: string): Resource | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"), reviveBytes) as Resource;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw problem;
  }
}

/** Removes the resources of a type that processes have created which were killed before they could answer. */
function dropUnanswered(folder: string): void {
  for (const name of readFolder(folder)) {
    const [, target, pid] = /^(.*\.json)\.(\d+)(?:\.\d+\.created)?$/.exec(name) ?? [];
    if (target === undefined || kill(Number(pid), 0)) continue;
    const [partial, file] = [join(folder, name), join(folder, target)];
    const inode = (path: string) => statSync(path, { throwIfNoEntry: false })?.ino;
    if (inode(partial) === inode(file)) rmSync(file, { force: true });
    rmSync(partial, { force: true });
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw problem;
  }
}
