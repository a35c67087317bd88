import { capture } from "../../packages/processes/processes.cjs";
import { root } from "./environment.mjs";

/**
 * Runs a program of this folder that is written in TypeScript to its end.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export const captureProgram = (file, args, env) =>
  capture(
    process.execPath,
    ["--import", root("node_modules/tsx/dist/loader.mjs"), root(`tools/cdktf/${file}`), ...args],
    {
      env,
    },
  );
