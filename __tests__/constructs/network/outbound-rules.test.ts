import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { createOutboundRules, type HttpsDestinations } from "../../../constructs/network/outbound-rules.ts";
import { Template } from "../../support/template.ts";

type Outbound = Parameters<typeof createOutboundRules>[3];

const VPC = "10.0.0.0/16";
const S3 = "pl-63a5400a";

/** Port of each rule, by its destination. */
function portsOf(https: HttpsDestinations, outbound: Outbound = []): Record<string, unknown> {
  const rules = Template.of((scope) => createOutboundRules(scope, "sg-1", https, outbound)).all(
    VpcSecurityGroupEgressRule,
  );
  const ports = rules.map(({ from_port, cidr_ipv4, cidr_ipv6, prefix_list_id }) => [
    `${cidr_ipv4 ?? cidr_ipv6 ?? prefix_list_id}`,
    from_port,
  ]);
  expect(new Map(ports as [string, number][]).size).toBe(rules.length); // EC2 takes no rule twice
  return Object.fromEntries(ports);
}

test.each<[string, HttpsDestinations, Outbound, Record<string, number>]>([
  ["HTTPS goes anywhere by IPv4", { cidrs: ["0.0.0.0/0"] }, [], { "0.0.0.0/0": 443 }],
  ["by IPv6 too", { cidrs: ["0.0.0.0/0", "::/0"] }, [], { "0.0.0.0/0": 443, "::/0": 443 }],
  ["or to the VPC and S3", { cidrs: [VPC], storagePrefixListId: S3 }, [], { [VPC]: 443, [S3]: 443 }],
  [
    "and anywhere by IPv6",
    { cidrs: [VPC, "::/0"], storagePrefixListId: S3 },
    [],
    { [VPC]: 443, [S3]: 443, "::/0": 443 },
  ],
  ["or to lists that are named", { cidrs: [VPC], prefixListIds: [S3] }, [], { [VPC]: 443, [S3]: 443 }],
  [
    "a service may name more",
    { cidrs: [VPC], storagePrefixListId: S3 },
    [{ port: 443, cidrs: ["192.0.2.0/24"] }],
    { [VPC]: 443, [S3]: 443, "192.0.2.0/24": 443 },
  ],
  ["what a service names again is there once", { cidrs: [VPC] }, [{ port: 443, cidrs: [VPC] }], { [VPC]: 443 }],
  [
    "a service may open HTTPS to anywhere, which covers the lists",
    { cidrs: [VPC], prefixListIds: ["pl-0123456789abcdef0"], storagePrefixListId: S3 },
    [{ port: 443, cidrs: ["0.0.0.0/0"] }],
    { [VPC]: 443, "0.0.0.0/0": 443 },
  ],
])("%s", (_, https, outbound, expected) => {
  expect(portsOf(https, outbound)).toEqual(expected);
});

test("a rule that let everything out is narrowed when the others are there, and the other way round", () => {
  const ruleFor = (https: HttpsDestinations, filter: Record<string, unknown>) =>
    Template.of((scope) => createOutboundRules(scope, "sg-1", https, [])).one(VpcSecurityGroupEgressRule, filter);
  expect(ruleFor({ cidrs: ["0.0.0.0/0"] }, {})).toMatchObject({ lifecycle: { create_before_destroy: true } });
  const narrow = ruleFor({ cidrs: [VPC], storagePrefixListId: S3 }, { prefix_list_id: S3 });
  expect(narrow).toMatchObject({ lifecycle: { create_before_destroy: true } });
  expect(narrow.depends_on).toEqual([expect.stringContaining("to-10000-16-at-443")]);
});
