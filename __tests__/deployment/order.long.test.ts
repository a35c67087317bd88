import type { Config, Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { Deployment, NOTHING } from "../support/deployment.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(120_000);

const load = (environment: Environment, folder: string): Config => ({
  ...parseConfig(environment, "hello"),
  lockAccount: false,
  state: { type: "local", folder },
});

const domain = { name: "www.example.com", hostedZoneId: "Z0123456789" };
const withPort = (port: number): Environment => ({
  ...smallest,
  services: smallest.services.map((service) => ({ ...service, container: { ...service.container, port } })),
});

/** A change of an environment, and what of it comes before what, in parts of what Terraform does. */
const CHANGES: [what: string, before: Environment, after: Environment, stack: string, order: string[]][] = [
  [
    "another port of the container: the new one is open before the tasks move, and the old one until they have moved",
    smallest,
    withPort(3000),
    "fargate-cluster",
    [
      "create aws_vpc_security_group_ingress_rule",
      "update aws_ecs_service",
      "delete aws_vpc_security_group_ingress_rule",
    ],
  ],
  [
    "a domain: plain requests are redirected when the service answers at 443, and until then they are answered",
    smallest,
    { ...smallest, fargateCluster: { loadBalancer: { domain } } },
    "fargate-cluster",
    [
      "create aws_acm_certificate_validation",
      "create aws_lb_listener.load-balancer_https",
      "create aws_lb_listener_rule",
      "delete aws_lb_listener_rule",
    ],
  ],
  [
    "no domain any more",
    { ...smallest, fargateCluster: { loadBalancer: { domain } } },
    smallest,
    "fargate-cluster",
    ["create aws_lb_listener_rule", "delete aws_lb_listener_rule", "delete aws_lb_listener.load-balancer_https"],
  ],
  [
    "one NAT gateway for two: routes lead to the one before the other goes",
    smallest,
    { ...smallest, network: { ...smallest.network, nat: "one" } },
    "network",
    ["update aws_route.", "delete aws_nat_gateway"],
  ],
];

describeWithTerraform("changes of a running environment, in a safe order", () => {
  test.each(CHANGES)("%s", async (_, before, after, stack, order) => {
    const system = new Deployment<Config>("hello", (_name, folder) => load(before, folder));
    await system.start();
    try {
      await system.deploy();
      system.synthesize({ ...load(after, "unused"), state: system.config.state });
      await system.run(stack, "init", "-input=false");
      const steps = await system.applied(stack);
      const places = order.map((step) => steps.findIndex((each) => each.startsWith(step)));
      expect([steps, places]).toEqual([steps, [...places].sort((one, other) => one - other)]);
      expect(places).not.toContain(-1);
      for (const each of system.stacks) expect([each, await system.plan(each)]).toEqual([each, NOTHING]);
    } finally {
      await system.stop();
    }
  });
});
