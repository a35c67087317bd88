import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { runs } from "../../processes/kill.cjs";
import { readWhole } from "../cloud/files.ts";
import { type JournalEntry, journalIn } from "./journal.ts";
import type { Services } from "./services.ts";

/** How long to wait for another process, in milliseconds: it looks at services for a few. */
const LOCK_TIMEOUT_MS = 5_000;

/** What the watch keeps in the folder of the cloud: what it knows of services, the number of calls, and the journal. */
export class Store {
  private readonly folder: string;
  private readonly journal: string;

  constructor(cloud: string) {
    this.folder = join(cloud, "watch");
    this.journal = journalIn(cloud);
  }

  /** Counts a call: one byte for each, one process at a time, so that each call has a unique number. */
  count(): number {
    return this.locked(() => {
      appendFileSync(join(this.folder, "calls"), ".");
      return statSync(join(this.folder, "calls")).size;
    });
  }

  /** The number of calls up to now. */
  counted(): number {
    return statSync(join(this.folder, "calls"), { throwIfNoEntry: false })?.size ?? 0;
  }

  services(): Services {
    return readWhole<Services>(join(this.folder, "services.json")) ?? {};
  }

  /** Changes what is known of services, one process at a time, and appends what happened to the journal. */
  change(work: (services: Services) => JournalEntry[]): JournalEntry[] {
    return this.locked(() => {
      const services = this.services();
      const before = JSON.stringify(services);
      const entries = work(services);
      const after = JSON.stringify(services);
      if (after !== before) this.write(after);
      if (entries.length > 0)
        appendFileSync(this.journal, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      return entries;
    });
  }

  private write(text: string): void {
    const partial = join(this.folder, `services.json.${process.pid}`);
    writeFileSync(partial, text);
    renameSync(partial, join(this.folder, "services.json"));
  }

  private locked<T>(work: () => T): T {
    mkdirSync(this.folder, { recursive: true });
    const lock = join(this.folder, "lock");
    for (const until = Date.now() + LOCK_TIMEOUT_MS; !take(lock); )
      if (Date.now() > until) rmSync(lock, { force: true });
      else if (!isHeld(lock)) removeStale(lock);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    try {
      return work();
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw problem;
  }
}

/** Removes the lock of a process that has ended, unless another process has taken it meanwhile. */
function removeStale(lock: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (isHeld(aside)) linkSync(aside, lock);
  } catch {
    // another process was faster
  }
  rmSync(aside, { force: true });
}

/** Whether the process that holds a lock is running; one that was killed leaves its lock behind. */
function isHeld(lock: string): boolean {
  try {
    return runs(Number(readFileSync(lock, "utf8")));
  } catch {
    return true; // it was released just now
  }
}
