import { newFolder } from "../../support/folder.ts";
import { ProviderClient, UNKNOWN } from "../../support/provider.ts";

const client = () => ProviderClient.in(newFolder(), { region: "us-east-1" });
type Client = ReturnType<typeof client>;

const vpcIn = (aws: Client, more = {}) =>
  aws.create("aws_vpc", { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true, ...more });

/** The nth /64 of a VPC's range. */
const part = (vpc: ReturnType<typeof vpcIn>, n: number) =>
  String(vpc.ipv6_cidr_block).replace(/00::\/56$/, `0${n}::/64`);

const subnetIn = (vpc: ReturnType<typeof vpcIn>, n: number, more = {}) => ({
  vpc_id: vpc.id ?? null,
  cidr_block: `10.0.${n}.0/24`,
  ipv6_cidr_block: part(vpc, n),
  ...more,
});

test("a VPC has a range of Amazon where it asks for one", () => {
  const aws = client();
  const vpc = vpcIn(aws);
  expect(vpc.ipv6_cidr_block).toMatch(/^2600:1f18:[0-9a-f]{1,4}:[0-9a-f]{0,2}00::\/56$/);
  expect(vpc.ipv6_association_id).toMatch(/^vpc-cidr-assoc-0[0-9a-f]{16}$/);
  expect(aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" })).toMatchObject({
    ipv6_cidr_block: "",
    ipv6_association_id: "",
  });
});

describe("a range that is asked for later", () => {
  const config = { cidr_block: "10.0.0.0/16" };

  test("comes in place, and is known after apply", () => {
    const aws = client();
    const before = aws.create("aws_vpc", config);
    const after = { ...config, assign_generated_ipv6_cidr_block: true };
    const { planned, replace } = aws.plan("aws_vpc", after, before);
    expect([planned.ipv6_cidr_block, planned.ipv6_association_id, replace]).toEqual([UNKNOWN, UNKNOWN, []]);
    const { state } = aws.apply("aws_vpc", after, before);
    expect(state.id).toBe(before.id);
    expect(state.ipv6_cidr_block).toMatch(/::\/56$/);
    const again = aws.plan("aws_vpc", { ...after, enable_dns_hostnames: true }, state);
    expect(again.planned.ipv6_cidr_block).toBe(state.ipv6_cidr_block);
  });

  test("goes when no subnet has a part of it, and not before", () => {
    const aws = client();
    const vpc = vpcIn(aws);
    const subnet = aws.create("aws_subnet", subnetIn(vpc, 1));
    expect(aws.apply("aws_vpc", config, vpc).errors).toEqual([
      expect.stringContaining(
        `InvalidCidrBlock.InUse: The vpc ${String(vpc.id)} currently has a subnet within CIDR block ${String(vpc.ipv6_cidr_block)}`,
      ),
    ]);
    const { state } = aws.apply("aws_subnet", subnetIn(vpc, 1, { ipv6_cidr_block: null }), subnet);
    expect(state).toMatchObject({ id: subnet.id, ipv6_cidr_block: null, ipv6_cidr_block_association_id: "" });
    expect(aws.apply("aws_vpc", config, vpc)).toMatchObject({ errors: [], state: { ipv6_cidr_block: "" } });
  });
});

test("a subnet gets a range in place", () => {
  const aws = client();
  const vpc = vpcIn(aws);
  const before = aws.create("aws_subnet", subnetIn(vpc, 1, { ipv6_cidr_block: null }));
  expect(before.ipv6_cidr_block_association_id).toBe("");
  const config = subnetIn(vpc, 1, { assign_ipv6_address_on_creation: true });
  expect(aws.plan("aws_subnet", config, before).replace).toEqual([]);
  const { state } = aws.apply("aws_subnet", config, before);
  expect(state).toMatchObject({ id: before.id, ipv6_cidr_block: part(vpc, 1), assign_ipv6_address_on_creation: true });
  expect(state.ipv6_cidr_block_association_id).toMatch(/^subnet-cidr-assoc-0[0-9a-f]{16}$/);
});

