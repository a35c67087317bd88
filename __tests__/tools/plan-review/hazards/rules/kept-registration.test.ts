import { keptRegistration } from "../../../../../tools/plan-review/hazards/rules/kept-registration.ts";
import { found, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const service = (container_port: number, task_definition: string | undefined = "arn:web:1") => ({
  name: "web",
  task_definition,
  load_balancer: [{ container_name: "app", container_port }],
});
const task = (name: string, containerPort: number) => ({
  arn: "arn:web:1",
  container_definitions: JSON.stringify([{ name: "proxy" }, { name, portMappings: [{ containerPort }] }]),
});
const replaced = (after: object): Sides => ({
  before: task("app", 80),
  after: { ...after, arn: undefined },
  after_unknown: { arn: true },
  actions: REPLACED_CREATED_FIRST,
});
const updated = (port: number): Sides => ({
  before: service(80),
  after: service(port, undefined),
  after_unknown: { task_definition: true },
});

test.each<[string, Record<string, Sides>, string[]]>([
  [
    "another port",
    { "aws_ecs_service.s": updated(80), "aws_ecs_task_definition.t": replaced(task("app", 8080)) },
    ["refused s aws_ecs_service.s"],
  ],
  [
    "another port, and is registered with it",
    { "aws_ecs_service.s": updated(8080), "aws_ecs_task_definition.t": replaced(task("app", 8080)) },
    [],
  ],
  [
    "another name",
    { "aws_ecs_service.s": updated(80), "aws_ecs_task_definition.t": replaced(task("web", 80)) },
    ["refused s aws_ecs_service.s"],
  ],
  [
    "its name and port",
    { "aws_ecs_service.s": updated(80), "aws_ecs_task_definition.t": replaced(task("app", 80)) },
    [],
  ],
  [
    "what is known only later",
    {
      "aws_ecs_service.s": updated(80),
      "aws_ecs_task_definition.t": {
        ...replaced({}),
        after_unknown: { arn: true, container_definitions: true },
      },
    },
    [],
  ],
  [
    "another port, with the next release",
    {
      "aws_ecs_service.s": { before: service(80), after: { ...service(80), desired_count: 2 } },
      "aws_ecs_task_definition.t": replaced(task("app", 8080)),
    },
    [],
  ],
])("a registered container gets %s", (_, resources, hazards) => {
  expect(found(keptRegistration, { s: resources })).toEqual(hazards);
});
