import { checkConfig } from "./check.ts";
import { type Config, resolveConfig } from "./config.ts";
import { ENVIRONMENTS } from "./environments/environments.ts";
import { shownOf } from "./shown.ts";
import { LOCAL_STATE_FOLDER, type RemoteState, resolveRemoteState } from "./state.ts";

/** A configuration that can't be used; its message is for its author. */
export class ConfigError extends Error {}

/**
 * Loads the environment that `ENVIRONMENT` names (default `demo`). With `LOCAL_STATE_FOLDER`, state is kept there in
 * local files, unless its bucket is among `OFFLINE_AWS_BUCKETS`: the offline AWS serves it. Only this file reads the process's environment.
 * Throws `ConfigError` with all problems at once.
 */
export function loadConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const name = variables.ENVIRONMENT || "demo";
  const rawConfig = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined;
  if (rawConfig === undefined)
    throw new ConfigError(
      `ENVIRONMENT: "${shownOf(undefined).text(name)}" is not an environment: use one of ${Object.keys(ENVIRONMENTS).join(", ")}, or list it in config/environments/environments.ts`,
    );
  const config = parseConfig(rawConfig, name);
  const folder = variables.LOCAL_STATE_FOLDER;
  return folder && !isServed(config, variables) ? { ...config, state: { type: "local", folder } } : config;
}

const isServed = ({ state }: Config, { OFFLINE_AWS_BUCKETS = "" }: NodeJS.ProcessEnv): boolean =>
  state.type === "s3" && OFFLINE_AWS_BUCKETS.split(" ").includes(state.bucket);

/** Where the environment that `ENVIRONMENT` names keeps its state in S3. Throws `ConfigError` if it does not. */
export function loadRemoteState(variables: NodeJS.ProcessEnv = process.env): RemoteState {
  const { state, environment, ...config } = loadConfig({ ...variables, LOCAL_STATE_FOLDER: undefined });
  if (state.type === "s3") return resolveRemoteState(state, config);
  const wayOut = 'write state: { type: "s3", bucket: "…" }, or name another environment in ENVIRONMENT';
  throw new ConfigError(`environment ${environment} keeps its state in local files, which need no bucket: ${wayOut}`);
}

/** Where state is kept that belongs to no environment: below `LOCAL_STATE_FOLDER`, or where local state is by default. */
export const localStateFolder = (variables: NodeJS.ProcessEnv = process.env): string =>
  variables.LOCAL_STATE_FOLDER || LOCAL_STATE_FOLDER;

/** Checks an environment and completes it. Throws `ConfigError` with all problems at once. */
export function parseConfig(rawConfig: unknown, name: string): Config {
  const { config, problems } = checkConfig(rawConfig);
  if (problems.length > 0) refuse(name, problems);
  return resolveConfig(config, name);
}

/** Throws `ConfigError` with all problems of an environment. */
export function refuse(name: string, problems: readonly string[]): never {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  throw new ConfigError(`environment ${name} has ${count}:\n${problems.map((each) => `  ${each}`).join("\n")}`);
}
