// What the file system refuses, in one sentence with the remedy. CommonJS without dependencies: it runs before packages
// are installed.

const { accessSync, constants, existsSync, statSync } = require("node:fs");
const { dirname, resolve } = require("node:path");

/** @typedef {NodeJS.ErrnoException & { info?: { code?: string, syscall?: string } }} SystemProblem */

/** A problem with a file whose message says what has happened and what to do. */
class FileProblem extends Error {}

/**
 * What has happened and what to do, where the disk, its permissions or the home folder are the reason; undefined for any
 * other problem.
 *
 * @param {unknown} problem
 * @returns {string | undefined}
 */
function fileProblem(problem) {
  if (problem instanceof FileProblem) return problem.message;
  if (!(problem instanceof Error)) return undefined;
  const { code, path, syscall, info } = /** @type {SystemProblem} */ (problem);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return `no space is left on the disk${path === undefined ? "" : ` of ${path}`}: free some and run the same command again`;
    case "EROFS":
      return `${path === undefined ? "the folder" : dirname(resolve(path))} is read-only: run this in a clone that can be written to`;
    case "EACCES":
    case "EPERM":
      return `permission denied for ${path ?? "a file"}: it belongs to another user, or its permissions forbid it; run this as its owner, or in a clone of yours`;
    case "ERR_SYSTEM_ERROR":
      return info?.syscall === "uv_os_homedir"
        ? "this user has no home folder: set HOME to a folder that can be written to"
        : undefined;
    case "EISDIR":
      return path === undefined ? undefined : `${path} is a folder, and a file has to be there: move it away`;
    case "ENOTDIR":
      return path === undefined ? undefined : fileAbove(resolve(path));
    case "EEXIST":
      return syscall === "mkdir" && path !== undefined ? fileAbove(resolve(path)) : undefined;
    case "ENOENT":
      // What Node.js says where a folder and those above it can't be made.
      return syscall === "mkdir" && path !== undefined ? fileProblem(accessProblem(resolve(path))) : undefined;
    default:
      return undefined;
  }
}

/**
 * Why nothing can be made in the nearest folder above that exists; undefined if that is possible.
 *
 * @param {string} path
 */
function accessProblem(path) {
  try {
    const above = dirname(path);
    if (!existsSync(above)) return accessProblem(above);
    accessSync(above, constants.W_OK);
    return undefined;
  } catch (problem) {
    return problem;
  }
}

/**
 * What to do about a file that is where a folder has to be; undefined if a path leads through none.
 *
 * @param {string} path
 * @returns {string | undefined}
 */
function fileAbove(path) {
  if (!existsSync(path)) return path === dirname(path) ? undefined : fileAbove(dirname(path));
  return statSync(path).isFile() ? `${path} is a file, and a folder has to be there: move it away` : undefined;
}

/**
 * From now on such a problem that nothing else catches ends this process with that sentence instead of a stack trace. What it
 * has started is interrupted then.
 *
 * @param {string} name What the sentence begins with.
 */
function explainFileProblems(name) {
  process.on("uncaughtException", (problem) => {
    const text = fileProblem(problem);
    process.stderr.write(text === undefined ? `${problem?.stack ?? problem}\n` : `${name}: ${text}\n`);
    process.exit(1);
  });
}

module.exports = { FileProblem, explainFileProblems, fileProblem };
