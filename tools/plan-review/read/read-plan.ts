import { Problem } from "../problem.ts";
import { withSecretsMarked } from "./always-secret.ts";
import { at, isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "./json.ts";
import { markedValues, unmarkedOutputs } from "./marked-values.ts";
import type { Change, Check, PlanFile, ResourceChange } from "./plan-file.ts";
import { readPrograms } from "./programs.ts";
import { readReferences } from "./references.ts";

/** Keys that only a plan has; one without a version is believed if it has one of them. */
const OF_PLANS = ["resource_changes", "planned_values", "output_changes"];

/**
 * Reads what `terraform show -json` says of a plan. Every key may be missing, and unknown ones are passed over
 * (https://developer.hashicorp.com/terraform/internals/json-format). Throws `Problem` that names the file where it is
 * something else.
 */
export function readPlan(plan: JsonObject, file: string): PlanFile {
  checkFormat(plan, file);
  const json = withSecretsMarked(plan);
  const outputs = new Map(
    sortedBy(Object.entries(objectAt(json, "output_changes")), ([name]) => name).map(([name, change]) => [
      name,
      readChange(change),
    ]),
  );
  const { applyable, complete } = json;
  const deferred = listAt(json, "deferred_changes").map((each) => ({
    ...readResource(at(each, "resource_change") ?? null, "deferred_changes", file),
    deferred: textAt(each, "reason") ?? "unknown",
  }));
  return {
    terraformVersion: textAt(json, "terraform_version"),
    resourceChanges: [...readChanges(json, "resource_changes", file), ...deferred],
    drift: readChanges(json, "resource_drift", file),
    outputs,
    checks: sortedBy(listAt(json, "checks").map(readCheck), ({ of }) => of),
    actionInvocations: listAt(json, "action_invocations").length,
    actionTypes: listAt(json, "action_invocations").flatMap((action) => textAt(action, "type") ?? []),
    errored: json.errored === true,
    ...(typeof applyable === "boolean" && { applyable }),
    ...(typeof complete === "boolean" && { complete }),
    references: readReferences(json),
    programs: readPrograms(json),
    relevant: new Set(listAt(json, "relevant_attributes").flatMap((each) => textAt(each, "resource") ?? [])),
    unmarkedOutputs: unmarkedOutputs(json),
    ...markedValues(json),
  };
}

function checkFormat(json: JsonObject, file: string): void {
  const version = json.format_version;
  if (version !== undefined && (typeof version !== "string" || !/^[01]\.\d+$/.test(version)))
    throw new Problem(
      `${file} has format version ${JSON.stringify(version)}: versions 0.x and 1.x of terraform show -json are understood`,
    );
  if (version === undefined && textAt(json, "plan_format_version") !== undefined)
    throw new Problem(`${file} is a plan for HCP Terraform's own display: use what terraform show -json writes`);
  if (!OF_PLANS.some((key) => key in json)) {
    if ("values" in json) throw new Problem(`${file} is a state, not a plan: use terraform show -json PLAN`);
    // A plan that changes nothing may have no more than a version.
    if (version === undefined || !("terraform_version" in json || "configuration" in json))
      throw new Problem(`${file} is not a plan: it has neither ${OF_PLANS.join(" nor ")}`);
  }
  // Without a list of changes, values that are planned would be passed over in silence.
  if (!("resource_changes" in json) && version === undefined)
    throw new Problem(`${file} has no format version and no resource_changes: use terraform show -json PLAN`);
}

function readChanges(json: JsonObject, key: string, file: string): ResourceChange[] {
  const changes = json[key];
  if (changes === undefined || changes === null) return [];
  if (!Array.isArray(changes)) throw new Problem(`${file}: ${key} must be a list`);
  const read = changes.map((change, index) => readResource(change, `${key}[${index}]`, file));
  return sortedBy(read, ({ address, deposed = "" }) => `${address} ${deposed}`);
}

/** So that a review, and the ids in it, are the same for the same plan in whatever order things are listed there. */
function sortedBy<T>(all: readonly T[], key: (each: T) => string): T[] {
  return [...all].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}

function readResource(json: Json, where: string, file: string): ResourceChange {
  const [address, type] = [textAt(json, "address"), textAt(json, "type")];
  const change = at(json, "change");
  if (address === undefined || type === undefined) throw new Problem(`${file}: ${where} has no address or no type`);
  if (!isJsonObject(change) || !Array.isArray(change.actions))
    throw new Problem(`${file}: ${where}, ${JSON.stringify(address)}, has no list of actions`);
  const [previousAddress, deposed] = [textAt(json, "previous_address"), textAt(json, "deposed")];
  const actionReason = textAt(json, "action_reason");
  return {
    address,
    type,
    ...(previousAddress !== undefined && previousAddress !== address && { previousAddress }),
    ...(deposed !== undefined && deposed !== "" && { deposed }),
    ...(actionReason !== undefined && { actionReason }),
    mode: textAt(json, "mode") ?? "managed",
    name: textAt(json, "name") ?? "",
    change: readChange(change),
  };
}

function readChange(json: Json): Change {
  const importing = at(json, "importing");
  return {
    // Anything but a name is an unknown action, and so a change.
    actions: listAt(json, "actions").map((action) => (typeof action === "string" ? action : "unknown")),
    before: at(json, "before") ?? null,
    after: at(json, "after") ?? null,
    afterUnknown: at(json, "after_unknown") ?? false,
    beforeSensitive: at(json, "before_sensitive") ?? false,
    afterSensitive: at(json, "after_sensitive") ?? false,
    replacePaths: listAt(json, "replace_paths").map((path) => (Array.isArray(path) ? path.filter(isStep) : [])),
    isImport: isJsonObject(importing),
  };
}

const isStep = (step: Json): step is string | number => typeof step === "string" || typeof step === "number";

function readCheck(json: Json): Check {
  const messages = listAt(json, "instances").flatMap((instance) =>
    listAt(instance, "problems").flatMap((problem) => textAt(problem, "message") ?? []),
  );
  return {
    of: textAt(at(json, "address"), "to_display") ?? "a check",
    status: textAt(json, "status") ?? "unknown",
    messages: messages.sort(),
  };
}
