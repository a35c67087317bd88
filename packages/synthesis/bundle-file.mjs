import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** After so long without being rebuilt, a bundle is removed when another one is written: its app may be gone. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/**
 * @typedef {object} Bundled
 * @property {string} code
 * @property {Readonly<Record<string, string>>} inputs The digest of each file that it depends on, by absolute path.
 * @property {readonly string[]} packages Names of the packages that it requires.
 */

/** A file with a bundle, which knows the digests of everything that the bundle was made of, and its own. */
export class BundleFile {
  /** @param {string} path */
  constructor(path) {
    this.path = path;
  }

  /**
   * The bundle, if it is whole and none of its inputs has changed.
   *
   * @returns {Bundled | undefined}
   */
  read() {
    try {
      const text = readFileSync(this.path, "utf8");
      const end = text.indexOf("\n");
      const { digest, ...head } = JSON.parse(text.slice("//".length, end));
      const bundled = { ...head, code: text.slice(end + 1) };
      return digest === digestOf(bundled) && this.#isCurrent(bundled.inputs) ? bundled : undefined;
    } catch {
      return undefined; // not there, or broken
    }
  }

  /** Throws if the file can't be written. */
  prepare() {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.#own, "");
  }

  /**
   * Replaces the file at once, so that a process that reads meanwhile gets one bundle or the other.
   *
   * @param {Bundled} bundled
   */
  write(bundled) {
    const { code, ...head } = bundled;
    writeFileSync(this.#own, `//${JSON.stringify({ ...head, digest: digestOf(bundled) })}\n${code}`);
    renameSync(this.#own, this.path);
    this.#removeOld();
  }

  /** Ends what `prepare` has begun. */
  close() {
    rmSync(this.#own, { force: true });
  }

  get #own() {
    return `${this.path}.${process.pid}`;
  }

  /** @param {Bundled["inputs"]} inputs */
  #isCurrent(inputs) {
    return Object.entries(inputs).every(([file, digest]) => digestOfFile(file) === digest);
  }

  #removeOld() {
    const folder = dirname(this.path);
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (Date.now() - modified > MAX_AGE_MS) rmSync(file, { force: true });
    }
  }
}

/** @param {string | Uint8Array} content */
export const contentDigest = (content) => createHash("sha1").update(content).digest("base64url");

/**
 * The digest of each file; an empty one of those that can't be read.
 *
 * @param {readonly string[]} files
 */
export const digests = (files) => Object.fromEntries(files.map((file) => [file, digestOfFile(file)]));

/** @param {string} file */
function digestOfFile(file) {
  try {
    return contentDigest(readFileSync(file));
  } catch {
    return "";
  }
}

/** @param {Bundled} bundled */
const digestOf = ({ code, inputs, packages }) => contentDigest(JSON.stringify([inputs, packages]) + code);
