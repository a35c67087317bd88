import { linkSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runs } from "../../processes/kill.cjs";
import type { ObjectValue } from "../protocol/values.ts";
import { fileName, readFolder, readResource, serialize } from "./files.ts";

/** One resource that exists. */
export interface Resource {
  type: string;
  /** Unique among the resources of the type; the id, where ids are unique. */
  key: string;
  account: string;
  region: string;
  attributes: ObjectValue;
  /** Write-only arguments: AWS has their values, and no state ever does. */
  writeOnly?: ObjectValue;
  /** Whether it was there before Terraform made anything. */
  existing?: true;
}

/** Makes the second names of files differ. */
let count = 0;

/** Folders of what Terraform has made, and of what existed before. */
const MADE = "resources";
const EXISTING = "existing";

/** Maximum time that an answer takes to arrive, in milliseconds. */
const ANSWER_MS = 100;

/** After this time a process that runs has answered, or it has the number of one that was killed, in milliseconds. */
const ANSWERED_MS = 60_000;

/** A resource of that type and key exists already. */
export class AlreadyExists extends Error {}

/**
 * Everything that exists in the offline AWS: a folder with one JSON file for each resource. Files appear and change in
 * one step, so that any number of processes may work on one folder, and one that is killed leaves nothing half written.
 * What a killed process has created moments before is dropped: Terraform may not have got the answer, and would create
 * it a second time. What existed before Terraform created anything is in a separate folder.
 */
export class Cloud {
  /** Second names of what was created while the answer is on its way to Terraform: `FILE.PID.NUMBER.created`. */
  private readonly unanswered = new Set<string>();

  constructor(readonly folder: string) {
    for (const type of readFolder(join(folder, MADE))) dropUnanswered(join(folder, MADE, type));
  }

  /** Adds a resource. Throws `AlreadyExists`. */
  create(resource: Resource): void {
    const file = this.fileOf(resource.type, resource.key);
    if (this.existed(resource.type, resource.key)) throw new AlreadyExists(resource.key);
    const created = this.write(file, serialize(resource), `.${count++}.created`);
    try {
      linkSync(created, file); // unlike a rename this fails if the file exists
    } catch (problem) {
      rmSync(created);
      if ((problem as NodeJS.ErrnoException).code === "EEXIST") throw new AlreadyExists(resource.key);
      throw problem;
    }
    this.unanswered.add(created);
    setTimeout(() => this.answered(created), ANSWER_MS);
  }

  /** Terraform has ended, so it has received every answer. */
  settle(): void {
    for (const created of this.unanswered) this.answered(created);
  }

  /** Adds a resource or replaces what is there. */
  put(resource: Resource): void {
    if (this.existed(resource.type, resource.key)) this.putExisting(resource);
    else this.replace(this.fileOf(resource.type, resource.key), resource);
  }

  /** Adds a resource that existed before Terraform made anything, or replaces it. */
  putExisting(resource: Resource): void {
    this.replace(this.fileOf(resource.type, resource.key, EXISTING), { ...resource, existing: true });
  }

  /** Forgets what existed before Terraform made anything. */
  forgetExisting(): void {
    rmSync(join(this.folder, EXISTING), { recursive: true, force: true });
  }

  get(type: string, key: string): Resource | undefined {
    return readResource(this.fileOf(type, key)) ?? readResource(this.fileOf(type, key, EXISTING));
  }

  /** Removes a resource; one that is gone already is not an error. */
  delete(type: string, key: string): void {
    for (const part of [MADE, EXISTING]) rmSync(this.fileOf(type, key, part), { force: true });
  }

  /** All resources of a type, in the order of their file names; those that existed before Terraform made any come last. */
  list(type: string): Resource[] {
    return [MADE, EXISTING]
      .map((part) => join(this.folder, part, type))
      .flatMap((folder) =>
        readFolder(folder)
          .filter((name) => name.endsWith(".json"))
          .flatMap((name) => readResource(join(folder, name)) ?? []),
      );
  }

  /** Reads all that exists. Throws `BrokenFile`, which otherwise would be met in the middle of a run. */
  check(): void {
    for (const part of [MADE, EXISTING]) for (const type of readFolder(join(this.folder, part))) this.list(type);
  }

  /** When a resource of a type last came, changed or went, in milliseconds; 0 where there never was one. */
  changed(type: string): number {
    const times = [MADE, EXISTING].map(
      (part) => statSync(join(this.folder, part, type), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    );
    return Math.max(...times);
  }

  /** Types of which Terraform has made a resource that is still there. */
  types(): string[] {
    return readFolder(join(this.folder, MADE)).filter((type) =>
      readFolder(join(this.folder, MADE, type)).some((name) => name.endsWith(".json")),
    );
  }

  /**
   * Reserves an identifier permanently, even after the resource is deleted: AWS never assigns one twice. False if it
   * was used before.
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

  private existed(type: string, key: string): boolean {
    return statSync(this.fileOf(type, key, EXISTING), { throwIfNoEntry: false }) !== undefined;
  }

  private fileOf(type: string, key: string, part = MADE): string {
    return join(this.folder, part, type, `${fileName(key)}.json`);
  }

  private replace(file: string, resource: Resource): void {
    renameSync(this.write(file, serialize(resource)), file);
  }

  private write(file: string, text: string, suffix = ""): string {
    mkdirSync(dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}${suffix}`;
    writeFileSync(partial, `${text}\n`);
    return partial;
  }
}

/** Removes the resources of a type that processes have created which were killed before they could answer. */
function dropUnanswered(folder: string): void {
  for (const name of readFolder(folder)) {
    const [, target, pid] = /^(.*\.json)\.(\d+)(?:\.\d+\.created)?$/.exec(name) ?? [];
    if (target === undefined) continue;
    const [partial, file] = [join(folder, name), join(folder, target)];
    const found = statSync(partial, { throwIfNoEntry: false });
    if (found === undefined) continue; // answered just now
    const isRunning = runs(Number(pid));
    if (isRunning && Date.now() - found.mtimeMs < ANSWERED_MS) continue;
    if (!isRunning && found.ino === statSync(file, { throwIfNoEntry: false })?.ino) rmSync(file, { force: true });
    rmSync(partial, { force: true });
  }
}
