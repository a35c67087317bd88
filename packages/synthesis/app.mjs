// Runs an app as `node --import tsx FILE` does, from a bundle of its modules: to find, transpile and load about 800 of
// them one by one takes longer than to synthesize.
//
//   node packages/synthesis/app.mjs FILE

import { realpathSync } from "node:fs";
import Module from "node:module";
import { loadBundle } from "./bundle.mjs";
import { runBundle } from "./run-bundle.mjs";
import { SourceError } from "./source-error.mjs";

const [, , file = "main.ts"] = process.argv;
const entry = realpathSync(file);
process.argv.splice(1, 2, entry);
const bundle = await loadBundle(entry).catch((problem) => {
  if (!(problem instanceof SourceError)) throw problem;
  process.stderr.write(problem.message);
  process.exit(1);
});
if (bundle === undefined) {
  // Says what else is wrong with the sources, if something is.
  // @ts-expect-error: it exports nothing, and has no types
  await import("tsx");
  Module.runMain();
} else runBundle(bundle);
