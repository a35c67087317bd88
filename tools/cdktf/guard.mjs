import { start } from "../../packages/processes/processes.cjs";
import { root } from "./environment.mjs";

/** What a deployment takes besides the options of cdktf. */
const ALLOW_INTERRUPTION = "--allow-interruption";

/**
 * Removes the approval of an interruption from a command line, because cdktf does not know it.
 *
 * @param {readonly string[]} all
 */
export function takeApproval(all) {
  return {
    words: all.filter((word) => word !== ALLOW_INTERRUPTION),
    approval: all.filter((word) => word === ALLOW_INTERRUPTION).slice(0, 1),
  };
}

/**
 * Looks at what a deployment of a running environment would do, before anything is touched, and does what needs an order
 * other than the default. Returns 0 where the ordinary deployment may go on.
 *
 * @param {import("../../packages/synthesis/synthesis.mjs").Synthesis} asked
 * @param {readonly string[]} approval
 * @param {NodeJS.ProcessEnv} env
 */
export function guardStacks({ outdir, stacks, isApproved }, approval, env) {
  const approved = isApproved || env.CDKTF_AUTO_APPROVE ? ["--auto-approve"] : [];
  const main = [root("node_modules/tsx/dist/loader.mjs"), root("tools/plan-review/guard/main.ts")];
  const args = ["--import", ...main, ...approval, ...approved, "--", ...stacks];
  return start(process.execPath, args, { env: { ...env, CDKTF_OUTDIR: outdir }, alone: true }).ended;
}
