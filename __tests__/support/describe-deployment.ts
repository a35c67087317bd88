import { Deployment, NOTHING, STACKS } from "./deployment.ts";
import { describeWithTerraform } from "./terraform.ts";

/** Deploys an environment with the real Terraform, changes it, and takes it down again; `more` tests go before that. `existing` is there already. */
export function describeDeployment(
  environment: string,
  kept: string[],
  more: (system: Deployment) => void = () => undefined,
  existing: readonly object[] = [],
): void {
  jest.setTimeout(120_000);
  describeWithTerraform(`the whole system, environment ${environment}, with the real Terraform`, () => {
    const system = new Deployment(environment, undefined, existing);
    const { config, cloud } = system;
    beforeAll(() => system.start());
    afterAll(() => system.stop());

    test.each(STACKS)("%s is initialised without a download, is valid and applied", async (stack) => {
      expect((await system.run(stack, "init", "-input=false")).code).toBe(0);
      expect((await system.run(stack, "validate")).code).toBe(0);
      const { add, ...rest } = await system.apply(stack);
      expect(add).toBe(system.resources(stack));
      expect(rest).toEqual({ change: 0, remove: 0, replaced: [] });
    });

    test.each(STACKS)("%s has nothing left to do", async (stack) => {
      expect(await system.plan(stack)).toEqual(NOTHING);
    });

    more(system);

    test("destroying everything leaves nothing but what is kept on purpose", async () => {
      const { ec2Cluster, fargateCluster, registry } = config;
      const open = <T extends { readonly loadBalancer: object }>(cluster: T): T => ({
        ...cluster,
        loadBalancer: { ...cluster.loadBalancer, deletionProtection: false },
      });
      system.synthesize({
        ec2Cluster: open(ec2Cluster),
        fargateCluster: open(fargateCluster),
        registry: { ...registry, deleteWithImages: true },
      });
      if (registry.firstImage !== undefined && !registry.deleteWithImages) await system.apply("registry");
      if (ec2Cluster.loadBalancer.deletionProtection || fargateCluster.loadBalancer.deletionProtection)
        for (const stack of ["ec2-cluster", "fargate-cluster"]) await system.apply(stack);
      for (const stack of [...STACKS].reverse()) await system.destroy(stack);
      expect(cloud.types()).toEqual(kept);
    });

    test("no service was interrupted, nor by taking everything down", () => {
      expect(system.interruptions()).toEqual([]);
    });
  });
}
