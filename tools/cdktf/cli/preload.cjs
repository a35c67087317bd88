// Loaded into the cdktf CLI before itself. It has no setting for what is mended here.
const events = require("node:events");
const { onExit, onRejection } = require("../../../packages/processes/endings.cjs");
const { isPlain } = require("../../../packages/processes/plain.cjs");
const { PlanPrompt } = require("./plan-prompt.cjs");
const { PlainOutput } = require("./plain-output.cjs");
require("./terminals.cjs");

/** cdktf breaks the lines of outputs at the width of the terminal, which is 80 where there is none. */
const COLUMNS = 20_000;

// Each stack listens for an interrupt once or twice: Node would warn of a leak in the middle of the output.
events.defaultMaxListeners = 1000;

// Where one stack fails, cdktf would crash and leave others in the middle of their work. It reports the failure at its end.
onRejection((reason) => {
  if (!/^Invoking Terraform CLI failed/.test(String(reason))) console.error(reason);
});

/** How cdktf calls an interrupt, as if it were an error; who has started it reports what that leads to. */
const INTERRUPTED = /^(AbortError: The operation was aborted|Invoking Terraform CLI failed with exit code 130)$/;
const logError = console.error;
console.error = (...words) => {
  if (!INTERRUPTED.test(String(words[0]))) logError(...words);
};

const { stdin, stdout, stderr } = process;
const write = stdout.write.bind(stdout);
const output = new PlainOutput(write, (text) => stderr.write(text));
const plain = isPlain(stdout, process.env);
if (plain) {
  process.env.CI = "true"; // it then writes lines, and no frames
  process.env.FORCE_COLOR = "0";
  stdout.isTTY = false;
  stdout.write = /** @type {typeof stdout.write} */ (
    (/** @type {string | Uint8Array} */ chunk, /** @type {unknown[]} */ ...rest) => {
      output.write(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
      const done = rest.at(-1);
      if (typeof done === "function") process.nextTick(done);
      return true;
    }
  );
  onExit(() => output.end());
}
if (plain || stdin.isTTY !== true) {
  const prompt = new PlanPrompt(
    stdin,
    (text) => stderr.write(text),
    () => output.stack,
  );
  // Called before the last frame, which has the outputs. Drawing all of them in that width would take a processor.
  prompt.setEncoding = () => {
    if (plain) stdout.columns = COLUMNS;
  };
  Object.defineProperty(process, "stdin", { value: prompt });
}
