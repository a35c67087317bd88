import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { TerraformResource, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { applyOverrides } from "../../constructs/overrides.ts";
import { Template } from "../support/template.ts";

/** A load balancer with two listeners, and another load balancer in a separate part. */
class Balancers extends Construct {
  readonly part = new Construct(this, "part");

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { arn } = new Lb(this, "balancer", {
      name: "web",
      subnets: ["subnet-1", "subnet-2"],
      accessLogs: { bucket: "logs", enabled: true },
      lifecycle: { ignoreChanges: ["tags"] },
    });
    for (const port of [80, 8080])
      new LbListener(this, `at-${port}`, {
        loadBalancerArn: arn,
        port,
        defaultAction: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
      });
    new Lb(this.part, "balancer", { name: "api" });
  }
}

type Overrides = Parameters<typeof applyOverrides>[1];

/** What the overrides make of the balancers, and what is wrong with them. */
function overridden(...overrides: Overrides) {
  let misplaced: ReturnType<typeof applyOverrides> = [];
  const template = Template.of((scope) => {
    const balancers = new Balancers(scope, "web");
    misplaced = applyOverrides(balancers, overrides, [balancers.part]);
  });
  return { template, misplaced, balancer: template.one(Lb, { name: "web" }) };
}

const problem = (...overrides: Overrides) => overridden(...overrides).misplaced.map(({ message }) => message);

test("an argument that the construct does not set is set", () => {
  const { balancer } = overridden({ resource: "aws_lb", path: "desync_mitigation_mode", value: "strictest" });
  expect(balancer.desync_mitigation_mode).toBe("strictest");
});

test("a value takes the place of the one that is there", () => {
  const { balancer } = overridden({ resource: "aws_lb", path: "access_logs.enabled", value: false });
  expect(balancer.access_logs).toEqual({ bucket: "logs", enabled: false });
});

test.each([
  ["a list", "subnets", ["subnet-3"]],
  ["an object", "access_logs", { bucket: "others" }],
  ["the meta-argument lifecycle", "lifecycle", { prevent_destroy: true }],
])("%s takes the place of what is there", (_, path, value) => {
  expect(overridden({ resource: "aws_lb", path, value }).balancer[path]).toEqual(value);
});

test("null removes an argument", () => {
  expect(overridden({ resource: "aws_lb", path: "access_logs", value: null }).balancer).not.toHaveProperty(
    "access_logs",
  );
});

test("an entry of a list is overridden by its position", () => {
  const { balancer } = overridden({ resource: "aws_lb", path: "subnets.1", value: "subnet-3" });
  expect(balancer.subnets).toEqual(["subnet-1", "subnet-3"]);
});

test("the position behind the last entry adds one", () => {
  const { balancer } = overridden({ resource: "aws_lb", path: "lifecycle.ignore_changes.1", value: "subnets" });
  expect(balancer.lifecycle).toEqual({ ignore_changes: ["tags", "subnets"] });
});

test("one of several resources of a type is named by its address", () => {
  const [address = ""] = overridden()
    .template.addresses()
    .filter((each) => each.includes("at-8080"));
  const { template } = overridden({
    resource: address,
    path: "default_action.0.fixed_response.status_code",
    value: "410",
  });
  expect(template.one(LbListener, { port: 8080 }).default_action).toMatchObject([
    { fixed_response: { status_code: "410" } },
  ]);
});

test("the other resources of the type stay as they are", () => {
  const [address = ""] = overridden()
    .template.addresses()
    .filter((each) => each.includes("at-8080"));
  const { template } = overridden({
    resource: address,
    path: "default_action.0.fixed_response.status_code",
    value: "410",
  });
  expect(template.one(LbListener, { port: 80 }).default_action).toMatchObject([
    { fixed_response: { status_code: "404" } },
  ]);
});

test("resources of the parts that are left out are not found", () => {
  expect(
    overridden({ resource: "aws_lb", path: "internal", value: true }).template.one(Lb, { name: "api" }),
  ).not.toHaveProperty("internal");
});

test("the comment of a resource lists what is overridden", () => {
  const balancer = new Lb(new TerraformStack(Testing.app(), "test"), "balancer", { name: "web" });
  applyOverrides(balancer, [
    { resource: "aws_lb", path: "subnets", value: [] },
    { resource: "aws_lb", path: "internal", value: true },
  ]);
  const [comment] = Object.values(balancer.toTerraform().resource.aws_lb as Record<string, object>);
  expect(comment).toMatchObject({ "//": { overrides: ["internal", "subnets"] } });
});

