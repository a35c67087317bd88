import { imageParameter, userData, volumesOf } from "../../../constructs/ecs/instance-image.ts";
import { agent } from "../../support/service-props.ts";

test.each([
  ["amazon-linux-2023", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id"],
  ["amazon-linux-2", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2/gpu/recommended/image_id"],
  ["bottlerocket", "x86_64", "/aws/service/bottlerocket/aws-ecs-2-nvidia/x86_64/latest/image_id"],
  ["bottlerocket", "arm64", "/aws/service/bottlerocket/aws-ecs-2-nvidia/arm64/latest/image_id"],
] as const)("with GPUs, the image %s for %s is at %s", (image, architecture, expected) => {
  expect(imageParameter({ image, architecture, hasGpus: true })).toBe(expected);
});

test.each([
  ["amazon-linux-2023", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"],
  ["amazon-linux-2023", "arm64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"],
  ["amazon-linux-2", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id"],
  ["amazon-linux-2", "arm64", "/aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended/image_id"],
  ["bottlerocket", "x86_64", "/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id"],
  ["bottlerocket", "arm64", "/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id"],
] as const)("the image %s for %s is at %s", (image, architecture, expected) => {
  expect(imageParameter({ image, architecture, hasGpus: false })).toBe(expected);
});

test.each([
  ["amazon-linux-2023", { "/dev/xvda": 40 }],
  ["amazon-linux-2", { "/dev/xvda": 40 }],
  ["bottlerocket", { "/dev/xvda": 4, "/dev/xvdb": 40 }],
] as const)("%s has the volumes %j", (image, expected) => {
  expect(volumesOf(image, 40)).toEqual(expected);
});

describe.each(["amazon-linux-2023", "amazon-linux-2"] as const)("on %s", (image) => {
  test("a script tells the agent its cluster and its settings", () => {
    expect(userData(image, "shop", agent)).toBe(`#!/bin/bash
set -euo pipefail
cat >> /etc/ecs/ecs.config <<'END'
ECS_CLUSTER=shop
ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance
ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
ECS_AWSVPC_BLOCK_IMDS=true
ECS_DISABLE_PRIVILEGED=true
ECS_RESERVED_MEMORY=256
ECS_IMAGE_PULL_BEHAVIOR=prefer-cached
ECS_IMAGE_CLEANUP_INTERVAL=45m
ECS_LOGLEVEL=warn
END
`);
  });

  test.each([
    [{ stack: "web" }, '{"stack":"web"}'],
    [{ stack: "web", disk: "ssd" }, '{"disk":"ssd","stack":"web"}'],
  ])("attributes are the last setting, by name: %j", (attributes, expected) => {
    expect(userData(image, "shop", { ...agent, attributes })).toContain(
      `ECS_LOGLEVEL=warn\nECS_INSTANCE_ATTRIBUTES=${expected}\nEND\n`,
    );
  });
});

describe("on Bottlerocket", () => {
  const SETTINGS = `[settings.ecs]
cluster = "shop"
enable-spot-instance-draining = true
awsvpc-block-imds = true
reserved-memory = 256
image-pull-behavior = "prefer-cached"
image-cleanup-wait = "45m"
loglevel = "warn"
`;

  test("settings in TOML tell the agent its cluster and the rest", () => {
    expect(userData("bottlerocket", "shop", agent)).toBe(SETTINGS);
  });

  test.each([
    [{ stack: "web" }, '"stack" = "web"\n'],
    [{ stack: "web", disk: "ssd" }, '"disk" = "ssd"\n"stack" = "web"\n'],
  ])("attributes are a table, by name: %j", (attributes, expected) => {
    expect(userData("bottlerocket", "shop", { ...agent, attributes })).toBe(
      `${SETTINGS}\n[settings.ecs.instance-attributes]\n${expected}`,
    );
  });
});
