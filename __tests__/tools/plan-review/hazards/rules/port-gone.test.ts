import { portGone } from "../../../../../tools/plan-review/hazards/rules/port-gone.ts";
import { found, KEPT, type Sides } from "../../../../support/landscape.ts";

const LISTENER = "aws_lb_listener.l";
const forward = [{ type: "forward", target_group_arn: "arn:group" }];
const listener = (port: number, default_action: object[] = forward) => ({
  arn: "arn:listener",
  load_balancer_arn: "arn:lb",
  port,
  default_action,
});
const service = (more: object = {}) => ({ name: "web", load_balancer: [{ target_group_arn: "arn:group", ...more }] });
const kept = (side: object): Sides => ({ before: side, after: side, actions: KEPT });
const web: Record<string, Sides> = { "aws_ecs_service.s": kept(service()) };
const moved = (default_action?: object[]): Sides => ({
  before: listener(80, default_action),
  after: listener(8080, default_action),
});
const hazard = [`interruption s ${LISTENER}`];
const rule = { arn: "arn:rule", listener_arn: "arn:listener", action: forward };

test.each<[string, Record<string, Sides>, string[]]>([
  ["gets another port", { ...web, [LISTENER]: moved() }, hazard],
  ["is deleted", { ...web, [LISTENER]: { before: listener(80) } }, hazard],
  [
    "has a rule for the service, and is deleted",
    { ...web, [LISTENER]: { before: listener(80, []) }, "aws_lb_listener_rule.r": { before: rule } },
    hazard,
  ],
  ["redirects, and gets another port", { ...web, [LISTENER]: moved([{ type: "redirect" }]) }, hazard],
  ["is for others, and gets another port", { ...web, [LISTENER]: moved([]) }, []],
  ["gets another port while the service goes", { "aws_ecs_service.s": { before: service() }, [LISTENER]: moved() }, []],
  [
    "gives its port to another one",
    { ...web, [LISTENER]: moved(), "aws_lb_listener.m": { after: { ...listener(80), arn: undefined } } },
    [],
  ],
  [
    "is for test traffic of ECS",
    {
      "aws_ecs_service.s": kept(service({ advanced_configuration: [{ test_listener_rule: "arn:rule" }] })),
      [LISTENER]: moved(),
      "aws_lb_listener_rule.r": kept(rule),
    },
    [],
  ],
  [
    "is for test traffic of CodeDeploy",
    {
      ...web,
      [LISTENER]: moved(),
      "aws_codedeploy_deployment_group.g": kept({
        load_balancer_info: [
          { target_group_pair_info: [{ test_traffic_route: [{ listener_arns: ["arn:listener"] }] }] },
        ],
      }),
    },
    [],
  ],
])("a listener that %s", (_, resources, hazards) => {
  expect(found(portGone, { s: resources })).toEqual(hazards);
});
