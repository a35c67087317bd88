import { balancer } from "../../../../../tools/plan-review/hazards/rules/balancer.ts";
import { found, KEPT, only, REPLACED, type Sides } from "../../../../support/landscape.ts";

const web = { name: "web", load_balancer: [{ target_group_arn: "arn:group" }] };
const service = { "aws_ecs_service.s": { before: web, after: web, actions: KEPT } };
const route: Record<string, Sides> = {
  "aws_lb_listener_rule.r": { before: { priority: 1 }, after: {}, actions: REPLACED },
};
const replaced: Sides = { before: { name: "shop" }, after: { name: "store" }, actions: REPLACED };

test.each<[string, Record<string, Sides>, string[]]>([
  ["a load balancer with services behind it", { "aws_lb.l": replaced, ...service, ...route }, ["refused s aws_lb.l"]],
  [
    "a load balancer and its listener",
    { "aws_lb.l": replaced, "aws_lb_listener.h": replaced, ...service, ...route },
    ["refused s aws_lb.l"],
  ],
  [
    "a listener with services behind it",
    { "aws_lb_listener.h": replaced, ...service, ...route },
    ["refused s aws_lb_listener.h"],
  ],
  [
    "a load balancer whose listeners forward by themselves",
    {
      "aws_lb.l": replaced,
      ...service,
      "aws_lb_listener.n": {
        before: { default_action: [{ target_group_arn: "arn:group" }] },
        after: {},
        actions: KEPT,
      },
    },
    ["refused s aws_lb.l"],
  ],
  ["a load balancer with nothing behind it", { "aws_lb.l": replaced }, []],
  [
    "a load balancer whose services go",
    { "aws_lb.l": replaced, "aws_ecs_service.s": { before: web }, "aws_lb_listener_rule.r": { before: {} } },
    [],
  ],
])("replacing %s", (_, resources, hazards) => {
  expect(found(balancer, { s: resources })).toEqual(hazards);
});

test("removing a load balancer with all that is behind it is meant", () => {
  expect(
    found(balancer, { s: { "aws_lb.l": { before: { name: "shop" } }, "aws_ecs_service.s": { before: web } } }),
  ).toEqual([]);
});

test("the way round is a second environment", () => {
  const { summary, steps } = only(balancer, { s: { "aws_lb.l": replaced, ...service, ...route } });
  expect(summary).toContain("load balancer shop is replaced, and 1 service behind it");
  expect(steps.join()).toContain("second environment");
});
