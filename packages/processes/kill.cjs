const { spawn } = require("node:child_process");
const { readdirSync, readFileSync } = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");

/** Interval between checks whether a group has ended, in milliseconds. */
const INTERVAL_MS = 20;

/**
 * Sends a signal to a process, or with a negative number to a process group. Signal 0 only looks. Returns whether there
 * is such a process.
 *
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
function kill(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (problem) {
    return /** @type {NodeJS.ErrnoException} */ (problem).code === "EPERM"; // it belongs to another user
  }
}

/**
 * Whether a process runs, or with a negative number one of a process group. One that has ended stays in the list until its
 * parent asks for it, and in a container such a parent may be missing: it does not count.
 *
 * @param {number} pid
 */
function runs(pid) {
  if (!kill(pid, 0)) return false;
  const found = pid > 0 ? [statOf(pid)] : membersOf(-pid);
  // No such folder on macOS, where there is always a parent that asks.
  return found.length === 0 || found.some((stat) => stat === undefined || !"ZX".includes(stat.state));
}

/** @param {number} group */
function membersOf(group) {
  try {
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return all.map(statOf).filter((stat) => stat?.group === group);
  } catch {
    return [];
  }
}

/**
 * When a process was started, in a unit of the system; undefined if the system does not say, as on macOS. Another process with the
 * same number, such as one of another container, was started at another time.
 *
 * @param {number} pid
 */
const startOf = (pid) => statOf(pid)?.start;

/** @param {number | string} pid */
function statOf(pid) {
  try {
    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: fields 3, 5 and 22; the name before them may have any character
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const [state = "", , group, start = ""] = [...fields.slice(0, 3), fields[19]];
    return { state, group: Number(group), start };
  } catch {
    return undefined;
  }
}

/**
 * Waits until a process group has ended, or until a time in milliseconds is over.
 *
 * @param {number} group
 * @param {number} timeoutMs
 */
async function groupEnd(group, timeoutMs) {
  for (let waited = 0; runs(-group) && waited < timeoutMs; waited += INTERVAL_MS) await sleep(INTERVAL_MS);
}

/**
 * Interrupts a process, or with a negative number a group, when this process is killed and can't do so itself: the end of this
 * process is the end of the guard's input. Started before what it guards, so that little time is left in which nothing does.
 *
 * @returns {{ watch: (pid: number) => void, dismiss: () => void }}
 */
function guard() {
  const args = ["-c", 'read -r pid || exit; read -r _ || kill -s INT -- "$pid"'];
  const child = spawn("sh", args, { stdio: ["pipe", "ignore", "ignore"], detached: true });
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  /** @type {import("node:net").Socket} */ (child.stdin).unref();
  return { watch: (pid) => child.stdin.write(`${pid}\n`), dismiss: () => child.stdin.end("\n") };
}

module.exports = { groupEnd, guard, kill, runs, startOf };
