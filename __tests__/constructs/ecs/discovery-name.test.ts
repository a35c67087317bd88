import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import type { DiscoveryConfig } from "../../../config/services/discovery-name.ts";
import { DiscoveryName } from "../../../constructs/ecs/discovery-name.ts";
import { Template } from "../../support/template.ts";

const SETTINGS: DiscoveryConfig = {
  name: "web",
  recordType: "A",
  ttlSeconds: 10,
  containerName: "app",
  containerPort: 8080,
};

function named(change: Partial<DiscoveryConfig> = {}) {
  const found: DiscoveryName[] = [];
  const template = Template.of((scope) => {
    const namespace = { id: "ns-1", name: "shop.internal" };
    found.push(
      new DiscoveryName(scope, "discovery", { settings: { ...SETTINGS, ...change }, namespace, serviceName: "web" }),
    );
  });
  return { template, name: found[0] as DiscoveryName };
}

test("each healthy task has a record", () => {
  expect(named().template.one(ServiceDiscoveryService)).toMatchObject({
    name: "web",
    dns_config: {
      namespace_id: "ns-1",
      dns_records: [{ type: "A", ttl: 10 }],
      routing_policy: "MULTIVALUE",
    },
    health_check_custom_config: { failure_threshold: 1 },
  });
});

test("its whole name is in the namespace", () => {
  expect(named().name.dnsName).toBe("web.shop.internal");
});

test.each<[DiscoveryConfig["recordType"], object]>([
  ["A", {}],
  ["SRV", { containerName: "app", containerPort: 8080 }],
])("with %s records ECS registers %j of its tasks", (recordType, target) => {
  const { registryArn, ...rest } = named({ recordType }).name.registry;
  expect(registryArn).toEqual(expect.any(String));
  expect(rest).toEqual(target);
});

test("a name goes when tasks have the next one", () => {
  expect(named().template.one(ServiceDiscoveryService)).toMatchObject({
    force_destroy: true,
    lifecycle: { create_before_destroy: true },
  });
});
