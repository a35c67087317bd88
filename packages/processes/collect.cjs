// Programs in a process that is another's to watch, such as one of jest's.
const { spawn } = require("node:child_process");

/** @typedef {import("./processes.cjs").Captured} Captured */

/**
 * Runs a program to completion and returns its output. Its standard input is empty. Signals are left to whoever started
 * this process. Rejects if the program can't be started.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<Captured>}
 */
function collect(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const written = [child.stdout, child.stderr].map((stream) => {
      /** @type {Buffer[]} */
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      return () => Buffer.concat(chunks).toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const [stdout = "", stderr = ""] = written.map((text) => text());
      resolve({ code: code ?? 1, stdout, stderr });
    });
  });
}

module.exports = { collect };
