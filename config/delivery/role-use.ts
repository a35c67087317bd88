import type { Parsed } from "../config.ts";
import { type NameKey, resolveNames } from "../environment-names.ts";
import type { Finding } from "../finding.ts";

/** Characters of an event pattern (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html). */
const MAX_PATTERN = 2048;

/** Characters of the pattern besides the ARNs, and of each ARN besides path and name, with quotes and comma. */
const [PATTERN, ARN] = [400, 42];

/** Roles of a delivery that only AWS services assume. */
const ROLES: readonly NameKey[] = [
  "applyRole",
  "buildRole",
  "codeDeployRole",
  "deployProjectRole",
  "deployRole",
  "infrastructurePipelineRole",
  "pipelineEventRole",
  "pipelineRole",
  "planRole",
  "releaseRole",
];

/** The rule that notices who takes a role names all of them. */
export function checkRoleUse(environment: Parsed): Finding[] {
  const { identity, names, delivery } = environment;
  if (identity.path === undefined || !delivery?.notifications?.roleUse) return [];
  const { path } = identity;
  const resolved = resolveNames(names, environment);
  const roles = delivery.imageCheckSchedule === undefined ? ROLES : [...ROLES, "imageCheckRole" as const];
  const length = roles.reduce((sum, role) => sum + ARN + path.length + resolved[role].length, PATTERN);
  if (length <= MAX_PATTERN) return [];
  const message = `needs an event pattern of up to ${length} characters for the ARNs of the roles, and EventBridge takes ${MAX_PATTERN}: use a shorter identity.path, or leave it out`;
  return [{ path: ["delivery", "notifications", "roleUse"], message }];
}
