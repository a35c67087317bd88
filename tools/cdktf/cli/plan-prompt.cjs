const { EventEmitter } = require("node:events");
const { createInterface } = require("node:readline");
const { setTimeout: sleep } = require("node:timers/promises");

/** What answers the question, in the order of the choices. The third, to stop, waits forever for plans that are not shown yet. */
const ANSWERS = [/^(?:y|yes)$/i, /^(?:n|no)$/i];
const NO = 1;
/** How many choices cdktf's list has. */
const CHOICES = 3;
/** Keys of cdktf's list: the next choice, and taking one. */
const [NEXT, TAKE] = ["j", "\r"];
/** Time in which cdktf's list follows a key, in milliseconds. */
const KEY_MS = 50;
/** Time after an answer in which cdktf closes its list; one that stays open asks about another plan. */
const CLOSE_MS = 500;

const UNANSWERED =
  "there is no terminal to approve the plan in, so nothing is applied: apply a review (npm run review), or pass --auto-approve\n";

/**
 * A keyboard for cdktf's question about a plan, where the question is not drawn or nothing can be typed: it is asked in a
 * line, and a line answers it. Without a terminal the answer is no.
 */
class PlanPrompt extends EventEmitter {
  isTTY = true; // else cdktf fails with a stack trace where it would ask
  #input;
  #write;
  #stack;
  #choice = 0;
  /** What is asked until cdktf closes its list. @type {AbortController | undefined} */
  #question;

  /**
   * @param {NodeJS.ReadStream} input
   * @param {(text: string) => void} write
   * @param {() => string} stack the one whose plan was written last
   */
  constructor(input, write, stack) {
    super();
    this.#input = input;
    this.#write = write;
    this.#stack = stack;
  }

  /**
   * As cdktf tells a terminal that it asks, and that it has an answer.
   *
   * @param {boolean} isAsking
   */
  setRawMode(isAsking) {
    this.#question?.abort();
    this.#question = isAsking ? new AbortController() : undefined;
    this.#choice = 0;
    if (this.#question !== undefined) this.#ask(this.#question.signal);
    return this;
  }

  setEncoding() {}
  resume() {}
  pause() {}

  /** @param {AbortSignal} closed */
  async #ask(closed) {
    await sleep(KEY_MS);
    while (!closed.aborted) {
      const answer = await this.#answer(closed);
      if (closed.aborted) return;
      await this.#choose(answer);
      await sleep(CLOSE_MS);
    }
  }

  /**
   * @param {AbortSignal} closed
   * @returns {Promise<number>}
   */
  async #answer(closed) {
    if (!this.#input.isTTY) {
      if (process.exitCode !== 1) this.#write(UNANSWERED);
      process.exitCode = 1;
      return NO;
    }
    while (!closed.aborted) {
      this.#write(`Apply the plan of ${this.#stack()}? (yes, or no for it and those that depend on it) `);
      const line = await this.#readLine(closed);
      const answer = line === undefined ? NO : ANSWERS.findIndex((each) => each.test(line.trim()));
      if (answer >= 0) return answer;
    }
    return NO;
  }

  /**
   * A line that is typed from now on, because what was typed before is not about this plan.
   *
   * @param {AbortSignal} signal
   * @returns {Promise<string | undefined>} undefined at the end of the input
   */
  #readLine(signal) {
    const lines = createInterface({ input: this.#input, terminal: false, signal });
    return new Promise((resolve) => {
      lines.once("line", resolve).once("close", () => resolve(undefined));
    }).finally(() => lines.close());
  }

  /** @param {number} answer */
  async #choose(answer) {
    for (; this.#choice !== answer; this.#choice = (this.#choice + 1) % CHOICES) await this.#press(NEXT);
    await this.#press(TAKE);
  }

  /** @param {string} key */
  async #press(key) {
    this.emit("data", key);
    await sleep(KEY_MS);
  }
}

module.exports = { PlanPrompt };
