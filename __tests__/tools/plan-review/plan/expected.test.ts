import type { PlannedStack } from "../../../../tools/plan-review/judge/planned-stack.ts";
import { expectedUpstream } from "../../../../tools/plan-review/plan/expected.ts";
import type { Stack } from "../../../../tools/plan-review/plan/stacks.ts";
import { changeJson, stackOf } from "../../../support/plan-json.ts";

const stack = (name: string, ...outputs: string[]): Stack => ({
  name,
  wave: 1,
  folder: "",
  text: "",
  reads: [],
  config: { output: Object.fromEntries(outputs.map((output) => [output, {}])) },
});
const read = (...names: string[]) =>
  names.map((name) => ({ stack: name.split(".")[0] ?? "", output: name.split(".")[1] ?? "" }));
const network = (outputs: Record<string, object>, more: Partial<PlannedStack> = {}) =>
  new Map([["network", stackOf("network", { outputs }, more)]]);

const SAME = changeJson({ actions: ["no-op"], before: "vpc-1", after: "vpc-1" });
const NEW = changeJson({ before: "vpc-1", after: "vpc-2" });
const UNKNOWN = changeJson({ after_unknown: true });
const GONE = changeJson({ before: "vpc-1" });

test("values that their stack changes are named, in order", () => {
  const planned = network({ same: SAME, known: NEW, a: UNKNOWN, gone: GONE });
  const reads = read("network.same", "network.known", "network.a", "network.gone");
  expect(expectedUpstream(reads, planned, []).changing).toEqual(["network.a", "network.gone", "network.known"]);
});

test("a value that its stack does not have counts as one that changes", () => {
  expect(expectedUpstream(read("network.missing"), network({}), []).changing).toEqual(["network.missing"]);
});

test("what a stack will pass is what its plan says, except for what goes", () => {
  const { outputs } = expectedUpstream(
    read("network.same"),
    network({ same: SAME, known: NEW, unknown: UNKNOWN, gone: GONE }),
    [],
  );
  expect(Object.fromEntries(outputs.get("network") ?? [])).toEqual({
    same: { value: "vpc-1", unknown: false },
    known: { value: "vpc-2", unknown: false },
    unknown: { value: null, unknown: true },
  });
});

test("what a stack will pass that can't be planned yet is what its configuration names", () => {
  const planned = network({}, { status: "deferred", plan: undefined });
  const { outputs, changing } = expectedUpstream(read("network.vpcId"), planned, [
    stack("network", "vpcId", "subnetIds"),
  ]);
  const unknown = { value: null, unknown: true };
  expect(Object.fromEntries(outputs.get("network") ?? [])).toEqual({ vpcId: unknown, subnetIds: unknown });
  expect(changing).toEqual(["network.vpcId"]);
});

test("a stack that reads nothing waits for nothing", () => {
  expect(expectedUpstream([], network({ known: NEW }), [])).toEqual({ outputs: new Map(), changing: [] });
});
