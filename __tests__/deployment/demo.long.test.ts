import type { ServiceConfig } from "../../config/config.ts";
import { NOTHING, STACKS } from "../support/deployment.ts";
import { describeDeployment } from "../support/describe-deployment.ts";
import { nonEmpty } from "../support/non-empty.ts";

describeDeployment("demo", [], (system) => {
  const { config, cloud } = system;

  describe("after a release by the pipeline", () => {
    beforeAll(() => {
      for (const name of nonEmpty(config.delivery.services))
        system.touch("aws_ecs_service", { name }, () => ({ task_definition: `arn:aws:ecs:released:${name}` }));
    });

    test.each(STACKS)("%s has nothing to do", async (stack) => {
      expect(await system.plan(stack)).toEqual(NOTHING);
    });
  });

  test("a setting of the load balancer is changed in place", async () => {
    const { fargateCluster } = config;
    const loadBalancer = { ...fargateCluster.loadBalancer, idleTimeoutSeconds: 77 };
    system.synthesize({ fargateCluster: { ...fargateCluster, loadBalancer } });
    expect(await system.plan("fargate-cluster")).toEqual({ ...NOTHING, change: 1 });
    expect(await system.apply("fargate-cluster")).toEqual({ ...NOTHING, change: 1 });
    const [lb] = cloud.list("aws_lb").filter(({ attributes }) => attributes.name === config.names.fargateLoadBalancer);
    expect(lb?.attributes.idle_timeout).toBe(77);
  });

  test("another name replaces the dashboard", async () => {
    const renamed = (service: ServiceConfig) =>
      service.scaling === undefined ? service : { ...service, dashboardName: "another" };
    system.synthesize({ services: config.services.map(renamed) });
    expect((await system.apply("fargate-cluster")).replaced).toEqual(["aws_cloudwatch_dashboard"]);
    expect(cloud.list("aws_cloudwatch_dashboard").map(({ attributes }) => attributes.dashboard_name)).toContain(
      "another",
    );
  });

  test("what was deleted by hand is planned again", async () => {
    const [policy] = cloud.list("aws_ecr_lifecycle_policy");
    cloud.delete("aws_ecr_lifecycle_policy", policy?.key ?? "");
    expect(await system.plan("registry")).toEqual({ ...NOTHING, add: 1 });
    await system.apply("registry");
  });
});
