// Tells one signal of a user from its copies. CommonJS without dependencies: it runs before packages are installed, and
// tests load it too.
const { spawn } = require("node:child_process");

/** @typedef {"SIGHUP" | "SIGINT" | "SIGTERM"} EndSignal */

/** Signals that ask a program to end, with the exit code that a shell gives a program that such a signal has ended. */
const EXIT_CODES = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 });

const SIGNALS = /** @type {EndSignal[]} */ (Object.keys(EXIT_CODES));

/** How long after a signal to the process group the same signal to this process alone is a copy, in milliseconds. */
const COPY_MS = 2000;

/**
 * Calls back once for each signal that a user sends, however many copies of it arrive: npm gets the Ctrl-C of a terminal
 * like every process of the group, and sends it once more to the program that it runs.
 *
 * @param {(signal: EndSignal) => void} listener
 */
function onSignal(listener) {
  let witness = startWitness();
  /** @type {Promise<unknown>} */
  let order = Promise.resolve();
  /** @type {Map<string, number>} */
  const sentToGroup = new Map();
  for (const signal of SIGNALS)
    process.on(signal, () => {
      const time = performance.now();
      const end = witness();
      witness = startWitness(); // at once, for a second signal
      order = order.then(async () => {
        const diedOf = await end;
        const isCopy = time - (sentToGroup.get(signal) ?? Number.NEGATIVE_INFINITY) < COPY_MS;
        if (diedOf === null && isCopy) return;
        if (diedOf !== null) sentToGroup.set(signal, time);
        listener(signal);
      });
    });
}

/**
 * Starts a process that only a signal to the process group reaches. The function that is returned ends it, and says
 * which signal it has died of; null if none has reached it. The kernel delivers to the whole group at once, and a
 * signal that is due comes before the end of input: the answer depends on no timing.
 *
 * @returns {() => Promise<string | null>}
 */
function startWitness() {
  const child = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  /** @type {Promise<string | null>} */
  const ended = new Promise((resolve) => {
    child.on("exit", (_, signal) => resolve(signal));
    child.on("error", () => resolve("none could be started")); // then copies are recognized by time alone
  });
  child.stdin.on("error", () => {}); // it has died already
  child.unref();
  /** @type {import("node:net").Socket} */ (child.stdin).unref();
  return () => {
    child.ref();
    child.stdin.end();
    return ended;
  };
}

module.exports = { EXIT_CODES, onSignal };
