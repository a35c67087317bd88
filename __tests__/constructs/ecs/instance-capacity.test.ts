import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { TerraformOutput } from "cdktf";
import type { InstanceSettings } from "../../../config/clusters/resolve.ts";
import { InstanceCapacity } from "../../../constructs/ecs/instance-capacity.ts";
import { reference } from "../../support/reference.ts";
import { instances } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const capacity = (change: Partial<InstanceSettings> = {}) =>
  Template.of((scope) => {
    const { capacityProviderName } = new InstanceCapacity(scope, "capacity", {
      settings: { ...instances, ...change },
      instanceName: "shop-ec2",
      launchTemplateName: "shop-template",
      capacityProviderName: "capacity-shop",
      clusterName: "shop",
      instanceProfileName: "profile",
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
      tags: { Team: "web" },
      containersSeeMetadata: false,
    });
    new TerraformOutput(scope, "provider", { value: capacityProviderName, staticId: true });
  });

const template = capacity();
const group = (change: Partial<InstanceSettings> = {}) => capacity(change).one(AutoscalingGroup);

const SPOT = { onDemandBase: 1, onDemandPercent: 25, allocation: "price-capacity-optimized" } as const;

const ID = reference(LaunchTemplate, "launch-template", "id");
const VERSION = reference(LaunchTemplate, "launch-template", "latest_version");

test("instances start from a template, as the preferred type", () => {
  expect(template.one(LaunchTemplate)).toMatchObject({
    name: "shop-template",
    instance_type: "t3.small",
    tag_specifications: expect.arrayContaining([
      { resource_type: "instance", tags: { Team: "web", Name: "shop-ec2" } },
    ]),
  });
});

test("instances on demand are all alike, from the newest version of the template", () => {
  expect(group().launch_template).toEqual({ id: ID, version: VERSION });
  expect(group()).not.toHaveProperty("mixed_instances_policy");
});

test("with Spot EC2 chooses among the types, in their order", () => {
  expect(group({ spot: SPOT }).mixed_instances_policy).toEqual({
    instances_distribution: {
      on_demand_base_capacity: 1,
      on_demand_percentage_above_base_capacity: 25,
      spot_allocation_strategy: "price-capacity-optimized",
    },
    launch_template: {
      launch_template_specification: { launch_template_id: ID, version: VERSION },
      override: [{ instance_type: "t3.small" }, { instance_type: "t3a.small" }],
    },
  });
  expect(group({ spot: SPOT })).not.toHaveProperty("launch_template");
});

test("ECS may protect instances that have tasks, and Terraform may still delete the group", () => {
  expect(group()).toMatchObject({ protect_from_scale_in: true, force_delete: true });
});

test("the group belongs to ECS, and has its name and the tags of the stack, as its instances have", () => {
  expect(group().tag).toEqual([
    { key: "Team", value: "web", propagate_at_launch: true },
    { key: "AmazonECSManaged", value: "true", propagate_at_launch: true },
    { key: "Name", value: "shop-ec2", propagate_at_launch: true },
  ]);
});

test("the group has a name, and spreads its instances over the subnets", () => {
  expect(group()).toMatchObject({
    name: "shop-ec2",
    vpc_zone_identifier: ["subnet-1", "subnet-2"],
    health_check_type: "EC2",
  });
});

test("ECS decides how many instances run, between the limits", () => {
  expect(group()).toMatchObject({
    min_size: 1,
    desired_capacity: 2,
    max_size: 3,
    lifecycle: { ignore_changes: ["desired_capacity"] },
  });
});

test("ECS moves tasks off instances before they go, and keeps the others as full as wanted", () => {
  expect(template.one(EcsCapacityProvider)).toMatchObject({
    name: "capacity-shop",
    auto_scaling_group_provider: {
      auto_scaling_group_arn: reference(AutoscalingGroup, "group", "arn"),
      managed_scaling: { status: "ENABLED", target_capacity: 90 },
      managed_termination_protection: "ENABLED",
      managed_draining: "ENABLED",
    },
  });
});

test("a changed template replaces the instances, also protected ones", () => {
  expect(group().instance_refresh).toEqual({
    strategy: "Rolling",
    preferences: {
      min_healthy_percentage: 80,
      instance_warmup: "120",
      scale_in_protected_instances: "Refresh",
    },
  });
});

test("a changed template is only for new instances if that is configured", () => {
  expect(group({ instanceRefresh: null })).not.toHaveProperty("instance_refresh");
});

test("who takes the name of the provider waits for it", () => {
  expect(template.outputs().provider).toEqual(reference(EcsCapacityProvider, "capacity-provider", "name"));
});
