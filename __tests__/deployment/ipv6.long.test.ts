import type { Config, Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { Deployment, NOTHING } from "../support/deployment.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(180_000);

const THREE = ["us-east-1a", "us-east-1b", "us-east-1c"];
const DOMAIN = { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" };

/** Tasks in private subnets and on instances, behind a load balancer with a name and one without. */
const environment = (network: object, loadBalancer: object = {}): Environment => ({
  ...smallest,
  network: { ...smallest.network, nat: "one", ...network },
  ec2Cluster: { subnets: "private" },
  fargateCluster: { loadBalancer: { domain: DOMAIN, ...loadBalancer } },
  services: [
    ...smallest.services,
    { ...smallest.services[0], name: "api", cluster: "ec2", container: { image: ":1", memoryReservationMiB: 64 } },
  ],
});

describeWithTerraform("a network that becomes dual-stack", () => {
  const load = (written: Environment, name: string): Partial<Config> => ({
    ...parseConfig(written, name),
    lockAccount: false,
  });
  const system = new Deployment<Config>("ipv6", (name, folder) => ({
    ...(load(environment({}), name) as Config),
    state: { type: "local", folder },
  }));
  /** The environment with other settings, in the same state. */
  const change = (network: object, loadBalancer?: object) => {
    const { state } = system.config;
    system.synthesize({ ...load(environment(network, loadBalancer), "ipv6"), state });
  };
  const attributes = (type: string) => system.cloud.list(type).map((each) => each.attributes);
  const deploy = async () => {
    const outcomes = [];
    for (const stack of system.stacks) outcomes.push(await system.apply(stack));
    return outcomes;
  };

  beforeAll(() => system.start());
  afterAll(() => system.stop());

  test("is there without IPv6 at first", async () => {
    await system.deploy();
    expect(attributes("aws_vpc")).toMatchObject([{ ipv6_cidr_block: "" }]);
    expect(attributes("aws_lb").map(({ ip_address_type }) => ip_address_type)).toEqual(["ipv4", "ipv4"]);
  });

  test("becomes dual-stack in place, and then has nothing left to do", async () => {
    change({ ipv6: true });
    for (const { remove, replaced } of await deploy())
      expect({ remove, replaced }).toEqual({ remove: 0, replaced: [] });
    for (const stack of system.stacks) expect([stack, await system.plan(stack)]).toEqual([stack, NOTHING]);
    expect(system.interruptions()).toEqual([]);
  });

  test("each subnet has its own range in that of the VPC, and gives addresses of it", () => {
    const [vpc] = attributes("aws_vpc");
    expect(vpc?.ipv6_cidr_block).toMatch(/^2600:1f18:[0-9a-f:]+::\/56$/);
    const ranges = attributes("aws_subnet").map(({ ipv6_cidr_block }) => String(ipv6_cidr_block));
    expect(new Set(ranges).size).toBe(4);
    const start = String(vpc?.ipv6_cidr_block).replace(/0?0::.*/, "");
    for (const range of ranges)
      expect([range, range.startsWith(start), range.endsWith("::/64")]).toEqual([range, true, true]);
    expect(attributes("aws_subnet").map((each) => each.assign_ipv6_address_on_creation)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test("private subnets get out by IPv6, and nothing gets in; public ones have both ways", () => {
    const routes = attributes("aws_route").filter((each) => each.destination_ipv6_cidr_block === "::/0");
    expect(routes.map(({ egress_only_gateway_id: out, gateway_id: both }) => [!!out, !!both]).sort()).toEqual([
      [false, true],
      [true, false],
      [true, false],
    ]);
  });

  test("load balancers and their names are reached by IPv6", () => {
    expect(attributes("aws_lb").map(({ ip_address_type }) => ip_address_type)).toEqual(["dualstack", "dualstack"]);
    const records = attributes("aws_route53_record").filter(({ name }) => name === DOMAIN.name);
    expect(records.map(({ type }) => type).sort()).toEqual(["A", "AAAA"]);
  });

  test("a third zone moves no range", async () => {
    const before = new Set(attributes("aws_subnet").map(({ ipv6_cidr_block }) => ipv6_cidr_block));
    change({ ipv6: true, zones: THREE });
    for (const { replaced } of await deploy()) expect(replaced).toEqual([]);
    const after = new Set(attributes("aws_subnet").map(({ ipv6_cidr_block }) => ipv6_cidr_block));
    expect([before.size, after.size]).toEqual([4, 6]);
    expect([...before].every((range) => after.has(range))).toBe(true);
  });

  test("IPv6 is not taken away while load balancers use it, as AWS does not either", async () => {
    change({ zones: THREE });
    const { text } = await system.run("network", "apply", "-auto-approve", "-input=false");
    expect(text).toContain("InvalidCidrBlock.InUse");
  });

  test("it is taken away when nothing uses it and the subnets have no ranges any more", async () => {
    const zones = THREE;
    change({ zones, ipv6: true, ipv6OnLaunch: false }, { ipAddressType: "ipv4" });
    await deploy();
    system.touch("aws_subnet", {}, () => ({ ipv6_cidr_block: "", ipv6_cidr_block_association_id: "" }));
    change({ zones });
    for (const { replaced } of await deploy()) expect(replaced).toEqual([]);
    expect(attributes("aws_vpc")).toMatchObject([{ ipv6_cidr_block: "" }]);
    for (const stack of system.stacks) expect([stack, await system.plan(stack)]).toEqual([stack, NOTHING]);
    expect(system.interruptions()).toEqual([]);
  });

  test("is destroyed without a trace", async () => {
    for (const stack of [...system.stacks].reverse()) await system.destroy(stack);
    expect(system.cloud.types()).toEqual(["aws_ecs_task_definition"]);
  });
});
