import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Configuration of a stack as `cdk.tf.json` has it. */
export type StackJson = Record<string, unknown>;

/** Writes stacks as cdktf does; each keeps its state in a file beside the others'. */
export function writeStacks(outdir: string, stacks: Record<string, StackJson>): void {
  const manifest: Record<string, object> = {};
  for (const [name, json] of Object.entries(stacks)) {
    const workingDirectory = `stacks/${name}`;
    mkdirSync(join(outdir, workingDirectory), { recursive: true });
    const synthesizedStackPath = `${workingDirectory}/cdk.tf.json`;
    const terraform = { backend: { local: { path: `../../state/${name}.tfstate` } } };
    writeFileSync(join(outdir, synthesizedStackPath), JSON.stringify({ terraform, ...json }));
    manifest[name] = { name, workingDirectory, synthesizedStackPath, dependencies: [] };
  }
  writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks: manifest }));
}

/** The state of another stack, as a data source under its name. */
export const stateOf = (...names: string[]): StackJson => ({
  data: {
    terraform_remote_state: Object.fromEntries(
      names.map((name) => [name, { backend: "local", config: { path: `../../state/${name}.tfstate` } }]),
    ),
  },
});

/** A resource of Terraform itself, which needs no provider. */
export const dataResource = (resources: Record<string, unknown>): StackJson => ({
  resource: { terraform_data: resources },
});
