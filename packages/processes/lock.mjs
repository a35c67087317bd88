import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { runs, startOf } from "./kill.cjs";

/** Interval between checks whether the lock is free, in milliseconds. */
const INTERVAL_MS = 100;

/** A file with the ids and start times of the processes that hold the lock; when all of them have ended, it is free. */
export class Lock {
  #file;
  #own;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    this.#own = `${file}.${process.pid}`;
  }

  /**
   * Waits until this process has the lock.
   *
   * @param {(holder: number) => void} onWait called once, if another process has it
   */
  async acquire(onWait) {
    for (let reported = false; !this.#take(); await sleep(INTERVAL_MS)) {
      const [holder] = this.#holders();
      if (reported || holder === undefined) continue;
      onWait(holder);
      reported = true;
    }
  }

  /**
   * Takes the lock if it is free. Returns the id of a process that has it otherwise.
   *
   * @returns {number | undefined}
   */
  tryAcquire() {
    while (!this.#take()) {
      const [holder] = this.#holders();
      if (holder !== undefined) return holder;
    }
    return undefined;
  }

  /**
   * Holds the lock until a process group has ended too, even if this process is killed before.
   *
   * @param {number} group
   */
  holdAlsoFor(group) {
    writeFileSync(this.#own, `${identityOf(process.pid)} ${identityOf(-group)}`);
    renameSync(this.#own, this.#file);
  }

  /** Gives the lock up; not that of another process, which may have it since the file was removed. */
  release() {
    if (this.#isOwn()) rmSync(this.#file, { force: true });
  }

  #isOwn() {
    try {
      return readFileSync(this.#file, "utf8").split(" ")[0] === identityOf(process.pid);
    } catch {
      return false;
    }
  }

  #take() {
    this.#removeStale();
    writeFileSync(this.#own, identityOf(process.pid));
    try {
      linkSync(this.#own, this.#file); // with its content at once, and not over another
      return true;
    } catch (problem) {
      if (/** @type {NodeJS.ErrnoException} */ (problem).code === "EEXIST") return false;
      throw problem;
    } finally {
      rmSync(this.#own, { force: true });
    }
  }

  /** Removes the file if its holders have ended; moved first, because another process may just do the same. */
  #removeStale() {
    if (this.#holders().length > 0) return;
    const moved = `${this.#own}.stale`;
    try {
      renameSync(this.#file, moved);
      if (this.#holders(moved).length > 0) linkSync(moved, this.#file);
    } catch {
      // There is none, or another process has it.
    } finally {
      rmSync(moved, { force: true });
    }
  }

  /** Those of the processes and groups in the file that run. */
  #holders(file = this.#file) {
    try {
      return readFileSync(file, "utf8").split(" ").flatMap(holderIn);
    } catch {
      return []; // free
    }
  }
}

/**
 * A process, or with a negative number a process group, as the file has it: `PID/START`, or its number alone.
 *
 * @param {number} pid
 */
function identityOf(pid) {
  const start = startOf(Math.abs(pid));
  return start === undefined ? String(pid) : `${pid}/${start}`;
}

/**
 * The number of a holder that runs. One that was started at another time is another process under its number; a group may
 * outlive the process that it is named after.
 *
 * @param {string} identity
 */
function holderIn(identity) {
  const [number = "", start] = identity.split("/");
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid === 0 || !runs(pid)) return [];
  const found = startOf(Math.abs(pid));
  return start === undefined || found === undefined || found === start ? [pid] : [];
}
