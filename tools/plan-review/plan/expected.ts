import { isNoOp } from "../judge/action.ts";
import type { PlannedStack } from "../judge/planned-stack.ts";
import { objectAt } from "../read/json.ts";
import { nameOfValue, type UpstreamValue } from "../read/upstream.ts";
import type { Stack } from "./stacks.ts";
import type { Expected, ExpectedOutputs } from "./stand-in.ts";

/** What a stack will find in the others once they are applied. */
export interface Upstream {
  readonly outputs: ExpectedOutputs;
  /** Values that are not in those stacks' states yet, as `network.vpcId`. */
  readonly changing: readonly string[];
}

/** What the stacks that were planned will pass to another. */
export function expectedUpstream(
  reads: readonly UpstreamValue[],
  planned: ReadonlyMap<string, PlannedStack>,
  stacks: readonly Stack[],
): Upstream {
  const names = [...new Set(reads.map(({ stack }) => stack))];
  const outputs = new Map(names.map((name) => [name, outputsOf(name, planned.get(name), stacks)]));
  const isChanging = ({ stack, output }: UpstreamValue) => {
    const change = planned.get(stack)?.plan?.outputs.get(output);
    return change === undefined || !isNoOp(change);
  };
  return { outputs, changing: reads.filter(isChanging).map(nameOfValue).sort() };
}

function outputsOf(name: string, planned: PlannedStack | undefined, stacks: readonly Stack[]): Map<string, Expected> {
  const changes = planned?.plan?.outputs;
  // A stack that can't be planned yet: its configuration says which outputs there will be, not their values.
  if (changes === undefined) {
    const config = stacks.find((stack) => stack.name === name)?.config;
    return new Map(Object.keys(objectAt(config, "output")).map((output) => [output, { value: null, unknown: true }]));
  }
  const kept = [...changes].filter(([, { actions }]) => !actions.includes("delete") || actions.includes("create"));
  return new Map(kept.map(([output, { after, afterUnknown }]) => [output, { value: after, unknown: afterUnknown }]));
}
