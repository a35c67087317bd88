import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { kill, runs } from "../../packages/processes/kill.cjs";

/** Interval between checks whether a Terraform still runs, in milliseconds. */
const INTERVAL_MS = 50;

/**
 * The Terraforms that cdktf has started: cdktf ends without them when it is interrupted. Each writes its process id into
 * a folder, see terraform.sh.
 */
export class Terraforms {
  #folder;

  /** @param {string} folder an empty one */
  constructor(folder) {
    this.#folder = folder;
  }

  /** From now on none begins: cdktf would start one for a stack that was between two commands when it was interrupted. */
  startNoMore() {
    writeFileSync(join(this.#folder, "no-more"), "");
  }

  /** Interrupts those that run. */
  interrupt() {
    for (const pid of this.#running()) kill(pid, "SIGINT");
  }

  /**
   * Waits until none runs. Without `interrupted` cdktf has died, and they are interrupted first.
   *
   * @param {boolean} interrupted
   */
  async end(interrupted) {
    if (this.#running().length === 0) return;
    process.stderr.write("waiting until Terraform has saved its state; a second interrupt would lose it …\n");
    if (!interrupted) {
      this.startNoMore();
      this.interrupt();
    }
    while (this.#running().length > 0) await sleep(INTERVAL_MS);
  }

  #running() {
    return readdirSync(this.#folder)
      .map(Number)
      .filter((pid) => pid > 0 && runs(pid)); // other files are not numbers
  }
}
