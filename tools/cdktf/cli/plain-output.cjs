const { stripVTControlCharacters } = require("node:util");

/** @typedef {(text: string) => void} Write */

/** A line of a stack: cdktf writes its name before the first of each text, and indents the others. */
const FIRST = /^([\w-]+) {2}(.*)$/;

/** What cdktf shows while it works, and writes once more when it fails. */
const PROGRESS = /^\s*(?:[⠀-⣿]\s+(?:Starting|Synthesizing|Processing)|\d+ Stacks? (?:deploying|destroying)\b.*)\s*$/u;

/**
 * What the cdktf CLI writes, in plain lines: without control characters and progress indicators, and with Terraform's errors
 * on standard error.
 */
class PlainOutput {
  #stack = "";
  /** What Terraform draws a frame around, by stack, as far as it is known. @type {Map<string, string[]>} */
  #framed = new Map();
  /** Stacks whose Terraform writes an error without a frame, as it does without colours. It ends with errors. @type {Set<string>} */
  #failing = new Set();
  #stdout;
  #stderr;

  /**
   * @param {Write} stdout
   * @param {Write} stderr
   */
  constructor(stdout, stderr) {
    this.#stdout = stdout;
    this.#stderr = stderr;
  }

  /** The stack that the last line is of; empty before the first. */
  get stack() {
    return this.#stack;
  }

  /**
   * Writes whole lines.
   *
   * @param {string} text
   */
  write(text) {
    // Terraform's terminal ends a line with a carriage return too.
    const plain = stripVTControlCharacters(text).replace(/\r+(?=\n)/g, "");
    if (PROGRESS.test(plain) || /^\n+$/.test(plain)) return;
    for (const line of plain.replace(/\n$/, "").split("\n")) this.#line(line.trimEnd());
  }

  /** Writes what is kept of a frame that was cut off. */
  end() {
    for (const lines of this.#framed.values()) this.#stderr(`${lines.join("\n")}\n`);
    this.#framed.clear();
  }

  /** @param {string} line */
  #line(line) {
    const [, stack, text = line.trim()] = FIRST.exec(line) ?? [];
    this.#stack = stack ?? this.#stack;
    const framed = this.#framed.get(this.#stack);
    if (framed === undefined && text !== "╷") return this.#unframed(line, text);
    const lines = [...(framed ?? []), line];
    this.#framed.set(this.#stack, lines);
    if (text !== "╵") return;
    this.#framed.delete(this.#stack);
    const write = lines.some((each) => /│ Error: /.test(each)) ? this.#stderr : this.#stdout;
    write(`${lines.join("\n")}\n`);
  }

  /**
   * @param {string} line
   * @param {string} text
   */
  #unframed(line, text) {
    if (text.startsWith("Error: ")) this.#failing.add(this.#stack);
    else if (text.startsWith("Warning: ")) this.#failing.delete(this.#stack);
    const write = this.#failing.has(this.#stack) ? this.#stderr : this.#stdout;
    write(`${line}\n`);
  }
}

module.exports = { PlainOutput };
