import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import type { Config } from "../../config/config.ts";
import { compose } from "../../main.ts";

/** Addresses of all resources of an environment, each with its stack before it: `iam: aws_iam_role.build`. */
export function addressesOf(config: Config): ReadonlySet<string> {
  const app = Testing.app();
  compose(app, config);
  app.synth();
  const stacks = join(app.outdir, "stacks");
  const addresses = readdirSync(stacks).flatMap((stack) => {
    const text = readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8");
    const { resource = {} } = JSON.parse(text) as { resource?: Record<string, Record<string, object>> };
    return Object.entries(resource).flatMap(([type, byId]) => Object.keys(byId).map((id) => `${stack}: ${type}.${id}`));
  });
  return new Set(addresses);
}
