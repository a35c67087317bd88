import { join, relative } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * A path from the project's root as Terraform needs it: it runs in the folder that the stack is synthesized to. Relative,
 * so that a plan is the same on every machine.
 */
export function fromStackFolder(scope: IConstruct, path: string): string {
  return relative(join(App.of(scope).outdir, "stacks", TerraformStack.of(scope).node.id), path);
}
