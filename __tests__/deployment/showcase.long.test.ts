import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Config } from "../../config/config.ts";
import { type Attributes, type Deployment, NOTHING } from "../support/deployment.ts";
import { describeDeployment } from "../support/describe-deployment.ts";
import { SHOWCASE_EXISTING } from "../support/showcase-existing.ts";

type Service = Config["services"][number];

const IMAGE = "public.ecr.aws/nginx/nginx:1.30";

describeDeployment(
  "showcase",
  [],
  (system) => {
    const { config, cloud } = system;
    const configured = (name: string) => config.services.find((each) => each.name === name) as Service;
    const running = (name: string) =>
      cloud.list("aws_ecs_service").find(({ attributes }) => attributes.name === name)?.attributes as Attributes;

    /** The environment with some fields of some services changed. */
    const synthesizeWith = (changes: Record<string, Partial<Service>>) =>
      system.synthesize({ services: config.services.map((each) => ({ ...each, ...changes[each.name] }) as Service) });

    test("CodeBuild gets what plans and applies stacks to the letter", () => {
      const projects = cloud.list("aws_codebuild_project").map(({ attributes }) => attributes);
      const text = readFileSync(resolve(__dirname, "../../buildspec.plan.yml"), "utf8");
      for (const name of ["show-plan", "show-apply"])
        expect(projects).toContainEqual(
          expect.objectContaining({ name, source: [expect.objectContaining({ buildspec: text })] }),
        );
    });

    describe("Terraform leaves alone", () => {
      beforeAll(() => {
        for (const name of ["orders", "search", "cart", "checkout", "billing"]) swapTargetGroups(system, name);
        shiftRequests(system, running("orders"));
        for (const name of ["web", "checkout", "billing"])
          system.touch("aws_ecs_service", { name }, () => ({ desired_count: 17 }));
        for (const name of ["checkout", "billing"])
          system.touch("aws_ecs_service", { name }, () => ({ task_definition: "arn:aws:ecs:released" }));
        system.touch("aws_appautoscaling_target", {}, () => ({ min_capacity: 6, max_capacity: 20 }));
        system.touch("aws_autoscaling_group", {}, () => ({ desired_capacity: 9 }));
      });

      test.each(["ec2-cluster", "fargate-cluster"])(
        "what deployments, scaling and schedules have changed in %s",
        async (stack) => {
          expect(await system.plan(stack)).toEqual(NOTHING);
        },
      );
    });

    test("a task definition that was changed by hand is set back where Terraform owns it", async () => {
      const { task_definition } = running("orders");
      system.touch("aws_ecs_service", { name: "orders" }, () => ({ task_definition: "arn:aws:ecs:by-hand" }));
      expect(await system.plan("fargate-cluster")).toEqual({ ...NOTHING, change: 1 });
      system.touch("aws_ecs_service", { name: "orders" }, () => ({ task_definition }));
    });

    describe("a new image", () => {
      const withImage = (name: string) => ({ container: { ...configured(name).container, image: IMAGE } });
      beforeAll(async () => {
        synthesizeWith({ orders: withImage("orders"), checkout: withImage("checkout") });
        await system.apply("fargate-cluster");
      });

      test("is a new revision, which ECS rolls out", () => {
        expect(running("orders").task_definition).toMatch(/:2$/);
      });

      test("is a new revision only where CodeDeploy has to run it", () => {
        expect(running("checkout").task_definition).toBe("arn:aws:ecs:released");
        const revisions = cloud.list("aws_ecs_task_definition").map(({ attributes }) => attributes);
        expect(revisions).toContainEqual(expect.objectContaining({ family: "show-checkout-task-def", revision: 2 }));
      });
    });

    describe("of three services that change", () => {
      let services: string[] = [];
      beforeAll(async () => {
        const { rollout } = configured("cart").deployment;
        synthesizeWith({
          web: { capacity: [{ provider: "FARGATE", base: 2, weight: 1 }] },
          search: { deployment: { ...configured("search").deployment, rollout } },
          orders: {
            deployment: configured("web").deployment,
            targetGroupNames: configured("orders").targetGroupNames.slice(0, 1),
          },
        });
        services = (await system.changes("fargate-cluster")).filter((change) => change.includes("aws_ecs_service."));
      });

      const change = (name: string) =>
        services.find((each) => each.includes(`aws_ecs_service.${name}_`))?.split(" ")[0];

      test("the one with another mix of Fargate and Spot is changed in place", () => {
        expect(change("web")).toBe("update");
      });

      test("the one with another of ECS's own strategies is changed in place", () => {
        expect(change("search")).toBe("update");
      });

      test("the one that gets along with one target group from now on is replaced", () => {
        expect(change("orders")).toBe("replace");
      });
    });
  },
  SHOWCASE_EXISTING,
);

const first = (blocks: unknown): Attributes => (blocks as Attributes[])[0] as Attributes;

/** What every deployment with two sets of tasks does to its service. */
function swapTargetGroups(system: Deployment, name: string): void {
  system.touch("aws_ecs_service", { name }, ({ load_balancer }) => {
    const block = first(load_balancer);
    const [advanced] = (block.advanced_configuration ?? []) as Attributes[];
    const other = advanced?.alternate_target_group_arn ?? "arn:swapped";
    return { load_balancer: [{ ...block, target_group_arn: other }] };
  });
}

/** What ECS does to the rule of a service. */
function shiftRequests(system: Deployment, { load_balancer }: Attributes): void {
  const rule = first(first(load_balancer).advanced_configuration).production_listener_rule;
  system.touch("aws_lb_listener_rule", { arn: rule }, ({ action }) => {
    const forward = first(first(action).forward);
    const groups = (forward.target_group as Attributes[]).map((each) => ({
      ...each,
      weight: 100 - Number(each.weight),
    }));
    return { action: [{ ...first(action), forward: [{ ...forward, target_group: groups }] }] };
  });
}
