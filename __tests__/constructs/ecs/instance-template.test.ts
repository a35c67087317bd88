import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { InstanceSettings } from "../../../config/clusters/resolve.ts";
import { InstanceTemplate, type InstanceTemplateProps } from "../../../constructs/ecs/instance-template.ts";
import { instances } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const PROPS: InstanceTemplateProps = {
  settings: instances,
  launchTemplateName: "shop-template",
  instanceName: "shop-instance",
  clusterName: "shop",
  instanceProfileName: "profile",
  securityGroupIds: ["sg-1", "sg-2"],
  tags: {},
  containersSeeMetadata: false,
};

const template = (change: Partial<InstanceSettings> = {}, props: Partial<InstanceTemplateProps> = {}) =>
  Template.of(
    (scope) => new InstanceTemplate(scope, "template", { ...PROPS, ...props, settings: { ...instances, ...change } }),
  ).one(LaunchTemplate);

test("instances have a type, a role and a network", () => {
  expect(template()).toMatchObject({
    name: "shop-template",
    instance_type: "t3.small",
    iam_instance_profile: { name: "profile" },
    vpc_security_group_ids: ["sg-1", "sg-2"],
  });
});

test.each([
  ["a role of the instance is not for containers", false, 1],
  ["unless one has to ask for its instance", true, 2],
])("instances speak IMDSv2 only: %s", (_, containersSeeMetadata, hops) => {
  expect(template({}, { containersSeeMetadata }).metadata_options).toEqual({
    http_endpoint: "enabled",
    http_tokens: "required",
    http_put_response_hop_limit: hops,
  });
});

const DISK = { volume_type: "gp3", encrypted: "true", delete_on_termination: "true" };

test.each([
  ["amazon-linux-2023", [{ device_name: "/dev/xvda", ebs: { volume_size: 40, ...DISK } }]],
  [
    "bottlerocket",
    [
      { device_name: "/dev/xvda", ebs: { volume_size: 4, ...DISK } },
      { device_name: "/dev/xvdb", ebs: { volume_size: 40, ...DISK } },
    ],
  ],
] as const)("volumes of %s are encrypted, and go with the instance", (image, expected) => {
  expect(template({ image }).block_device_mappings).toEqual(expected);
});

test("EC2 looks the image up when it launches an instance", () => {
  expect(template({ image: "bottlerocket", architecture: "arm64" }).image_id).toBe(
    "resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id",
  );
});

test("the newest version is the one that EC2 takes", () => {
  expect(template().update_default_version).toBe(true);
});

test("there is a key pair only where one is configured", () => {
  expect(template({ keyPairName: "admin" }).key_name).toBe("admin");
  expect(template()).not.toHaveProperty("key_name");
});

test("what is launched has the tags of the stack, and its own name", () => {
  const tags = { Team: "web", Name: "shop-instance" };
  expect(template({}, { tags: { Team: "web", Name: "any" } }).tag_specifications).toEqual([
    { resource_type: "instance", tags },
    { resource_type: "volume", tags },
    { resource_type: "network-interface", tags },
  ]);
});

test("an instance reads its cluster and the settings of its agent when it starts", () => {
  expect(template().user_data).toMatch(/^\$\{base64encode\("#!\/bin\/bash\\n.*\\nECS_CLUSTER=shop\\n.*\\nEND\\n"\)\}$/);
});

test.each([
  ["amazon-linux-2023", "ECS_CLUSTER=${aws_ecs_cluster.cluster.name}\\n"],
  ["bottlerocket", 'cluster = \\"${aws_ecs_cluster.cluster.name}\\"\\n'],
] as const)("on %s Terraform fills in the name of a cluster that it creates", (image, expected) => {
  const made = Template.of((scope) => {
    const { name } = new EcsCluster(scope, "cluster", { name: "shop" });
    new InstanceTemplate(scope, "template", { ...PROPS, settings: { ...instances, image }, clusterName: name });
  });
  expect(made.one(LaunchTemplate).user_data).toContain(expected);
});
