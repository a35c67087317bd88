import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { start } from "../processes/processes.cjs";

/**
 * @typedef {object} Synthesis
 * @property {string} [app] The command that synthesizes the stacks; absent if they are to be taken as they are.
 * @property {string} outdir
 * @property {object} context
 * @property {readonly string[]} stacks The stacks that are named, or patterns of their names.
 * @property {boolean} isApproved Whether to skip the question (`--auto-approve`).
 */

/**
 * What cdktf would synthesize, from its command line and cdktf.json. Undefined if it would not, and says more: without
 * a project, or when it is asked for help.
 *
 * @param {readonly string[]} words
 * @returns {Synthesis | undefined}
 */
export function readWords(words) {
  const options = /** @type {const} */ ({
    app: { type: "string", short: "a" },
    output: { type: "string", short: "o" },
    "skip-synth": { type: "boolean" },
    help: { type: "boolean", short: "h" },
    // Their values are not names of stacks.
    parallelism: { type: "string" },
    "terraform-parallelism": { type: "string" },
    "outputs-file": { type: "string" },
    "var-file": { type: "string", multiple: true },
    var: { type: "string", multiple: true },
    "auto-approve": { type: "boolean" },
  });
  const { values, positionals } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true });
  const settings = project();
  const app = text(values.app) ?? settings?.app;
  if (settings === undefined || app === undefined || values.help === true) return undefined;
  return {
    outdir: text(values.output) ?? settings.output ?? "cdktf.out",
    context: settings.context ?? {},
    stacks: positionals.slice(1),
    isApproved: values["auto-approve"] === true,
    ...(values["skip-synth"] !== true && { app }),
  };
}

/** @returns {{ app?: string, output?: string, context?: object } | undefined} */
function project() {
  try {
    return JSON.parse(readFileSync("cdktf.json", "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value : undefined);

/**
 * Runs the app as cdktf does, and returns its exit code. What it says of a mistake is shown as it is.
 *
 * @param {Synthesis} synthesis
 * @param {NodeJS.ProcessEnv} environment
 */
export async function synthesize({ app = "true", outdir, context }, environment) {
  const env = { ...environment, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON: JSON.stringify(context) };
  const code = await start("sh", ["-c", app], { env }).ended;
  if (code === 0) removeOthers(outdir);
  return code;
}

/**
 * Removes the folders of stacks that are synthesized no more, as cdktf does.
 *
 * @param {string} outdir
 */
function removeOthers(outdir) {
  if (!existsSync(join(outdir, "manifest.json"))) return; // cdktf says what is wrong with such an app
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
  for (const name of readdirSync(join(outdir, "stacks")))
    if (!Object.hasOwn(stacks, name)) rmSync(join(outdir, "stacks", name), { recursive: true });
}
