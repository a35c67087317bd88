import { replacedTarget } from "../../../../../tools/plan-review/hazards/rules/replaced-target.ts";
import { found, KEPT, REPLACED, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const rolling = { name: "web", load_balancer: [{ target_group_arn: "arn:group" }] };
const codeDeploy = { ...rolling, deployment_controller: [{ type: "CODE_DEPLOY" }] };
const native = {
  name: "web",
  load_balancer: [
    {
      target_group_arn: "arn:blue",
      advanced_configuration: [{ alternate_target_group_arn: "arn:group", production_listener_rule: "arn:rule" }],
    },
  ],
};
const kept = (before: object): Sides => ({ before, after: before, actions: KEPT });
const group = (actions: string[]): Record<string, Sides> => ({
  "aws_lb_target_group.g": { before: { arn: "arn:group", name: "web" }, after: {}, actions },
});
const rule = (actions: string[]): Record<string, Sides> => ({
  "aws_lb_listener_rule.r": { before: { action: [{ target_group_arn: "arn:group" }] }, after: {}, actions },
});
const service = (before: object): Record<string, Sides> => ({ "aws_ecs_service.s": kept(before) });

test.each<[string, Record<string, Sides>, string[]]>([
  ["the target group of a service", { ...group(REPLACED), ...service(rolling) }, ["refused s aws_lb_target_group.g"]],
  [
    "the target group of a service, created first",
    { ...group(REPLACED_CREATED_FIRST), ...service(rolling) },
    ["refused s aws_lb_target_group.g"],
  ],
  [
    "the second target group of a service that ECS shifts",
    { ...group(REPLACED), ...service(native) },
    ["refused s aws_lb_target_group.g"],
  ],
  ["an unused target group", group(REPLACED), []],
  ["the target group of a service that goes", { ...group(["delete"]), "aws_ecs_service.s": { before: rolling } }, []],
  ["the rule of a service", { ...rule(REPLACED), ...service(rolling) }, ["interruption s aws_lb_listener_rule.r"]],
  ["the rule of a service, created first", { ...rule(REPLACED_CREATED_FIRST), ...service(rolling) }, []],
  [
    "the rule of a service that CodeDeploy shifts",
    { ...rule(REPLACED_CREATED_FIRST), ...service(codeDeploy) },
    ["refused s aws_lb_listener_rule.r"],
  ],
  [
    "the rule of a service along with its load balancer",
    { ...rule(REPLACED), ...service(rolling), "aws_lb.l": { before: {}, after: {}, actions: REPLACED } },
    [],
  ],
])("replacing %s", (_, resources, hazards) => {
  expect(found(replacedTarget, { s: resources })).toEqual(hazards);
});
