import { rolloutsOf } from "../../../../tools/plan-review/rollout/rollouts.ts";
import { changed, type planOf, redactorOf, stackOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];
type References = Parameters<typeof planOf>[0]["references"];

const SERVICE = "aws_ecs_service.web";
const service = (more: object = {}) => ({ name: "web", desired_count: 2, task_definition: "web:1", ...more });
const rollouts = (sides: Sides, others: object[] = [], references: References = {}) =>
  rolloutsOf([stackOf("fargate", { changes: [changed(SERVICE, sides), ...others], references })], redactorOf());
const update = (before: object, after: object, more: object = {}) =>
  rollouts({ before: service(before), after: service(after), ...more })[0];

test("a new service starts", () => {
  expect(rollouts({ after: service() })).toEqual([
    { stack: "fargate", service: "web", because: "the service is new", steps: ["2 tasks start"] },
  ]);
});

test("one that goes stops", () => {
  expect(rollouts({ before: service({ desired_count: 1 }) })).toMatchObject([
    { because: "the service goes", steps: ["1 task stop, after their connections are drained"] },
  ]);
});

test("one that is replaced leaves a gap", () => {
  expect(
    rollouts({ actions: ["delete", "create"], before: service(), after: service({ desired_count: 3 }) }),
  ).toMatchObject([
    {
      because: "the service is replaced",
      steps: [expect.stringMatching(/^2 tasks stop, then 3 tasks start: nothing answers/)],
    },
  ]);
});

test("another task definition replaces the tasks", () => {
  expect(update({}, { task_definition: "web:2" })).toMatchObject({
    because: "task_definition",
    steps: expect.arrayContaining(["2 tasks replaced: at least 2 stay, at most 4 run"]),
  });
});

test("one that is not known yet does, too", () => {
  const { task_definition: _, ...after } = service();
  const [found] = rollouts({ before: service(), after, after_unknown: { task_definition: true } });
  expect(found?.because).toBe("task_definition");
});

test.each<[object, object]>([
  [{ tags: { a: "1" } }, { tags: { a: "2" } }],
  [{ enable_execute_command: false }, { enable_execute_command: true }],
  [{ deployment_maximum_percent: 200 }, { deployment_maximum_percent: 150 }],
  [{ health_check_grace_period_seconds: 0 }, { health_check_grace_period_seconds: 60 }],
])("from %j to %j no task is replaced", (before, after) => {
  expect(update(before, after)).toBeUndefined();
});

test("another number of tasks replaces none", () => {
  expect(update({}, { desired_count: 5 })).toMatchObject({ because: "desired_count", steps: ["from 2 to 5 tasks"] });
});

test("a service that deploys with each update does", () => {
  const forced = { force_new_deployment: true };
  expect(update({ ...forced, tags: { a: "1" } }, { ...forced, tags: { a: "2" } })?.because).toBe(
    "tags, and each update deploys anew",
  );
});

test("a service that no longer does replaces none", () => {
  expect(update({ force_new_deployment: true }, { force_new_deployment: false })).toBeUndefined();
});

test("a service that stays or is only read has no rollout", () => {
  expect(rollouts({ actions: ["no-op"], before: service(), after: service() })).toEqual([]);
  const data = changed(`data.${SERVICE}`, { actions: ["read"], after: service() });
  expect(rolloutsOf([stackOf("fargate", { changes: [data] })], redactorOf())).toEqual([]);
});

describe("with CodeDeploy", () => {
  const controller = { deployment_controller: [{ type: "CODE_DEPLOY" }] };
  const group = (service_name: string) =>
    changed("aws_codedeploy_deployment_group.web", {
      after: {
        deployment_config_name: "CodeDeployDefault.ECSCanary10Percent5Minutes",
        ecs_service: [{ cluster_name: "c", service_name }],
      },
    });
  const sides = { before: service(controller), after: service({ ...controller, task_definition: "web:2" }) };

  test("the next release replaces the tasks, in the way of its deployment group", () => {
    expect(rollouts(sides, [group("other"), group("web")])[0]?.steps).toEqual(
      expect.arrayContaining([
        "no task is replaced now; with the next release:",
        "CodeDeploy moves requests 10 % first, the rest after 5 min",
      ]),
    );
  });

  test("the group may be in another stack", () => {
    const stacks = [
      stackOf("fargate", { changes: [changed(SERVICE, sides)] }),
      stackOf("cicd", { changes: [group("web")] }),
    ];
    expect(rolloutsOf(stacks, redactorOf())[0]?.steps).toContain(
      "CodeDeploy moves requests 10 % first, the rest after 5 min",
    );
  });
});

describe("behind a load balancer", () => {
  const target = changed("aws_lb_target_group.web", {
    after: { deregistration_delay: "30", health_check: [{ interval: 10, healthy_threshold: 2 }] },
  });
  const listener = changed("aws_lb_listener.http", { after: { protocol: "HTTP", port: 80 } });
  const references = {
    [SERVICE]: { load_balancer: ["aws_lb_target_group.web.arn"] },
    "aws_lb_listener.http": { default_action: ["aws_lb_target_group.other.arn"] },
    "aws_lb_listener_rule.web": { listener_arn: ["aws_lb_listener.http.arn"], action: ["aws_lb_target_group.web.arn"] },
  };

  test("requests come through the listener that leads to it, after its health checks", () => {
    expect(rollouts({ after: service() }, [target, listener], references)[0]?.steps).toEqual([
      "2 tasks start",
      "requests come through HTTP:80 after 20 s of good health",
    ]);
  });

  test("a listener of another stack is one of which nothing is known", () => {
    const elsewhere = {
      ...references,
      "aws_lb_listener_rule.web": { listener_arn: [], action: ["aws_lb_target_group.web.arn"] },
    };
    expect(rollouts({ after: service() }, [target], elsewhere)[0]?.steps[1]).toBe(
      "requests come through no listener after 20 s of good health",
    );
  });
});
