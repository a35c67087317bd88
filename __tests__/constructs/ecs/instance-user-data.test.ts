import { userData } from "../../../constructs/ecs/instance-user-data.ts";
import { agent } from "../../support/service-props.ts";

describe.each(["amazon-linux-2023", "amazon-linux-2"] as const)("on %s", (image) => {
  test("a script tells the agent its cluster and its settings", () => {
    expect(userData({ image, agent }, "shop")).toBe(`#!/bin/bash
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
    expect(userData({ image, agent: { ...agent, attributes } }, "shop")).toContain(
      `ECS_LOGLEVEL=warn\nECS_INSTANCE_ATTRIBUTES=${expected}\nEND\n`,
    );
  });
});

test.each([
  ["amazon-linux-2023", "ECS_DISABLE_PRIVILEGED=false"],
  ["bottlerocket", "allow-privileged-containers = true"],
] as const)("on %s, containers may have all rights where one asks for them", (image, expected) => {
  expect(userData({ image, agent }, "shop", true)).toContain(expected);
  expect(userData({ image, agent }, "shop")).not.toContain(expected);
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
    expect(userData({ image: "bottlerocket", agent }, "shop")).toBe(SETTINGS);
  });

  test.each([
    [{ stack: "web" }, '"stack" = "web"\n'],
    [{ stack: "web", disk: "ssd" }, '"disk" = "ssd"\n"stack" = "web"\n'],
  ])("attributes are a table, by name: %j", (attributes, expected) => {
    expect(userData({ image: "bottlerocket", agent: { ...agent, attributes } }, "shop")).toBe(
      `${SETTINGS}\n[settings.ecs.instance-attributes]\n${expected}`,
    );
  });
});

test.each([
  ["amazon-linux-2023", "END\n\nmkfs -t xfs /dev/sdf\n", "mkfs -t xfs /dev/sdf"],
  ["bottlerocket", "\n\n[settings.ntp]\ntime-servers = []\n", "[settings.ntp]\ntime-servers = []\n\n"],
] as const)("on %s, what is to be done besides comes last", (image, expected, further) => {
  expect(userData({ image, agent, userData: further }, "shop")).toMatch(
    new RegExp(`${expected.replace(/[[\]/]/g, "\\$&")}$`),
  );
});

describe("on Windows", () => {
  const script = (further = "", attributes: Record<string, string> = {}) =>
    userData({ image: "windows-2022-core", agent: { ...agent, attributes }, userData: further || undefined }, "shop");

  test("PowerShell tells the agent its cluster and its settings", () => {
    expect(script()).toBe(`<powershell>
Import-Module ECSTools
[Environment]::SetEnvironmentVariable('ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM', 'ec2_instance', 'Machine')
[Environment]::SetEnvironmentVariable('ECS_ENABLE_SPOT_INSTANCE_DRAINING', 'true', 'Machine')
[Environment]::SetEnvironmentVariable('ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE', 'true', 'Machine')
[Environment]::SetEnvironmentVariable('ECS_RESERVED_MEMORY', '256', 'Machine')
[Environment]::SetEnvironmentVariable('ECS_IMAGE_PULL_BEHAVIOR', 'prefer-cached', 'Machine')
[Environment]::SetEnvironmentVariable('ECS_IMAGE_CLEANUP_INTERVAL', '45m', 'Machine')
[Environment]::SetEnvironmentVariable('ECS_LOGLEVEL', 'warn', 'Machine')
Initialize-ECSAgent -Cluster 'shop' -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS -LoggingDrivers '["json-file","awslogs"]'
</powershell>
`);
  });

  test("attributes are set before the agent starts", () => {
    expect(script("", { stack: "web", disk: "ssd" })).toContain(
      `SetEnvironmentVariable('ECS_INSTANCE_ATTRIBUTES', '{"disk":"ssd","stack":"web"}', 'Machine')\nInitialize-ECSAgent`,
    );
  });

  test("what is to be done besides comes last, in the same script", () => {
    expect(script("Get-Disk | Initialize-Disk\n")).toMatch(/"]'\nGet-Disk \| Initialize-Disk\n<\/powershell>\n$/);
  });
});