test("a resource that does not exist is refused with those that do", () => {
  expect(problem({ resource: "aws_eip", path: "domain", value: "vpc" })).toEqual([
    expect.stringMatching(
      /^does not exist here; use one of aws_lb, aws_lb_listener\.\S*at-8080_\w+, aws_lb_listener\.\S*at-80_\w+$/,
    ),
  ]);
});

test("the type of several resources is refused with their addresses", () => {
  expect(problem({ resource: "aws_lb_listener", path: "port", value: 81 })).toEqual([
    expect.stringMatching(/^is the type of several resources; use one of aws_lb_listener\.\S+, aws_lb_listener\.\S+$/),
  ]);
});

test.each([
  ["subnets.id", "goes into subnets, which is a list: add a position, such as subnets.0"],
  [
    "subnet_mapping.0.subnet_id",
    "has a position after subnet_mapping, which is not there: override all of subnet_mapping",
  ],
  ["subnets.3", "is beyond the end of subnets, which has 2: use a position up to 2"],
  ["access_logs.0.enabled", "has a position after access_logs, which is an object: leave out 0"],
  ["name.first", "goes into name, which has no nested arguments here: override all of name"],
])("the path %s is refused, because it would be lost", (path, message) => {
  expect(problem({ resource: "aws_lb", path, value: "x" })).toEqual([message]);
});

test.each([
  ["desync_mode", /^is not an argument of aws_lb: use one of .*desync_mitigation_mode, /],
  ["lifecycles.prevent_destroy", /^is not an argument of aws_lb: use one of /],
  ["access_logs.enable", /^is not an argument of access_logs: use one of bucket, enabled, prefix$/],
])("the path %s is refused, because Terraform has no such argument", (path, message) => {
  expect(problem({ resource: "aws_lb", path, value: "x" })).toEqual([expect.stringMatching(message)]);
});

test.each([
  ["port", "http", "is not a number, which the argument is: write one"],
  ["port", [80], "is not a number, which the argument is: write one"],
])("the value of %s can't be %j", (path, value, message) => {
  const [address = ""] = overridden()
    .template.addresses()
    .filter((each) => each.includes("at-8080"));
  expect(problem({ resource: address, path, value })).toEqual([message]);
});

test.each([
  ["access_logs.enabled", "yes", "is not true or false, which the argument is: write one of them"],
  ["subnets", "subnet-3", "is not a list, which the argument is: write one"],
  ["name", { first: "x" }, "is not text, which the argument is: write text"],
])("the value of %s can't be %j", (path, value, message) => {
  expect(problem({ resource: "aws_lb", path, value })).toEqual([message]);
});

test.each([
  ["access_logs.enabled", "false"],
  ["access_logs.bucket", "x"],
  ["access_logs.bucket", null],
  ["internal", true],
])("the value of %s can be %j", (path, value) => {
  expect(problem({ resource: "aws_lb", path, value })).toEqual([]);
});

test.each([
  ["an argument of a block that is not there", "connection_logs.bucket", "logs"],
  ["a tag of any name", "tags.Team", "shop"],
  ["how long Terraform waits", "timeouts.create", "5m"],
])("%s is set", (_, path, value) => {
  expect(problem({ resource: "aws_lb", path, value })).toEqual([]);
});

test("what an expression is of is not known, so that it can be overridden with any value", () => {
  const [address = ""] = overridden()
    .template.addresses()
    .filter((each) => each.includes("at-8080"));
  expect(problem({ resource: address, path: "load_balancer_arn", value: ["a"] })).toEqual([]);
});

test("a resource without bindings takes any argument", () => {
  let misplaced: ReturnType<typeof applyOverrides> = [];
  Template.of((scope) => {
    new TerraformResource(scope, "data", { terraformResourceType: "terraform_data" });
    misplaced = applyOverrides(scope, [{ resource: "terraform_data", path: "input", value: "x" }]);
  });
  expect(misplaced).toEqual([]);
});

test("a path into a value that only Terraform knows is refused", () => {
  const [address = ""] = overridden()
    .template.addresses()
    .filter((each) => each.includes("at-8080"));
  expect(problem({ resource: address, path: "load_balancer_arn.0", value: "x" })).toEqual([
    "goes into load_balancer_arn, which has no nested arguments here: override all of load_balancer_arn",
  ]);
});

test.each([
  ["access_logs", "access_logs.enabled"],
  ["access_logs.enabled", "access_logs"],
  ["internal", "internal"],
])("an override of %s and one of %s are refused, because one would be lost", (one, other) => {
  const found = problem(
    { resource: "aws_lb", path: one, value: true },
    { resource: "aws_lb", path: other, value: true },
  );
  expect(found).toEqual([`overlaps with ${one}, which is overridden too: write one value for both`]);
});
