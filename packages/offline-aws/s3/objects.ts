import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileName, readFolder, readWhole } from "../cloud/files.ts";

/** Headers of the request that an object was written with. */
export type ObjectHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One version of an object; without a body it marks a deletion. */
export interface ObjectVersion {
  readonly id: string;
  readonly body?: Buffer;
  readonly headers: ObjectHeaders;
}

/** A version as its file has it. */
interface Entry {
  readonly key: string;
  readonly headers: ObjectHeaders;
  /** In base64; absent for a deletion. */
  readonly body?: string;
}

/** How many versions of an object are kept where its bucket has versions; the lock of a state gets two in each run. */
const MAX_VERSIONS = 100;

/**
 * Objects of buckets with their versions: a folder for each object, and a file for each version, which appears in one step, so
 * that any number of processes may work on one folder.
 */
export class ObjectStore {
  constructor(private readonly folder: string) {}

  /** The versions of an object, the newest one first. */
  versions(bucket: string, key: string): ObjectVersion[] {
    const folder = this.folderOf(bucket, key);
    return numbersIn(folder).flatMap((number) => {
      const entry = readWhole<Entry>(join(folder, `${number}.json`));
      if (entry === undefined) return []; // another process has removed it
      const body = entry.body === undefined ? {} : { body: Buffer.from(entry.body, "base64") };
      return [{ id: `v${number}`, headers: entry.headers, ...body }];
    });
  }

  /** The newest version of an object that is there. */
  newest(bucket: string, key: string): ObjectVersion | undefined {
    const [newest] = this.versions(bucket, key);
    return newest?.body === undefined ? undefined : newest;
  }

  /** Keys of the objects that are there, sorted. */
  keys(bucket: string): string[] {
    const objects = join(this.folder, fileName(bucket));
    return readFolder(objects)
      .flatMap((name) => {
        const [number] = numbersIn(join(objects, name));
        const entry = number === undefined ? undefined : readWhole<Entry>(join(objects, name, `${number}.json`));
        return entry?.body === undefined ? [] : [entry.key];
      })
      .sort();
  }

  /**
   * Adds a version of an object, and returns its id; undefined if it is only to be added if there is no object, and
   * there is one. Without `isVersioned` older versions go.
   */
  put(
    bucket: string,
    key: string,
    version: Omit<ObjectVersion, "id">,
    { ifAbsent = false, isVersioned = true } = {},
  ): string | undefined {
    const folder = this.folderOf(bucket, key);
    mkdirSync(folder, { recursive: true });
    for (;;) {
      if (ifAbsent && this.newest(bucket, key) !== undefined) return undefined;
      const number = (numbersIn(folder)[0] ?? 0) + 1;
      if (this.write(folder, number, key, version)) {
        prune(folder, isVersioned ? MAX_VERSIONS : 1);
        return `v${number}`;
      }
    }
  }

  /** False if another process has just written a version of that number. */
  private write(folder: string, number: number, key: string, { body, headers }: Omit<ObjectVersion, "id">): boolean {
    const file = join(folder, `${number}.json`);
    const draft = `${file}.${process.pid}`;
    const entry: Entry = { key, headers, ...(body !== undefined && { body: body.toString("base64") }) };
    writeFileSync(draft, JSON.stringify(entry));
    try {
      linkSync(draft, file); // unlike a rename this fails if the file exists
      return true;
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== "EEXIST") throw problem;
      return false;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private folderOf(bucket: string, key: string): string {
    return join(this.folder, fileName(bucket), fileName(key));
  }
}

/** Numbers of the versions in the folder of an object, the newest one first. */
const numbersIn = (folder: string): number[] =>
  readFolder(folder)
    .flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => other - one);

function prune(folder: string, count: number): void {
  for (const number of numbersIn(folder).slice(count)) rmSync(join(folder, `${number}.json`), { force: true });
}
