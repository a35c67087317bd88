// Mends how cdktf starts Terraform. The types of this package are of another name.
const { closeSync, constants, openSync } = require("node:fs");
const { createRequire } = require("node:module");
const { runs } = require("../../../packages/processes/kill.cjs");

/** @typedef {{ exitCode: number, signal?: number }} Ending */
/** @typedef {import("node:tty").ReadStream} Socket */
/**
 * @typedef {object} Terminal
 * @property {number} pid
 * @property {string} [ptsName]
 * @property {Socket} [_socket]
 * @property {(listener: (ending: Ending) => void) => unknown} onExit
 */
/** @typedef {{ spawn: (...words: unknown[]) => Terminal }} Terminals */

const terminals = /** @type {Terminals} */ (createRequire(__filename)("@cdktf/node-pty-prebuilt-multiarch"));
const { spawn } = terminals;
terminals.spawn = (...words) => {
  const terminal = spawn(...words);
  readToEnd(terminal);
  return failWhenKilled(terminal);
};

/**
 * A Terraform that a signal has ended has no exit code. cdktf would take that for success, go on to the next stack, and end
 * with a stack trace.
 * @param {Terminal} terminal
 */
function failWhenKilled(terminal) {
  const { onExit } = terminal;
  /** @type {Terminal["onExit"]} */
  const onEnd = (listener) =>
    onExit(({ exitCode, signal }) => listener({ exitCode: exitCode || (signal ? 128 + signal : 0) }));
  return Object.defineProperty(terminal, "onExit", { value: onEnd });
}

/** Milliseconds between two looks at a terminal, and how many of them find nothing where there is nothing left. */
const [PAUSE, LOOKS] = [10, 5];

/**
 * Node takes the hang-up of a terminal for its end after the 4 KB that it reads at once, so that on a busy machine the error
 * which Terraform ends with is lost. While this process has the terminal open too, nothing hangs up: it is read until nothing
 * comes any more, and closed then.
 * @param {Terminal} terminal
 */
function readToEnd(terminal) {
  const { pid, ptsName, _socket: socket } = terminal;
  if (socket === undefined || ptsName === undefined) return; // on Windows
  const other = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
  const destroy = socket.destroy.bind(socket);
  let looks = 0;
  socket.on("data", () => {
    looks = 0;
  });
  socket.once("close", () => closeSync(other));
  const look = () => {
    looks = runs(pid) ? 0 : looks + 1;
    if (looks > LOOKS) destroy();
    else if (!socket.destroyed) setTimeout(look, PAUSE);
  };
  // Who ends a terminal without an error 200 ms after its program has more patience then.
  socket.destroy = (error) => (error ? destroy(error) : socket);
  // What waits for the end of the terminal is added when the program has ended.
  socket.on("newListener", (event) => {
    if (event === "close") look();
  });
}
