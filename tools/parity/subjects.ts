import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { foldersIn } from "../../packages/offline-aws/testing/configurations.ts";
import { SINGLE_CHANGES } from "./changes.ts";
import type { ComparedConfiguration } from "./measure.ts";

/** A configuration, and where it is. */
export interface LocatedConfiguration extends ComparedConfiguration {
  readonly folder: string;
  /** Configurations of one cloud see what the others have made. */
  readonly cloud: string;
}

/** The fixtures in a folder. */
export const fixturesIn = (folder: string): LocatedConfiguration[] =>
  readdirSync(folder).map((name) => ({
    name: `fixtures/${name}`,
    folder: join(folder, name),
    cloud: name,
    changes: SINGLE_CHANGES[name] ?? [],
  }));

/** The stacks that cdktf has synthesized, in the order of their dependencies, copied into a folder. */
export const stacksIn = (outdir: string, copies: string): LocatedConfiguration[] =>
  foldersIn(outdir, copies).map(({ name, folder }) => ({
    name: `stacks/${name}`,
    folder,
    cloud: "stacks",
    changes: [],
  }));

/** What of a synthesized stack is read and written here. */
interface StackJson {
  terraform: { required_providers: Record<string, { source: string; version?: string }>; backend?: object };
  data?: { terraform_remote_state?: Record<string, { config: { path: string } }> };
}

/** Providers besides AWS that a configuration in JSON asks for. */
export function otherProviders(folder: string): string[] {
  const json = stackJson(folder);
  return Object.entries(json?.terraform.required_providers ?? {}).flatMap(([name, { source }]) =>
    /(^|\/)aws$/.test(source) ? [] : [name],
  );
}

/** Copies a configuration to where the real provider plans it: with its version, and states beside configurations. */
export function copyForRealProvider(from: string, to: string, version: string): void {
  cpSync(from, to, { recursive: true });
  const json = stackJson(to);
  if (json === undefined) return;
  const { aws } = json.terraform.required_providers;
  if (aws !== undefined) aws.version = version;
  json.terraform.backend = { local: {} };
  for (const { config } of Object.values(json.data?.terraform_remote_state ?? {}))
    config.path = join(to, "..", basename(config.path, ".tfstate"), "terraform.tfstate");
  writeFileSync(join(to, STACK_FILE), JSON.stringify(json));
}

const STACK_FILE = "cdk.tf.json";

function stackJson(folder: string): StackJson | undefined {
  if (!readdirSync(folder).includes(STACK_FILE)) return undefined;
  return JSON.parse(readFileSync(join(folder, STACK_FILE), "utf8")) as StackJson;
}
