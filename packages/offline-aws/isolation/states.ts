import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Location, readStateSettings } from "./configuration.ts";
import { Refusal } from "./refusal.ts";
import { isInside, OVERRIDE, type Shadow } from "./shadow.ts";

/** Access key in the settings of a state that the offline AWS serves. */
export const SERVICE_KEY = "offline-aws";

/** Folders of an offline AWS, absolute and without symbolic links. */
export interface Folders {
  /** What is deployed from here keeps its state by the names that it has. */
  project: string;
  /** The offline AWS. */
  offline: string;
  /** States of the project's stacks, as `LOCAL_STATE_FOLDER` names it. */
  states: string;
  shadow: Shadow;
  /** Whether a bucket exists on the offline AWS, which serves its objects. */
  hasBucket(name: string): boolean;
}

/** Where a configuration keeps its state behind the offline AWS: a file, or an object of a bucket there. */
export type StatePlace = { readonly file: string } | { readonly object: S3Settings };

/** Settings of the backend `s3`. */
export type S3Settings = Readonly<Record<string, unknown>> & { readonly bucket: string; readonly key: string };

/** What one asks for who needs the backend that the configuration has, such as to move a state into it. */
export interface PlaceOptions {
  /** @default an object where the bucket exists and no file has the state */
  readonly inBucket?: boolean;
}

/**
 * Makes a configuration in the shadow keep its state beside the offline cloud: an override takes precedence over any
 * `backend` and `cloud` block, also over one that is not found here. Undefined if there is no configuration.
 */
export function overrideState(folder: string, folders: Folders, options: PlaceOptions = {}): StatePlace | undefined {
  const { backend, files, reads, synthesized } = readStateSettings(folder);
  const later = files.find((name) => /_override\.\w+(\.json)?$/.test(name) && isAfter(name, OVERRIDE));
  if (later !== undefined)
    throw new Refusal(`${later} would be read after ${OVERRIDE}, which keeps the state apart: rename it`);
  const override = join(folders.shadow.path(folder), OVERRIDE);
  const ofProject = synthesized && isInside(folder, folders.project);
  const sources = [...reads].flatMap(([id, location]) => {
    const place = ofProject ? stackState(location, folder, folders, {}) : undefined;
    return place === undefined ? [] : [[id, backendOf(place)] as const];
  });
  if (files.length === 0) {
    rmSync(override, { force: true });
    return undefined;
  }
  const ofStack = ofProject && backend !== undefined ? stackState(backend, folder, folders, options) : undefined;
  const place = ofStack ?? { file: localState(backend, folder, folders) };
  const { backend: type, config } = backendOf(place);
  const blocks = {
    terraform: { backend: { [type]: config } },
    ...(sources.length > 0 && { data: { terraform_remote_state: Object.fromEntries(sources) } }),
  };
  writeIfChanged(override, JSON.stringify(blocks));
  return place;
}

/** What makes Terraform ask the service that `AWS_ENDPOINT_URL_S3` names, and nothing else, with keys that open nothing. */
const TO_SERVICE = {
  access_key: SERVICE_KEY,
  secret_key: SERVICE_KEY,
  use_path_style: true,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
  skip_requesting_account_id: true,
};

/** Settings of a bucket and its objects; others say who one is and where to ask. */
const OF_OBJECTS = ["bucket", "key", "region", "encrypt", "kms_key_id", "use_lockfile", "workspace_key_prefix"];

const backendOf = (place: StatePlace) =>
  "file" in place
    ? { backend: "local", config: { path: place.file } }
    : { backend: "s3", config: { ...place.object, ...TO_SERVICE } };

/** Whether Terraform reads a file after another: Go sorts names by their bytes. */
const isAfter = (name: string, other: string) => Buffer.compare(Buffer.from(name), Buffer.from(other)) > 0;

/**
 * The state of a stack of the project: a file `ENVIRONMENT/STACK.tfstate` for any backend, or the object that it is without the
 * offline AWS. A state that is in a file already stays there.
 */
function stackState(
  { type, path, settings = {} }: Location,
  folder: string,
  { offline, states, hasBucket }: Folders,
  { inBucket = false }: PlaceOptions,
): StatePlace | undefined {
  if (path === undefined) return undefined;
  const absolute = resolve(folder, path);
  if (type === "local" && isInside(absolute, offline)) return { file: absolute };
  const file = join(states, ...(type === "local" ? absolute : path).split("/").slice(-2));
  const { bucket } = settings;
  if (type !== "s3" || typeof bucket !== "string") return { file };
  if (!inBucket && (existsSync(file) || !hasBucket(bucket))) return { file };
  const kept = Object.entries(settings).filter(([name]) => OF_OBJECTS.includes(name));
  return { object: { ...Object.fromEntries(kept), bucket, key: path } };
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
  const staged = join(dirname(file), `.${basename(file)}.${process.pid}`); // Terraform skips names with a dot
  writeFileSync(staged, text);
  renameSync(staged, file);
}
