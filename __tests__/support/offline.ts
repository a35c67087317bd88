import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Run, run } from "./terraform.ts";

const ROOT = resolve(__dirname, "../..");
const CLI = join(ROOT, "packages/offline-aws/cli.ts");
const TSX = join(ROOT, "node_modules/tsx/dist/loader.mjs");

/** The command line of `npm run offline --` for any folder. */
export const OFFLINE = ["--import", TSX, CLI];

/** Runs a command behind the offline AWS, in a folder. */
export function offline(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  return run(process.execPath, [...OFFLINE, ...args], { ...inherited, ...env }, folder);
}

/** What is in a folder, by relative path, apart from the offline AWS. */
export function contentsOf(folder: string, below = ""): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(join(folder, below), { withFileTypes: true })
      .filter(({ name }) => name !== ".offline-aws")
      .map((entry) => {
        const path = join(below, entry.name);
        return entry.isDirectory()
          ? { [path]: "", ...contentsOf(folder, path) }
          : { [path]: readFileSync(join(folder, path), "hex") };
      }),
  );
}
