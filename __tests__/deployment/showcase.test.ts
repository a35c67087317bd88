import type { Config } from "../../config/config.ts";
import { type Deployment, NOTHING } from "../support/deployment.ts";
import { describeDeployment } from "../support/describe-deployment.ts";

type Service = Config["services"][number];
type Attributes = Record<string, unknown>;

const IMAGE = "public.ecr.aws/nginx/nginx:1.30";

describeDeployment("showcase", [], (system) => {
  const { config, cloud } = system;
  const configured = (name: string) => config.services.find((each) => each.name === name) as Service;
  const running = (name: string) =>
    cloud.list("aws_ecs_service").find(({ attributes }) => attributes.name === name)?.attributes as Attributes;

  /** The environment with some fields of one service changed. */
  const synthesizeWith = (name: string, change: Partial<Service>) =>
    system.synthesize({
      services: config.services.map((each) => (each.name === name ? ({ ...each, ...change } as Service) : each)),
    });

  describe("Terraform leaves alone", () => {
    beforeAll(() => {
      for (const name of ["orders", "search", "cart", "checkout", "billing"]) swapTargetGroups(system, name);
      shiftRequests(system, running("orders"));
      for (const name of ["web", "checkout", "billing"])
        touch(system, "aws_ecs_service", { name }, () => ({ desired_count: 17 }));
      for (const name of ["checkout", "billing"])
        touch(system, "aws_ecs_service", { name }, () => ({ task_definition: "arn:aws:ecs:released" }));
      touch(system, "aws_appautoscaling_target", {}, () => ({ min_capacity: 6, max_capacity: 20 }));
      touch(system, "aws_autoscaling_group", {}, () => ({ desired_capacity: 9 }));
    });

    test.each(["ec2-cluster", "fargate-cluster"])(
      "what deployments, scaling and schedules have changed in %s",
      async (stack) => {
        expect(await system.plan(stack)).toEqual(NOTHING);
      },
    );
  });

  test("a task definition that somebody changed is set back where Terraform owns it", async () => {
    const { task_definition } = running("orders");
    touch(system, "aws_ecs_service", { name: "orders" }, () => ({ task_definition: "arn:aws:ecs:by-hand" }));
    expect(await system.plan("fargate-cluster")).toEqual({ ...NOTHING, change: 1 });
    touch(system, "aws_ecs_service", { name: "orders" }, () => ({ task_definition }));
  });

  test("a new image is a new revision, which ECS rolls out", async () => {
    synthesizeWith("orders", { container: { ...configured("orders").container, image: IMAGE } });
    expect(await system.apply("fargate-cluster")).toEqual({
      add: 1,
      change: 1,
      remove: 1,
      replaced: ["aws_ecs_task_definition"],
    });
    expect(running("orders").task_definition).toMatch(/:2$/);
  });

  test("for CodeDeploy it is a new revision only: a deployment runs it", async () => {
    synthesizeWith("checkout", { container: { ...configured("checkout").container, image: IMAGE } });
    await system.apply("fargate-cluster");
    expect(running("checkout").task_definition).toBe("arn:aws:ecs:released");
    const families = cloud.list("aws_ecs_task_definition").map(({ attributes }) => attributes);
    expect(families).toContainEqual(expect.objectContaining({ family: "show-checkout-task-def", revision: 2 }));
  });

  test("another mix of Fargate and Spot changes the service in place", async () => {
    synthesizeWith("web", { capacity: [{ provider: "FARGATE", base: 2, weight: 1 }] });
    expect((await system.plan("fargate-cluster")).replaced).not.toContain("aws_ecs_service");
  });

  test("among ECS's own strategies a service changes in place", async () => {
    const {
      test: _,
      targetGroupNames: __,
      ...canary
    } = configured("cart").deployment as Extract<Service["deployment"], { type: "ecs-canary" }>;
    synthesizeWith("search", { deployment: { ...configured("search").deployment, ...canary } });
    const { change, replaced } = await system.plan("fargate-cluster");
    expect(change).toBeGreaterThan(0);
    expect(replaced).not.toContain("aws_ecs_service");
  });

  test("a service that gets along with one target group from now on is replaced", async () => {
    synthesizeWith("orders", {
      deployment: { ...configured("web").deployment },
      targetGroupNames: configured("orders").targetGroupNames.slice(0, 1),
    });
    expect((await system.plan("fargate-cluster")).replaced).toContain("aws_ecs_service");
  });
});

/** Changes resources behind Terraform's back, as AWS itself or a deployment does. */
function touch(
  { cloud }: Deployment,
  type: string,
  having: Attributes,
  change: (attributes: Attributes) => Attributes,
): void {
  const found = cloud
    .list(type)
    .filter(({ attributes }) => Object.entries(having).every(([name, value]) => attributes[name] === value));
  expect(found).not.toEqual([]);
  for (const resource of found) {
    const changed = change(resource.attributes) as typeof resource.attributes;
    cloud.put({ ...resource, attributes: { ...resource.attributes, ...changed } });
  }
}

const first = (blocks: unknown): Attributes => (blocks as Attributes[])[0] as Attributes;

/** What every deployment with two sets of tasks does to its service. */
function swapTargetGroups(system: Deployment, name: string): void {
  touch(system, "aws_ecs_service", { name }, ({ load_balancer }) => {
    const block = first(load_balancer);
    const [advanced] = (block.advanced_configuration ?? []) as Attributes[];
    const other = advanced?.alternate_target_group_arn ?? "arn:swapped";
    return { load_balancer: [{ ...block, target_group_arn: other }] };
  });
}

/** What ECS does to the rule of a service. */
function shiftRequests(system: Deployment, { load_balancer }: Attributes): void {
  const rule = first(first(load_balancer).advanced_configuration).production_listener_rule;
  touch(system, "aws_lb_listener_rule", { arn: rule }, ({ action }) => {
    const forward = first(first(action).forward);
    const groups = (forward.target_group as Attributes[]).map((each) => ({
      ...each,
      weight: 100 - Number(each.weight),
    }));
    return { action: [{ ...first(action), forward: [{ ...forward, target_group: groups }] }] };
  });
}
