import { balancer } from "../../../../../tools/plan-review/hazards/rules/balancer.ts";
import { groupMoved } from "../../../../../tools/plan-review/hazards/rules/group-moved.ts";
import { found, KEPT, only, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const listener = (name: string, id = "1") =>
  `arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/${name}/0/${id}`;
const forward = (group: string) => [{ type: "forward", target_group_arn: group }];

const rule = (before: object, after: object): Sides => ({
  before: { listener_arn: listener("shop"), action: forward("arn:group"), ...before },
  after: { listener_arn: listener("shop"), action: forward("arn:group"), ...after },
  actions: REPLACED_CREATED_FIRST,
});

const network = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/${name}/0`;
const connections = (after: object): Sides => ({
  before: { load_balancer_arn: network("shop"), default_action: forward("arn:group") },
  after: { load_balancer_arn: network("store"), default_action: forward("arn:group"), ...after },
  actions: REPLACED_CREATED_FIRST,
});

test.each<[string, Record<string, Sides>, string[]]>([
  [
    "with its target group",
    { "aws_lb_listener_rule.r": rule({}, { listener_arn: listener("store") }) },
    ["refused s aws_lb_listener_rule.r"],
  ],
  [
    "with one of two groups",
    {
      "aws_lb_listener_rule.r": rule(
        { action: [{ type: "forward", forward: [{ target_group: [{ arn: "arn:blue" }, { arn: "arn:green" }] }] }] },
        { listener_arn: listener("store"), action: forward("arn:green") },
      ),
    },
    ["refused s aws_lb_listener_rule.r"],
  ],
  [
    "as a listener of a Network Load Balancer",
    { "aws_lb_listener.n": connections({}) },
    ["refused s aws_lb_listener.n"],
  ],
  [
    "with another target group",
    { "aws_lb_listener_rule.r": rule({}, { listener_arn: listener("store"), action: forward("arn:new") }) },
    [],
  ],
  [
    "with a group that is only known after apply",
    { "aws_lb_listener.n": connections({ default_action: [{ type: "forward" }] }) },
    [],
  ],
])("to another load balancer %s", (_, resources, hazards) => {
  expect(found(groupMoved, { s: resources })).toEqual(hazards);
});

test("another listener of the same load balancer takes the same group", () => {
  expect(
    found(groupMoved, { s: { "aws_lb_listener_rule.r": rule({}, { listener_arn: listener("shop", "2") }) } }),
  ).toEqual([]);
});

test("the way round is a second environment", () => {
  const hazard = only(groupMoved, { s: { "aws_lb_listener_rule.r": rule({}, { listener_arn: listener("store") }) } });
  expect(hazard.summary).toBe(
    "aws_lb_listener_rule.r goes to another load balancer, which does not take the same target group",
  );
  expect(hazard.steps[0]).toContain("second environment behind the new load balancer");
});

test("a listener that is there on another load balancer first leaves no gap", () => {
  const service: Sides = {
    before: { name: "web", load_balancer: [{ target_group_arn: "arn:group" }] },
    after: { name: "web" },
    actions: KEPT,
  };
  const resources = {
    "aws_lb_listener.n": connections({ default_action: forward("arn:new") }),
    "aws_ecs_service.s": service,
  };
  expect(found(balancer, { s: resources })).toEqual([]);
});
