import { unrolledPort } from "../../../../../tools/plan-review/hazards/rules/unrolled-port.ts";
import { found, KEPT, type Sides } from "../../../../support/landscape.ts";

const web = (port: number) => ({
  name: "web",
  task_definition: "arn:web:1",
  load_balancer: [{ container_port: port }],
  network_configuration: [{ security_groups: ["sg-1"] }],
});
const kept: Record<string, Sides> = { "aws_ecs_service.s": { before: web(80), after: web(80), actions: KEPT } };
const port = (from_port: number, security_group_id = "sg-1") => ({ security_group_id, from_port, to_port: from_port });
const RULE = "aws_vpc_security_group_ingress_rule";

test.each<[string, Record<string, Sides>, string[]]>([
  [
    "its load balancer",
    { "aws_ecs_service.s": { before: web(80), after: web(8080) } },
    ["refused s aws_ecs_service.s"],
  ],
  [
    "its load balancer, and it gets new tasks",
    { "aws_ecs_service.s": { before: web(80), after: { ...web(8080), task_definition: "arn:web:2" } } },
    [],
  ],
  [
    "its load balancer, and it gets tasks that are not known yet",
    { "aws_ecs_service.s": { before: web(80), after: web(8080), after_unknown: { task_definition: true } } },
    [],
  ],
  ["its security group", { ...kept, [`${RULE}.r`]: { before: port(80), after: port(8080) } }, [`refused s ${RULE}.r`]],
  [
    "its security group, by another rule",
    { ...kept, [`${RULE}.a`]: { before: port(80) }, [`${RULE}.b`]: { after: port(8080) } },
    [`refused s ${RULE}.b`],
  ],
  [
    "the security group of another",
    { ...kept, [`${RULE}.r`]: { before: port(80, "sg-2"), after: port(8080, "sg-2") } },
    [],
  ],
  [
    "nothing: one more port is opened",
    {
      ...kept,
      [`${RULE}.a`]: { before: port(80), after: port(80), actions: KEPT },
      [`${RULE}.b`]: { after: port(8080) },
    },
    [],
  ],
])("a service keeps its tasks while the port changes in %s", (_, resources, hazards) => {
  expect(found(unrolledPort, { s: resources })).toEqual(hazards);
});
