import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type TerraformStack, Testing } from "cdktf";
import type { Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import type { Override } from "../../config/overrides.ts";
import { delivered } from "../../examples/delivered.ts";
import { smallest } from "../../examples/smallest.ts";
import { compose } from "../../main.ts";
import { Template } from "../support/template.ts";

type Overrides = Partial<Record<"service" | "cluster" | "network", readonly Override[]>>;

/** The smallest environment with overrides. */
function stackOf(name: string, { service, cluster, network }: Overrides): Template {
  const environment: Environment = {
    ...smallest,
    network: { ...smallest.network, overrides: [...(network ?? [])] },
    fargateCluster: { overrides: [...(cluster ?? [])] },
    services: smallest.services.map((each) => ({ ...each, overrides: [...(service ?? [])] })),
  };
  const app = Testing.app();
  compose(app, parseConfig(environment, "smallest"));
  return Template.ofStack(app.node.findChild(name) as TerraformStack);
}

test("an override of a service is in its cluster's stack", () => {
  const override = { resource: "aws_ecs_service", path: "deployment_circuit_breaker.rollback", value: false };
  const service = stackOf("fargate-cluster", { service: [override] }).one(EcsService);
  expect(service.deployment_circuit_breaker).toEqual({ enable: true, rollback: false });
});

test("an override of a cluster is in its stack", () => {
  const override = { resource: "aws_lb", path: "desync_mitigation_mode", value: "strictest" };
  expect(stackOf("fargate-cluster", { cluster: [override] }).one(Lb).desync_mitigation_mode).toBe("strictest");
});

test("an override of the network is in its stack", () => {
  const override = { resource: "aws_vpc", path: "enable_dns_hostnames", value: false };
  expect(stackOf("network", { network: [override] }).one(Vpc).enable_dns_hostnames).toBe(false);
});

test("Terraform evaluates no text of an override", () => {
  const override = { resource: "aws_vpc", path: "tags", value: { Name: "${path.module}" } };
  expect(stackOf("network", { network: [override] }).one(Vpc).tags).toEqual({
    Name: "$%{if true}%{endif}{path.module}",
  });
});

const wrong = [
  { resource: "aws_vpcs", path: "tags", value: {} },
  { resource: "aws_vpc", path: "cidr_block.0", value: "x" },
];

test.each<[part: string, overrides: Overrides]>([
  ["services[0]", { service: wrong.slice(0, 1) }],
  ["fargateCluster", { cluster: wrong.slice(0, 1) }],
  ["network", { network: wrong.slice(0, 1) }],
])("a resource that does not exist in %s is reported with its path in the environment", (part, overrides) => {
  const message = `environment smallest has a problem:\n  ${part}.overrides[0].resource: "aws_vpcs" does not exist here; use one of aws_`;
  expect(() => stackOf("network", overrides)).toThrow(message);
});

test("all overrides that do not fit in a part are reported at once", () => {
  expect(() => stackOf("network", { network: wrong })).toThrow(
    /^environment smallest has 2 problems:\n {2}network\.overrides\[0\]\.resource: .+\n {2}network\.overrides\[1\]\.path: .+$/,
  );
});

test("all overrides that do not fit are reported at once, of whatever part", () => {
  const [network, service, cluster] = Array.from({ length: 3 }, () => wrong.slice(0, 1));
  expect(() => stackOf("network", { network, service, cluster })).toThrow(
    /^environment smallest has 3 problems:\n {2}network\.overrides.+\n {2}fargateCluster\.overrides.+\n {2}services\[0\]\.overrides.+$/,
  );
});

test("an override that a release of the pipeline would lose is refused", () => {
  const overrides = [{ resource: "aws_ecs_task_definition", path: "pid_mode", value: "task" }];
  const services = delivered.services.map((each) => ({ ...each, overrides }));
  expect(() => compose(Testing.app(), parseConfig({ ...delivered, services }, "delivered"))).toThrow(
    'services[0].overrides[0].resource: "aws_ecs_task_definition" would be lost with the next release',
  );
});

test("a service does not reach the resources of its cluster", () => {
  const override = { resource: "aws_lb", path: "internal", value: true };
  expect(() => stackOf("network", { service: [override] })).toThrow('"aws_lb" does not exist here');
});

test("a cluster does not reach the resources of its services", () => {
  const override = { resource: "aws_ecs_service", path: "name", value: "x" };
  expect(() => stackOf("network", { cluster: [override] })).toThrow('"aws_ecs_service" does not exist here');
});
