import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { loadConfig } from "../../config/load.ts";
import { compose } from "../../main.ts";
import type { EnvironmentName } from "../../tools/rollout/pictures.ts";
import type { SynthesizedStack } from "../../tools/rollout/read.ts";

/** Those with pictures, and the one for production. */
type Name = EnvironmentName | "prod";

const known = new Map<Name, readonly SynthesizedStack[]>();

/** All stacks of an environment, as they are synthesized today: once for each test file. */
export function synthesized(environment: Name): readonly SynthesizedStack[] {
  const stacks = known.get(environment) ?? synthesize(environment);
  known.set(environment, stacks);
  return stacks;
}

function synthesize(environment: Name): SynthesizedStack[] {
  const app = Testing.app();
  compose(app, loadConfig({ ENVIRONMENT: environment }));
  app.synth();
  const stacks = join(app.outdir, "stacks");
  return readdirSync(stacks).map(
    (name) => JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")) as SynthesizedStack,
  );
}
