import { cpSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** A folder in which Terraform runs. */
export interface Configuration {
  /** Name of the stack, or the folder. */
  name: string;
  folder: string;
}

/** `manifest.json`, as cdktf writes it. */
interface Manifest {
  stacks: Record<string, { name: string; workingDirectory: string; dependencies: string[] }>;
}

/**
 * The configurations of a path, in the order of their dependencies: the stacks that cdktf has synthesized, copied into
 * `copies` so that a stack keeps its folder wherever it is synthesized to; or else the path itself. Throws if there is
 * neither.
 */
export function foldersIn(path: string, copies: string): Configuration[] {
  const files = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path) : [];
  if (files.includes("manifest.json")) {
    const { stacks } = JSON.parse(readFileSync(join(path, "manifest.json"), "utf8")) as Manifest;
    return inOrder(stacks).map(({ name, workingDirectory }) => {
      const folder = join(copies, name);
      rmSync(folder, { recursive: true, force: true });
      cpSync(join(path, workingDirectory), folder, { recursive: true });
      return { name, folder };
    });
  }
  if (!files.some((name) => /\.(tf|tofu)(\.json)?$/.test(name)))
    throw new Error(`${path} has neither a manifest.json of cdktf nor a configuration of Terraform`);
  return [{ name: path, folder: resolve(path) }];
}

function inOrder(stacks: Manifest["stacks"]): Manifest["stacks"][string][] {
  const ordered = new Set<Manifest["stacks"][string]>();
  const visit = (name: string) => {
    const stack = stacks[name];
    if (stack === undefined || ordered.has(stack)) return;
    for (const dependency of stack.dependencies) visit(dependency); // cdktf refuses cycles
    ordered.add(stack);
  };
  for (const name of Object.keys(stacks)) visit(name);
  return [...ordered];
}
