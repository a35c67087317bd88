import { replacedService } from "../../../../../tools/plan-review/hazards/rules/replaced-service.ts";
import { found, KEPT, landscape, only, REPLACED, type Sides } from "../../../../support/landscape.ts";
import { changed, stackOf } from "../../../../support/plan-json.ts";

const web = { name: "web", cluster: "arn:cluster", load_balancer: [{ target_group_arn: "arn:group" }] };
const worker = { name: "mails", cluster: "arn:cluster", load_balancer: [] };
const replaced = (before: object): Sides => ({
  before,
  after: before,
  actions: REPLACED,
  replace_paths: [["launch_type"]],
});

test.each<[string, Record<string, Sides>, string[]]>([
  ["that requests are routed to", { "aws_ecs_service.s": replaced(web) }, ["refused s aws_ecs_service.s"]],
  ["without requests", { "aws_ecs_service.s": replaced(worker) }, ["interruption s aws_ecs_service.s"]],
  ["without tasks", { "aws_ecs_service.s": replaced({ ...web, desired_count: 0 }) }, []],
  [
    "whose cluster is replaced",
    { "aws_ecs_service.s": replaced(web), "aws_ecs_cluster.c": replaced({ arn: "arn:cluster" }) },
    [],
  ],
])("a service %s is replaced", (_, resources, hazards) => {
  expect(found(replacedService, { s: resources })).toEqual(hazards);
});

test.each<[string, Sides]>([
  ["updated", { before: web, after: { ...web, desired_count: 3 } }],
  ["kept", { before: web, after: web, actions: KEPT }],
  ["removed", { before: web }],
  ["added", { after: web }],
])("a service that is %s is not a hazard", (_, sides) => {
  expect(found(replacedService, { s: { "aws_ecs_service.s": sides } })).toEqual([]);
});

test("a service that an earlier apply has left half-made may be replaced", () => {
  const tainted = changed("aws_ecs_service.s", replaced(web), { action_reason: "replace_because_tainted" });
  expect(replacedService({ ...landscape({}), stacks: [stackOf("s", { changes: [tainted] })] })).toEqual([]);
});

test("the steps name the service, and the details what replaces it", () => {
  const { steps, details } = only(replacedService, { s: { "aws_ecs_service.s": replaced(web) } });
  expect(steps).toHaveLength(3);
  expect(steps[0]).toMatch(/^Add a second service beside web/);
  expect(details).toEqual(["because of launch_type"]);
});

test("behind a Network Load Balancer the second service has another port", () => {
  const listener: Sides = {
    before: { port: 7000, default_action: [{ target_group_arn: "arn:group" }] },
    after: { port: 7000, default_action: [{ target_group_arn: "arn:group" }] },
    actions: KEPT,
  };
  const { steps } = only(replacedService, {
    s: { "aws_ecs_service.s": replaced(web), "aws_lb_listener.n": listener },
  });
  expect(steps).toEqual([
    "Add a second service beside web: another name, the new setting, and another route.port. npm run deploy",
    "Move the callers to that port",
    "Remove web. npm run deploy",
  ]);
});
