import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { ManagedInstancesConfig } from "../../../config/clusters/ec2-cluster.ts";
import { ManagedInstances } from "../../../constructs/ecs/managed-instances.ts";
import { Template } from "../../support/template.ts";

const provider = (change: Partial<ManagedInstancesConfig> = {}) =>
  Template.of(
    (scope) =>
      new ManagedInstances(scope, "managed", {
        capacityProviderName: "managed-shop",
        clusterName: "shop",
        infrastructureRoleArn: "arn:infrastructure",
        instanceProfileArn: "arn:profile",
        subnetIds: ["subnet-1"],
        securityGroupIds: ["sg-1"],
        settings: {
          minVcpus: 2,
          minMemoryMiB: 4096,
          allowedInstanceTypes: [],
          storageGiB: 80,
          monitoring: "basic",
          ...change,
        },
      }),
  ).one(EcsCapacityProvider);

const launch = (change: Partial<ManagedInstancesConfig> = {}) => {
  const { instance_launch_template } = provider(change).managed_instances_provider as Record<string, unknown>;
  return instance_launch_template;
};

test("the provider names its cluster", () => {
  expect(provider()).toMatchObject({ name: "managed-shop", cluster: "shop" });
});

test("ECS starts instances with its role, and tags them like the provider", () => {
  expect(provider().managed_instances_provider).toMatchObject({
    infrastructure_role_arn: "arn:infrastructure",
    propagate_tags: "CAPACITY_PROVIDER",
  });
});

test("instances have a role, a network, a disk and a least size", () => {
  expect(launch()).toEqual({
    ec2_instance_profile_arn: "arn:profile",
    monitoring: "BASIC",
    network_configuration: { subnets: ["subnet-1"], security_groups: ["sg-1"] },
    storage_configuration: { storage_size_gib: 80 },
    instance_requirements: { vcpu_count: { min: 2 }, memory_mib: { min: 4096 } },
  });
});

test("instances may be measured every minute", () => {
  expect(launch({ monitoring: "detailed" })).toMatchObject({ monitoring: "DETAILED" });
});

test.each([[["m7i.*"]], [["m7i.*", "c7i.large"]]])("only the types %j may be allowed", (allowedInstanceTypes) => {
  expect(launch({ allowedInstanceTypes })).toMatchObject({
    instance_requirements: { allowed_instance_types: allowedInstanceTypes },
  });
});
