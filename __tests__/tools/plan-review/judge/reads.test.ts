import { flowsBetween, outdatedReads, upstreamNames, valueRows } from "../../../../tools/plan-review/judge/reads.ts";
import { changed, changeJson, redactorOf, stackOf } from "../../../support/plan-json.ts";

const from = (output: string, stack = "network") => `data.terraform_remote_state.${stack}.outputs.${output}`;
const references = {
  "aws_lb.a": { subnets: [from("subnetIds")], vpc: [from("vpcId")] },
  "aws_lb.b": { vpc: [from("vpcId"), "aws_lb.a.id"] },
};
const reader = stackOf("web", { references }, { wave: 2 });
const NEW = changeJson({ before: "vpc-1", after: "vpc-2" });
const SAME = changeJson({ actions: ["no-op"], before: ["a"], after: ["a"] });
const network = stackOf("network", { outputs: { vpcId: NEW, subnetIds: SAME, unread: NEW } });

test("a stack reads those whose values its expressions name", () => {
  expect(upstreamNames(reader)).toEqual(["network"]);
  expect(
    upstreamNames(stackOf("web", { references: { "aws_lb.a": { vpc: ["local.plan_review_network.vpcId"] } } })),
  ).toEqual(["network"]);
});

test("a stack without a plan reads what its configuration names", () => {
  const reads = [{ stack: "network", output: "vpcId" }];
  expect(upstreamNames(stackOf("web", {}, { plan: undefined, reads }))).toEqual(["network"]);
});

test("values that change are shown with who reads them, unread ones last", () => {
  const sides = { before: { kind: "value", text: '"vpc-1"' }, after: { kind: "value", text: '"vpc-2"' } };
  expect(valueRows([network, reader], redactorOf())).toEqual([
    { output: "network.vpcId", ...sides, readers: ["web: 2 attributes"] },
    { output: "network.unread", ...sides, readers: [] },
  ]);
});

test("readers are named in order, one whose plan is not there without a number", () => {
  const reads = [{ stack: "network", output: "vpcId" }];
  const one = stackOf("one", { references: { "a.b": { c: [from("vpcId")] } } });
  const [row] = valueRows([network, reader, one, stackOf("blocked", {}, { plan: undefined, reads })], redactorOf());
  expect(row?.readers).toEqual(["blocked", "one: 1 attribute", "web: 2 attributes"]);
});

test("an unknown value is shown as unknown, a sensitive one is hidden", () => {
  const outputs = {
    vpcId: changeJson({ before: "vpc-1", after_unknown: true }),
    subnetIds: changeJson({
      before: "correct horse",
      after: "battery staple",
      before_sensitive: true,
      after_sensitive: true,
    }),
  };
  const rows = valueRows([stackOf("network", { outputs }), reader], redactorOf());
  expect(rows.map(({ after }) => after?.kind)).toEqual(["hidden", "unknown"]);
});

test("between stacks flows what one reads of the other", () => {
  expect(flowsBetween([network, reader], redactorOf())).toEqual([
    { from: "network", to: "web", outputs: ["subnetIds", "vpcId"], changing: ["vpcId"] },
  ]);
});

test("nothing flows from a stack that is not planned", () => {
  expect(flowsBetween([reader], redactorOf())).toEqual([]);
});

test("reads are outdated where another stack changes the value", () => {
  expect(outdatedReads(reader, [network, reader])).toEqual(["network.vpcId"]);
  expect(outdatedReads(reader, [stackOf("network", { outputs: { vpcId: SAME } }), reader])).toEqual([]);
});

test("a resource that reads nothing of others has no part in it", () => {
  const quiet = stackOf("web", {
    changes: [changed("a.b", { after: {} })],
    references: { "a.b": { c: ["aws_lb.a.id"] } },
  });
  expect([upstreamNames(quiet), flowsBetween([network, quiet], redactorOf())]).toEqual([[], []]);
});
