import { HARMLESS_CHANGES } from "../../../support/harmless-changes.ts";
import { SERVICE_COMING_AND_GOING, SERVICE_SETTINGS } from "../../../support/losses-by-service.ts";
import { OTHER_COMING_AND_GOING, OTHER_SETTINGS } from "../../../support/losses-elsewhere.ts";
import {
  OPERATION_COMING_AND_GOING,
  OPERATION_HARMLESS,
  OPERATION_SETTINGS,
} from "../../../support/losses-of-operation.ts";
import * as security from "../../../support/losses-of-security.ts";
import { outputChange, planJson, rendered, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const SETTINGS = [...security.SETTINGS, ...OPERATION_SETTINGS, ...SERVICE_SETTINGS, ...OTHER_SETTINGS];
const COMING_AND_GOING = [
  ...security.COMING_AND_GOING,
  ...OPERATION_COMING_AND_GOING,
  ...SERVICE_COMING_AND_GOING,
  ...OTHER_COMING_AND_GOING,
];

type Sides = Pick<security.SecurityCase, "type" | "before" | "after">;

/** A change of a task definition is another revision, and the plan does not have its other values. */
const actionsOf = ({ type, before, after }: Sides) =>
  type === "aws_ecs_task_definition" && before !== null && after !== null ? { actions: ["delete", "create"] } : {};

/** A review of a plan that does nothing else. */
const reviewed = (sides: Sides, more: object = {}) => {
  const { type, before, after } = sides;
  return reviewOf({
    web: planJson({ changes: [resourceChange(`${type}.x`, { before, after, ...actionsOf(sides), ...more })] }),
  });
};

test.each([...SETTINGS, ...COMING_AND_GOING].map((each) => [`${each.what}, ${each.type}`, each] as const))(
  "%s: needs approval, and says why",
  async (_, sides) => {
    const { verdict, reasons } = await reviewed(sides);
    expect(verdict.exitCode).toBe(3);
    expect(reasons.length).toBeGreaterThan(0);
    for (const { details } of reasons) expect(details.join()).toMatch(/\w \w/);
  },
);

test.each(SETTINGS.map((each) => [`${each.what}, ${each.type}`, each] as const))(
  "%s: the way back is a gain, and needs none",
  async (_, { type, before, after }) => {
    expect((await reviewed({ type, before: after, after: before })).verdict.exitCode).toBe(2);
  },
);

test.each(
  [...SETTINGS, ...COMING_AND_GOING].flatMap((each) =>
    each.after === null ? [] : [[`${each.what}, ${each.type}`, each] as const],
  ),
)("%s: what stays as it was needs none", async (_, { type, after }) => {
  const sides = { type, before: { ...after, tags: { a: "1" } }, after: { ...after, tags: { a: "2" } } };
  expect((await reviewed(sides)).verdict.exitCode).toBe(2);
});

test.each(SETTINGS.map((each) => [`${each.what}, ${each.type}`, each] as const))(
  "%s: what leaves Terraform's care stays as it is",
  async (_, { type, before }) => {
    const { protections, openings } = await reviewed({ type, before, after: null }, { actions: ["forget"] });
    expect([...protections, ...openings.filter(({ widens }) => widens)]).toEqual([]);
  },
);

test.each([...OPERATION_HARMLESS, ...HARMLESS_CHANGES].map((each) => [`${each.what}, ${each.type}`, each] as const))(
  "%s: loses nothing, and needs none",
  async (_, sides) => {
    expect((await reviewed(sides)).verdict.exitCode).toBe(2);
  },
);

describe("a setting that is known after apply", () => {
  const sides = { type: "aws_launch_template", before: { metadata_options: [{ http_tokens: "required" }] } };
  const later = { after: { metadata_options: [{}] }, unknown: { metadata_options: [{ http_tokens: true }] } };

  test("may protect less, which needs approval", async () => {
    const { verdict, protections, reasons } = await reviewed({ ...sides, after: later.after }, later);
    expect(verdict.exitCode).toBe(3);
    expect(protections).toMatchObject([
      { sign: "?", rule: "metadata-tokens", setting: "metadata_options.http_tokens", after: "(known after apply)" },
    ]);
    expect(reasons[0]?.details[0]).toMatch(/^aws_launch_template\.x: it may be that IMDSv1 answers/);
  });

  test("can lose nothing if nothing protected", async () => {
    const before = { metadata_options: [{ http_tokens: "optional" }] };
    expect((await reviewed({ ...sides, before, after: later.after }, later)).verdict.exitCode).toBe(2);
  });

  test("that AWS fills in stays as it was", async () => {
    const changes = [resourceChange("aws_launch_template.x", { before: sides.before, ...later })];
    const references = { "aws_launch_template.x": { name: ["var.name"] } };
    expect((await reviewOf({ web: planJson({ changes, references }) })).verdict.exitCode).toBe(2);
  });

  test.each([
    ["takes the place of another one", [null], [true], 2],
    ["is not there for the second one", [null], [true], 3, "arn:aws:sns:eu-west-1:111111111111:y"],
  ])("in a list %s", async (_, alarm_actions, unknown, exitCode, ...more) => {
    const before = { alarm_actions: ["arn:aws:sns:eu-west-1:111111111111:x", ...more] };
    const alarm = { type: "aws_cloudwatch_metric_alarm", before, after: { alarm_actions } };
    const { verdict } = await reviewed(alarm, { unknown: { alarm_actions: unknown } });
    expect(verdict.exitCode).toBe(exitCode);
  });

  test("in a list of zones is one that comes to them", async () => {
    const before = { network_configuration: [{ subnets: ["subnet-1", "subnet-2"] }] };
    const service = { type: "aws_ecs_service", before, after: { network_configuration: [{}] } };
    const { verdict } = await reviewed(service, { unknown: { network_configuration: [{ subnets: true }] } });
    expect(verdict.exitCode).toBe(2);
  });

  test("in an unknown document is one row", async () => {
    const containers = [{ name: "web", user: "101", readonlyRootFilesystem: true }];
    const before = { family: "web", container_definitions: JSON.stringify(containers) };
    const more = { actions: ["delete", "create"], unknown: { container_definitions: true } };
    const { protections } = await reviewed({ type: "aws_ecs_task_definition", before, after: { family: "web" } }, more);
    expect(protections.map(({ sign, setting }) => `${sign} ${setting}`)).toEqual(["? container_definitions"]);
  });
});

test("a new image and a new variable of a container need no approval", async () => {
  const task = (image: string, value: string) => ({
    family: "web",
    task_role_arn: "arn:aws:iam::111111111111:role/web",
    container_definitions: JSON.stringify([
      { name: "web", image, user: "101", privileged: false, environment: [{ name: "MODE", value }] },
    ]),
  });
  const sides = { type: "aws_ecs_task_definition", before: task("web:1", "a"), after: task("web:2", "b") };
  expect((await reviewed(sides)).verdict.exitCode).toBe(2);
});

test("an entry of a list that goes takes along what it says", async () => {
  const task = (...names: string[]) => ({
    container_definitions: JSON.stringify(names.map((name) => ({ name, user: "101", readonlyRootFilesystem: true }))),
  });
  const sides = { type: "aws_ecs_task_definition", before: task("web", "log"), after: task("web") };
  expect((await reviewed(sides)).verdict.exitCode).toBe(2);
});

describe("what protects something else", () => {
  const guard = { resource_arn: "arn:lb", web_acl_arn: "arn:waf" };
  const gone = resourceChange("aws_wafv2_web_acl_association.a", { before: guard });
  const review = (...changes: object[]) => reviewOf({ web: planJson({ changes }) });

  test("is not missed where that goes as well", async () => {
    const balancer = resourceChange("aws_lb.a", { before: { arn: "arn:lb", internal: true } });
    expect((await review(gone, balancer)).protections).toEqual([]);
  });

  test("is not missed where another one protects the same", async () => {
    const made = resourceChange("aws_wafv2_web_acl_association.b", { after: guard });
    expect((await review(gone, made)).protections).toEqual([]);
  });

  test("is missed where another one protects something else", async () => {
    const made = resourceChange("aws_wafv2_web_acl_association.b", { after: { ...guard, resource_arn: "arn:other" } });
    expect((await review(gone, made)).protections).toMatchObject([{ rule: "web-acl", before: "arn:lb" }]);
  });

  test("is created again along with it", async () => {
    const sides = { before: guard, after: { web_acl_arn: "arn:waf" }, unknown: { resource_arn: true } };
    const replaced = resourceChange("aws_wafv2_web_acl_association.a", { ...sides, actions: ["delete", "create"] });
    expect((await review(replaced)).protections).toEqual([]);
  });

  test("such as an alarm of autoscaling comes and goes with its policy", async () => {
    const alarm = { alarm_name: "cpu", alarm_actions: ["arn:aws:autoscaling:eu-west-1:111111111111:scalingPolicy:x"] };
    expect((await review(resourceChange("aws_cloudwatch_metric_alarm.a", { before: alarm }))).verdict.exitCode).toBe(2);
  });
});

test("a secret is not shown where it goes", async () => {
  const sides = { type: "aws_elasticache_replication_group", before: { auth_token: "hunter2hunter2hunter2" } };
  const review = await reviewed({ ...sides, after: { auth_token: null } });
  expect(review.protections).toMatchObject([{ rule: "cache-login", before: "(hidden)", after: "nothing" }]);
  expect(JSON.stringify(review)).not.toContain("hunter2");
});

test("an entry that says something else is shown as changed", async () => {
  const rule = (prefix: string) => ({
    rule: [{ id: "tmp", status: "Enabled", expiration: [{ days: 1 }], filter: [{ prefix }] }],
  });
  const sides = { type: "aws_s3_bucket_lifecycle_configuration", before: rule("tmp/"), after: rule("") };
  expect((await reviewed(sides)).protections).toMatchObject([{ before: "tmp", after: "tmp (changed)" }]);
});

describe("an output that was sensitive", () => {
  const output = (sensitive: boolean) => ({
    outputs: { login: { sensitive, type: "string", value: "kvrmtq574wzbcd" } },
  });
  const plan = (before: boolean, after: object) =>
    planJson({
      outputs: { login: outputChange({ before: "kvrmtq574wzbcd", after: "kvrmtq574wzbcd", actions: ["no-op"] }) },
      more: { prior_state: { values: output(before) }, planned_values: after },
    });

  test("and is no longer needs approval, and is not shown", async () => {
    const review = await reviewOf({ web: plan(true, output(false)) });
    expect(review.verdict.exitCode).toBe(3);
    expect(review.protections).toMatchObject([{ address: "output.login", setting: "sensitive" }]);
    for (const text of rendered(review)) expect(text).not.toContain("kvrmtq574wzbcd");
  });

  test.each([
    ["stays so", true, output(true)],
    ["becomes so", false, output(true)],
  ])("%s: needs none", async (_, before, after) => {
    expect((await reviewOf({ web: plan(before, after) })).protections).toEqual([]);
  });

  test("is removed: needs none", async () => {
    const outputs = { login: outputChange({ before: "kvrmtq574wzbcd", sensitiveBefore: true }) };
    const more = { prior_state: { values: output(true) }, planned_values: {} };
    expect((await reviewOf({ web: planJson({ outputs, more }) })).protections).toEqual([]);
  });
});
