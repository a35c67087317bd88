import { isObject, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, documentOf, isMissing, knownText, numberOf } from "../rule.ts";

const TYPES = ["Choice", "Fail", "Map", "Parallel", "Pass", "Succeed", "Task", "Wait"];
const ENDS = ["Choice", "Fail", "Succeed"];

const targetsOf = (state: ObjectValue): string[] =>
  [state.Next, state.Default, ...[...blocksOf(state.Choices), ...blocksOf(state.Catch)].map(({ Next }) => Next)].filter(
    (next) => typeof next === "string",
  );

/** Fields of which a state of a type needs one each. */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Choice: [["Choices"]],
  Map: [["ItemProcessor", "Iterator"]],
  Parallel: [["Branches"]],
  Task: [["Resource"]],
  Wait: [["Seconds", "SecondsPath", "Timestamp", "TimestampPath"]],
};

/** What Step Functions says of a machine, or of a branch in it: `CODE: sentence at /path`. */
function machineProblem({ StartAt, States }: ObjectValue, at: string): string | undefined {
  const missing = ["StartAt", "States"].find((field) =>
    field === "States" ? !isObject(States ?? null) : StartAt === undefined,
  );
  if (missing !== undefined || !isObject(States ?? null))
    return `SCHEMA_VALIDATION_FAILED: The field '${missing}' is required but was missing at ${at || "/"}`;
  const states = Object.entries(States as ObjectValue).filter((entry): entry is [string, ObjectValue] =>
    isObject(entry[1]),
  );
  const names = states.map(([name]) => name);
  if (!names.includes(String(StartAt)))
    return `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${String(StartAt)} at ${at}/StartAt`;
  const targets = new Set([String(StartAt), ...states.flatMap(([, state]) => targetsOf(state))]);
  for (const [name, state] of states) {
    const path = `${at}/States/${name}`;
    if (!TYPES.includes(String(state.Type)))
      return `SCHEMA_VALIDATION_FAILED: Value is not one of ${TYPES.join(", ")} at ${path}/Type`;
    if (!ENDS.includes(String(state.Type)) && state.Next === undefined && state.End === undefined)
      return `SCHEMA_VALIDATION_FAILED: A state must have either Next or End at ${path}`;
    const field = NEEDED[String(state.Type)]?.find((names) => names.every((each) => state[each] === undefined))?.[0];
    if (field !== undefined)
      return `SCHEMA_VALIDATION_FAILED: The field '${field}' is required but was missing at ${path}`;
    const unknown = targetsOf(state).find((next) => !names.includes(next));
    if (unknown !== undefined) return `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${unknown} at ${path}`;
    if (!targets.has(name)) return `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${path}`;
    const branches = [...blocksOf(state.Branches), ...blocksOf(state.ItemProcessor ?? state.Iterator)];
    const inside = branches.map((branch) => machineProblem(branch, path)).find((problem) => problem !== undefined);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

export const STATE_MACHINE_RULES: readonly AwsRule[] = [
  {
    name: "state-machine-definition",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html",
    types: ["aws_sfn_state_machine"],
    apply({ planned }) {
      const text = knownText(planned.definition);
      const definition = documentOf(text);
      if (text === undefined) return undefined;
      const problem = isObject(definition ?? null)
        ? machineProblem(definition as ObjectValue, "")
        : "INVALID_JSON_DESCRIPTION: The definition is not a JSON object";
      return problem === undefined ? undefined : `InvalidDefinition: Invalid State Machine Definition: '${problem}'`;
    },
  },
  {
    name: "machine-logs",
    source: "https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html",
    types: ["aws_sfn_state_machine"],
    apply: ({ planned }) =>
      blocksOf(planned.logging_configuration).some(
        ({ level, log_destination }) => (knownText(level) ?? "OFF") !== "OFF" && isMissing(log_destination),
      )
        ? "InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination."
        : undefined,
  },
  {
    name: "weights-of-machine-alias",
    source: "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html",
    types: ["aws_sfn_alias"],
    apply({ planned }) {
      const weights = blocksOf(planned.routing_configuration).map(({ weight = null }) => numberOf(weight) ?? 0);
      return weights.length > 0 && weights.reduce((sum, each) => sum + each, 0) !== 100
        ? "ValidationException: The sum of the weights in the routing configuration must be equal to 100"
        : undefined;
    },
  },
];
