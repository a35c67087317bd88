import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Why what was synthesized before must not be taken as it is: it is of another environment than the one that is asked for.
 * Undefined if it is of that one, or nothing says of which.
 *
 * @param {string} outdir
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function otherEnvironment(outdir, { ENVIRONMENT }) {
  const asked = ENVIRONMENT || "demo";
  const found = environmentsIn(outdir);
  if (found.length === 0 || found.some((names) => names.includes(asked))) return undefined;
  const other = found[0]?.[0];
  return `${outdir} has the stacks of ${other}, and not those of ${asked}: run the same command without --skip-synth, or with ENVIRONMENT=${other}`;
}

/**
 * What says of which environment each synthesized stack is: the tag, which an environment may set itself, and the place of its
 * state.
 *
 * @param {string} outdir
 * @returns {string[][]}
 */
function environmentsIn(outdir) {
  try {
    const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
    return Object.values(stacks).flatMap(({ synthesizedStackPath }) => {
      const { provider, terraform } = JSON.parse(readFileSync(join(outdir, synthesizedStackPath), "utf8"));
      const tag = provider?.aws?.[0]?.default_tags?.[0]?.tags?.Environment;
      const state = terraform?.backend?.s3?.key ?? terraform?.backend?.local?.path ?? "";
      return typeof tag === "string" ? [[tag, basename(dirname(state))]] : [];
    });
  } catch {
    return []; // cdktf says what is wrong with such a folder
  }
}
