// Child processes, and what a signal means for them. CommonJS without dependencies: it runs before packages are
// installed, and tests load it too.
//
// A child gets its own session, so that a signal reaches it in one way only: from here, once for each signal of the
// user, with or without a terminal. It still reads from and writes to the terminal, because only a terminal that is its
// own could stop it.
const { spawn } = require("node:child_process");
const { constants } = require("node:os");
const { groupEnd, guard, kill } = require("./kill.cjs");
const { EXIT_CODES, onSignal } = require("./signals.cjs");

/** @typedef {import("./signals.cjs").EndSignal} EndSignal */

/**
 * @typedef {object} StartOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {import("node:child_process").StdioOptions} [stdio] "inherit" unless given
 * @property {boolean} [alone] Signals go to the child alone and not to what it has started, because it passes them on.
 * @property {boolean} [disposable] What it has started is killed if a signal has ended it, because nothing is lost.
 */

/**
 * @typedef {object} Started
 * @property {import("node:child_process").ChildProcess} child
 * @property {Promise<number>} ended Its exit code, 128 and the number of the signal that has ended it; rejected if it
 *   can't be started.
 */

/**
 * @typedef {object} Captured
 * @property {number} code
 * @property {string} stdout
 * @property {string} stderr
 */

/** How long orphans of an interrupted child may keep running, in milliseconds. */
const ORPHANS_TIMEOUT_MS = 30_000;

/** A signal was received, so nothing more is started. */
class Interrupted extends Error {
  /** @param {number} exitCode 129, 130 or 143 */
  constructor(exitCode) {
    super("interrupted");
    this.exitCode = exitCode;
  }
}

/** Work that a signal has to wait for. @type {Set<(signal: NodeJS.Signals) => void>} */
const running = new Set();
/** @type {((signal: EndSignal) => void)[]} */
const listeners = [];
let watching = false;
/** @type {EndSignal | undefined} */
let first;

/** The exit code for the received signal: 129, 130 or 143; undefined if there is none. */
const interruption = () => first && EXIT_CODES[first];

/**
 * Passes signals on to the children from now on. With none of them running, a signal ends this process at once.
 */
function watchSignals() {
  if (watching) return;
  watching = true;
  onSignal((signal) => {
    // A terminal that closes may say so twice and after another signal. It asks for an end, not for an end at once.
    if (signal === "SIGHUP" && first !== undefined) return;
    first ??= signal;
    for (const listener of listeners) listener(signal);
    if (running.size === 0) process.exit(EXIT_CODES[signal]);
    for (const send of running) send(signal);
  });
  // Ctrl-Z, its end, and a new size of the terminal reach this process group only.
  process.on("SIGTSTP", () => {
    for (const send of running) send("SIGSTOP");
    process.kill(process.pid, "SIGSTOP");
  });
  for (const signal of /** @type {const} */ (["SIGCONT", "SIGWINCH"]))
    process.on(signal, () => {
      for (const send of running) send(signal);
    });
  // A reader that has gone, or a terminal that has closed, must not end this before its children.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

/**
 * Calls back for each signal, before it is passed on.
 *
 * @param {(signal: EndSignal) => void} listener
 */
function onInterrupt(listener) {
  watchSignals();
  listeners.push(listener);
}

/**
 * Starts a program that gets each signal once. If this process is killed, the program is interrupted. Throws
 * `Interrupted` after a signal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} options
 * @returns {Started}
 */
function start(command, args, { alone = false, disposable = false, stdio = "inherit", ...options } = {}) {
  watchSignals();
  if (first !== undefined) throw new Interrupted(EXIT_CODES[first]);
  const { watch, dismiss } = guard();
  const child = spawn(command, args, { ...options, stdio, detached: true });
  const { pid } = child;
  child.on("exit", dismiss).on("error", dismiss);
  if (pid === undefined) return { child, ended: new Promise((_, reject) => child.on("error", reject)) };
  watch(alone ? pid : -pid);
  const send = (/** @type {NodeJS.Signals} */ signal) => {
    // Terraform dies of a hang-up, and saves its state when it is interrupted.
    if (signal === "SIGHUP") kill(alone ? pid : -pid, "SIGINT");
    // Terraform's providers ignore an interrupt, because they get each Ctrl-C; of this one they would die.
    else if (signal === "SIGTERM") kill(pid, signal);
    else kill(alone && signal === "SIGINT" ? pid : -pid, signal);
  };
  running.add(send);
  /** @type {Promise<number>} */
  const closed = new Promise((resolve) => {
    child.on("close", (code, signal) =>
      resolve(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]),
    );
  });
  const ended = closed.then(async (code) => {
    if (first !== undefined && disposable) kill(-pid, "SIGKILL");
    if (first !== undefined && !alone) await orphansEnd(pid);
    running.delete(send);
    return first === "SIGHUP" && code === EXIT_CODES.SIGINT ? EXIT_CODES.SIGHUP : code;
  });
  return { child, ended };
}

/**
 * Waits for what an interrupted child has left behind: a shell ends without the program that it runs.
 *
 * @param {number} group
 */
async function orphansEnd(group) {
  if (first === "SIGTERM") kill(-group, "SIGINT"); // the child alone has got the other
  await groupEnd(group, ORPHANS_TIMEOUT_MS);
}

/**
 * Runs a program to completion and returns its output. Its standard input is empty. Rejects with `Interrupted` after a
 * signal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Omit<StartOptions, "stdio">} options
 * @returns {Promise<Captured>}
 */
async function capture(command, args, options = {}) {
  const { child, ended } = start(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    /** @type {Buffer[]} */
    const chunks = [];
    stream?.on("data", (chunk) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString("utf8");
  });
  const code = await ended;
  if (first !== undefined) throw new Interrupted(EXIT_CODES[first]);
  return { code, stdout: stdout?.() ?? "", stderr: stderr?.() ?? "" };
}

/**
 * Runs work that a signal must not interrupt, such as waiting for others.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function uninterrupted(work) {
  watchSignals();
  const send = () => {};
  running.add(send);
  try {
    return await work();
  } finally {
    running.delete(send);
  }
}

module.exports = { Interrupted, capture, interruption, onInterrupt, start, uninterrupted, watchSignals };
