import * as v from "valibot";
import { withoutSecrets } from "../packages/secrets/without-secrets.ts";
import { checkAcross } from "./across.ts";
import { type Config, type Environment, environment, resolveConfig } from "./config.ts";
import { ENVIRONMENTS } from "./environments/environments.ts";
import type { Finding } from "./finding.ts";
import { Shown } from "./secrets.ts";
import { LOCAL_STATE_FOLDER } from "./state.ts";

/** A configuration that can't be used; its message is for the person who wrote it. */
export class ConfigError extends Error {}

/**
 * Loads the environment that `ENVIRONMENT` names (default `demo`). With `LOCAL_STATE_FOLDER`, state is kept there in
 * local files, whatever the environment says. Only this file reads the process's environment.
 * Throws `ConfigError` with all problems at once.
 */
export function loadConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const name = variables.ENVIRONMENT || "demo";
  const written = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined;
  if (written === undefined)
    throw new ConfigError(
      `ENVIRONMENT: "${withoutSecrets(name)}" is no environment: use one of ${Object.keys(ENVIRONMENTS).join(", ")}, or add it to config/environments`,
    );
  const config = parseConfig(written, name);
  const folder = variables.LOCAL_STATE_FOLDER;
  return folder ? { ...config, state: { type: "local", folder } } : config;
}

/** Where state is kept that belongs to no environment: below `LOCAL_STATE_FOLDER`, or where local state is by default. */
export const localStateFolder = (variables: NodeJS.ProcessEnv = process.env): string =>
  variables.LOCAL_STATE_FOLDER || LOCAL_STATE_FOLDER;

/** Checks an environment and completes it. Throws `ConfigError` with all problems at once. */
export function parseConfig(written: unknown, name: string): Config {
  const parsed = v.safeParse(environment, written);
  const across = checkAcross(written as Partial<Environment>);
  if (parsed.success && across.length === 0) return resolveConfig(parsed.output, name);
  const problems = [...(parsed.issues ?? []).map(toFinding), ...across];
  const shown = new Shown(written);
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  throw new ConfigError(
    `environment ${name} has ${count}:\n${problems.map((each) => `  ${describe(each, written, shown)}\n`).join("")}`.trimEnd(),
  );
}

const UNKNOWN_FIELD = "is no field: remove it, or correct its name";

/** Words the issues that rules of this project leave to the library: fields that are missing, unknown or of a wrong type. */
function toFinding(issue: v.BaseIssue<unknown>): Finding {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  // A name that is wrong in itself: the value that stands under it has nothing to do with it.
  const value = issue.path?.at(-1)?.origin === "key" ? { value: issue.input } : {};
  if (issue.expected === "never") return { path, message: UNKNOWN_FIELD };
  if (issue.input === undefined && issue.kind === "schema")
    return { path, message: "is missing, and has no default: add it" };
  const ours = issue.kind === "validation" || ["picklist", "variant", "union"].includes(issue.type);
  return {
    ...value,
    path,
    message: ours ? issue.message : `is of the wrong type: write ${TYPES[issue.type] ?? issue.expected}`,
  };
}

/** What is shown of a text that may not be. */
const NO_TEXT = JSON.stringify("…");

const TYPES: Record<string, string> = {
  string: "text, in quotes",
  number: "a number, without quotes",
  boolean: "true or false",
  array: "a list",
  strict_tuple: "a list",
  strict_object: "an object",
  record: "an object",
};

function describe({ path, message, ...finding }: Finding, written: unknown, shown: Shown): string {
  const value =
    "value" in finding
      ? finding.value
      : path.reduce<unknown>((part, step) => (part as Record<PropertyKey, unknown> | undefined)?.[step], written);
  const isUnknown = message === UNKNOWN_FIELD;
  // A name that is wrong in itself is what its path ends with.
  const text =
    "value" in finding
      ? JSON.stringify(shown.key(path.slice(0, -1), String(value)))
      : shown.value(value, path, isUnknown);
  return `${shown.path(path)}: ${value === undefined || text === NO_TEXT ? "" : `${text} `}${shown.text(message)}`;
}
