import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Location, readStateSettings } from "./configuration.ts";
import { Refusal } from "./refusal.ts";
import { isInside, OVERRIDE, type Shadow } from "./shadow.ts";

/** Folders of an offline AWS, absolute and without symbolic links. */
export interface Folders {
  /** What is deployed from here keeps its state by the names that it has. */
  project: string;
  /** The offline AWS. */
  offline: string;
  /** States of the project's stacks, as `LOCAL_STATE_FOLDER` names it. */
  states: string;
  shadow: Shadow;
}

/**
 * Makes a configuration in the shadow keep its state beside the offline cloud: an override takes precedence over any
 * `backend` and `cloud` block, also over one that is not found here. Returns the file; undefined where there is no
 * configuration.
 */
export function overrideState(folder: string, folders: Folders): string | undefined {
  const { backend, files, reads, synthesized } = readStateSettings(folder);
  const later = files.find((name) => /_override\.\w+(\.json)?$/.test(name) && isAfter(name, OVERRIDE));
  if (later !== undefined)
    throw new Refusal(`${later} would be read after ${OVERRIDE}, which keeps the state apart: rename it`);
  const override = join(folders.shadow.path(folder), OVERRIDE);
  const ofProject = synthesized && isInside(folder, folders.project);
  const sources = [...reads].flatMap(([id, location]) => {
    const path = ofProject ? stackState(location, folder, folders) : undefined;
    return path === undefined ? [] : [[id, { backend: "local", config: { path } }] as const];
  });
  if (files.length === 0) {
    rmSync(override, { force: true });
    return undefined;
  }
  const path =
    (ofProject && backend !== undefined && stackState(backend, folder, folders)) ||
    localState(backend, folder, folders);
  const blocks = {
    terraform: { backend: { local: { path } } },
    ...(sources.length > 0 && { data: { terraform_remote_state: Object.fromEntries(sources) } }),
  };
  writeIfChanged(override, JSON.stringify(blocks));
  return path;
}

/** Whether Terraform reads a file after another: Go sorts names by their bytes. */
const isAfter = (name: string, other: string) => Buffer.compare(Buffer.from(name), Buffer.from(other)) > 0;

/** The state of a stack of the project, `ENVIRONMENT/STACK.tfstate` in any backend. */
function stackState({ type, path }: Location, folder: string, { offline, states }: Folders): string | undefined {
  if (path === undefined) return undefined;
  const absolute = resolve(folder, path);
  if (type === "local" && isInside(absolute, offline)) return absolute;
  return join(states, ...(type === "local" ? absolute : path).split("/").slice(-2));
}

/** Where a local state is in the shadow, so that whoever reads it by a relative path finds it there. */
function localState(backend: Location | undefined, folder: string, { offline, shadow }: Folders): string {
  if (backend?.type !== "local" || backend.path === undefined) return join(shadow.path(folder), "terraform.tfstate");
  const absolute = resolve(folder, backend.path);
  return isInside(absolute, offline) ? absolute : shadow.file(absolute);
}

/** Other calls may be reading it. */
function writeIfChanged(file: string, text: string): void {
  try {
    if (readFileSync(file, "utf8") === text) return;
  } catch {
    // there is none yet
  }
  const fresh = join(dirname(file), `.${basename(file)}.${process.pid}`); // Terraform skips names with a dot
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
