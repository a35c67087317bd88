import { capacityRule } from "../../../../../tools/plan-review/hazards/rules/capacity.ts";
import { found, KEPT, REPLACED, type Sides } from "../../../../support/landscape.ts";

const service: Record<string, Sides> = {
  "aws_ecs_service.s": { before: { name: "web" }, after: { name: "web" }, actions: KEPT },
};
const replaced: Sides = { before: { name: "old" }, after: { name: "new" }, actions: REPLACED };

test.each(["aws_ecs_cluster.c", "aws_ecs_capacity_provider.p", "aws_autoscaling_group.g"])(
  "%s is not replaced under a service",
  (address) => {
    expect(found(capacityRule, { s: { [address]: replaced, ...service } })).toEqual([`refused s ${address}`]);
  },
);

test.each<[string, Record<string, Sides>]>([
  ["without services", { "aws_ecs_cluster.c": replaced }],
  ["whose services go", { "aws_ecs_cluster.c": replaced, "aws_ecs_service.s": { before: { name: "web" } } }],
  ["in place", { "aws_ecs_cluster.c": { before: { name: "old" }, after: { name: "old", setting: [] } }, ...service }],
])("a cluster changes %s", (_, resources) => {
  expect(found(capacityRule, { s: resources })).toEqual([]);
});