test.each<[string, (vpc: ReturnType<typeof vpcIn>) => object, string]>([
  ["outside the VPC's", () => ({ ipv6_cidr_block: "2001:db8::/64" }), "InvalidSubnet.Range"],
  ["larger than a subnet's", (vpc) => ({ ipv6_cidr_block: part(vpc, 0).replace("/64", "/58") }), "InvalidSubnet.Range"],
  ["of another subnet", (vpc) => ({ ipv6_cidr_block: part(vpc, 1) }), "InvalidSubnet.Conflict"],
  [
    "none, and gives addresses",
    () => ({ ipv6_cidr_block: null, assign_ipv6_address_on_creation: true }),
    "InvalidParameterValue",
  ],
])("a subnet whose range is %s is refused", (_, more, message) => {
  const aws = client();
  const vpc = vpcIn(aws);
  aws.create("aws_subnet", subnetIn(vpc, 1));
  expect(aws.apply("aws_subnet", subnetIn(vpc, 2, more(vpc))).errors).toEqual([expect.stringContaining(message)]);
});

describe("a load balancer", () => {
  const balancerIn = (...subnets: { id?: unknown }[]) => ({
    name: "shop",
    load_balancer_type: "application",
    internal: true,
    subnets: subnets.map(({ id }) => String(id)),
  });
  const DUAL = { ip_address_type: "dualstack" };

  test("is dual-stack in subnets with ranges alone", () => {
    const aws = client();
    const vpc = vpcIn(aws);
    const [dual, plain] = [subnetIn(vpc, 1), subnetIn(vpc, 2, { ipv6_cidr_block: null })].map((each) =>
      aws.create("aws_subnet", each),
    );
    const config = balancerIn(dual ?? {}, plain ?? {});
    const before = aws.create("aws_lb", config);
    const refused = expect.stringContaining("You must specify subnets with an associated IPv6 CIDR block");
    expect(aws.apply("aws_lb", { ...config, ...DUAL }, before).errors).toEqual([refused]);
    aws.apply("aws_subnet", subnetIn(vpc, 2), plain ?? null);
    expect(aws.apply("aws_lb", { ...config, ...DUAL }, before)).toMatchObject({ errors: [], state: { id: before.id } });
  });

  test("keeps the ranges of its subnets as long as it is dual-stack", () => {
    const aws = client();
    const vpc = vpcIn(aws);
    const subnet = aws.create("aws_subnet", subnetIn(vpc, 1));
    const config = balancerIn(subnet, aws.create("aws_subnet", subnetIn(vpc, 2)));
    const balancer = aws.create("aws_lb", { ...config, ...DUAL });
    const without = subnetIn(vpc, 1, { ipv6_cidr_block: null });
    expect(aws.apply("aws_subnet", without, subnet).errors).toEqual([
      expect.stringContaining("InvalidCidrBlock.InUse"),
    ]);
    aws.apply("aws_lb", { ...config, ip_address_type: "ipv4" }, balancer);
    expect(aws.apply("aws_subnet", without, subnet).errors).toEqual([]);
  });
});

test("an egress-only internet gateway is in a VPC, and what routes name", () => {
  const aws = client();
  const vpc = vpcIn(aws);
  const gateway = aws.create("aws_egress_only_internet_gateway", { vpc_id: vpc.id ?? null });
  expect(gateway.id).toMatch(/^eigw-0[0-9a-f]{16}$/);
  const table = aws.create("aws_route_table", { vpc_id: vpc.id ?? null });
  const route = { route_table_id: table.id ?? null, destination_ipv6_cidr_block: "::/0" };
  const made = aws.create("aws_route", { ...route, egress_only_gateway_id: gateway.id ?? null });
  expect(aws.apply("aws_route", { ...route, egress_only_gateway_id: gateway.id ?? null }).errors).toEqual([
    expect.stringContaining("RouteAlreadyExists: The route identified by ::/0 already exists"),
  ]);
  expect(aws.apply("aws_route", { ...route, egress_only_gateway_id: "eigw-0123456789abcdef0" }).errors).not.toEqual([]);
  expect(aws.destroy("aws_vpc", vpc)).toEqual([expect.stringContaining("DependencyViolation")]);
  expect(aws.destroy("aws_route", made)).toEqual([]);
  expect(aws.destroy("aws_egress_only_internet_gateway", gateway)).toEqual([]);
});
