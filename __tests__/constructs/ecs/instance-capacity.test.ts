import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { InstanceCapacity, type InstanceCapacityProps } from "../../../constructs/ecs/instance-capacity.ts";
import { amazonLinuxUserData, imageParameter } from "../../../constructs/ecs/instance-image.ts";
import { Template } from "../../support/template.ts";

const capacity = (props: Partial<InstanceCapacityProps> = {}) =>
  Template.of(
    (scope) =>
      new InstanceCapacity(scope, "capacity", {
        name: "shop-ec2",
        launchTemplateName: "shop-ec2",
        capacityProviderName: "capacity-shop",
        clusterName: "shop",
        instanceType: "t3.small",
        image: "amazon-linux-2023",
        architecture: "x86_64",
        instanceProfileName: "profile",
        subnetIds: ["subnet-1", "subnet-2"],
        securityGroupIds: ["sg-1"],
        minInstances: 1,
        desiredInstances: 2,
        maxInstances: 3,
        rootVolumeGiB: 40,
        targetCapacityPercent: 90,
        ...props,
      }),
  );

const template = capacity();

test("instances speak IMDSv2 only, and not to containers", () => {
  expect(template.one(LaunchTemplate).metadata_options).toEqual({
    http_endpoint: "enabled",
    http_tokens: "required",
    http_put_response_hop_limit: 1,
  });
});

test("the root volume is encrypted, and as large as configured", () => {
  expect(template.one(LaunchTemplate).block_device_mappings).toEqual([
    {
      device_name: "/dev/xvda",
      ebs: { volume_size: 40, volume_type: "gp3", encrypted: "true", delete_on_termination: "true" },
    },
  ]);
});

test("EC2 looks the image up when it launches an instance", () => {
  expect(template.one(LaunchTemplate).image_id).toBe(
    "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
  );
});

test("there is a key pair only where one is configured", () => {
  expect(template.one(LaunchTemplate)).not.toHaveProperty("key_name");
  expect(capacity({ keyPairName: "admin" }).one(LaunchTemplate).key_name).toBe("admin");
});

test("ECS may protect instances that have tasks, and Terraform may still delete the group", () => {
  expect(template.one(AutoscalingGroup)).toMatchObject({ protect_from_scale_in: true, force_delete: true });
  expect(template.one(AutoscalingGroup).tag).toContainEqual({
    key: "AmazonECSManaged",
    value: "true",
    propagate_at_launch: true,
  });
});

test("ECS decides how many instances run", () => {
  expect(template.one(AutoscalingGroup)).toMatchObject({
    min_size: 1,
    desired_capacity: 2,
    max_size: 3,
    lifecycle: { ignore_changes: ["desired_capacity"] },
  });
  expect(template.one(EcsCapacityProvider).auto_scaling_group_provider).toMatchObject({
    managed_scaling: { status: "ENABLED", target_capacity: 90 },
    managed_termination_protection: "ENABLED",
    managed_draining: "ENABLED",
  });
});

test("new instances have the newest version of the template", () => {
  const { version } = template.one(AutoscalingGroup).launch_template as { version: string };
  expect(version).toMatch(/^\$\{aws_launch_template\..+\.latest_version\}$/);
});

test.each([
  ["amazon-linux-2023", "arm64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"],
  ["amazon-linux-2", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id"],
] as const)("the image %s for %s is at %s", (image, architecture, expected) => {
  expect(imageParameter(image, architecture)).toBe(expected);
});

test("an instance joins its cluster when it starts", () => {
  const script = amazonLinuxUserData("shop");
  expect(script.split("\n")[0]).toBe("#!/bin/bash");
  expect(script).toContain("echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config\n");
});
