import { unreviewedProtection } from "../../../../tools/plan-review/apply/unreviewed-protection.ts";
import type { ProtectionRow } from "../../../../tools/plan-review/model/review.ts";

const lost: ProtectionRow = {
  ...{ stack: "web", address: "aws_ecs_task_definition.web", sign: "-", rule: "container-user" },
  ...{ setting: "container_definitions[web].user", before: "101", after: "root" },
  ...{ lost: "the container may run as root", source: "https://docs.aws.amazon.com/x" },
};
const unreviewed = (reviewed: Partial<ProtectionRow> | undefined, now: Partial<ProtectionRow> = {}) =>
  unreviewedProtection(reviewed === undefined ? [] : [{ ...lost, ...reviewed }], [{ ...lost, ...now }]);

test.each<[string, Partial<ProtectionRow>]>([
  ["the same", {}],
  ["what was unknown", { sign: "?", after: "(known after apply)" }],
  ["a document of which nothing was known", { sign: "?", rule: "known-after-apply", setting: "container_definitions" }],
])("%s was reviewed", (_, reviewed) => {
  expect(unreviewed(reviewed)).toEqual([]);
});

test.each<[string, Partial<ProtectionRow> | undefined]>([
  ["what was not reviewed", undefined],
  ["another value", { after: "nothing" }],
  ["another setting", { setting: "container_definitions[log].user" }],
  ["another resource", { address: "aws_ecs_task_definition.log" }],
  ["another stack", { stack: "log" }],
])("%s was not", (_, reviewed) => {
  expect(unreviewed(reviewed)).toEqual([
    "aws_ecs_task_definition.web: the container may run as root (container_definitions[web].user: 101 → root), which was not reviewed",
  ]);
});
