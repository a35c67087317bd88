import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { InboundConfig } from "../../../config/services/inbound.ts";
import { createInboundRules } from "../../../constructs/network/inbound-rule.ts";
import { Template } from "../../support/template.ts";

const NONE: InboundConfig = { port: 9090, protocol: "tcp", cidrs: [], securityGroupIds: [], prefixListIds: [] };

const rules = (...inbound: Partial<InboundConfig>[]) =>
  Template.of((scope) => {
    createInboundRules(
      scope,
      "sg-tasks",
      inbound.map((each) => ({ ...NONE, ...each })),
    );
  }).all(VpcSecurityGroupIngressRule);

test("only named sources are let in", () => {
  expect(rules()).toEqual([]);
});

test.each<[Partial<InboundConfig>, object]>([
  [{ cidrs: ["10.0.0.0/16"] }, { cidr_ipv4: "10.0.0.0/16", description: "TCP port 9090 from 10.0.0.0/16" }],
  [{ cidrs: ["2001:db8::/32"] }, { cidr_ipv6: "2001:db8::/32" }],
  [{ securityGroupIds: ["sg-1"] }, { referenced_security_group_id: "sg-1" }],
  [{ prefixListIds: ["pl-1"] }, { prefix_list_id: "pl-1" }],
  [{ cidrs: ["10.0.0.0/16"], protocol: "udp" }, { ip_protocol: "udp" }],
  [
    { cidrs: ["10.0.0.0/16"], toPort: 9099 },
    { from_port: 9090, to_port: 9099, description: "TCP ports 9090 to 9099 from 10.0.0.0/16" },
  ],
])("%j is one rule", (inbound, expected) => {
  expect(rules(inbound)).toEqual([
    expect.objectContaining({
      security_group_id: "sg-tasks",
      ip_protocol: "tcp",
      from_port: 9090,
      to_port: 9090,
      ...expected,
    }),
  ]);
});

test("each source has a rule", () => {
  expect(rules({ cidrs: ["10.0.0.0/16", "10.1.0.0/16"], securityGroupIds: ["sg-1"] })).toHaveLength(3);
});

test("what two services want of one group is one rule, as EC2 takes none twice", () => {
  expect(rules({ cidrs: ["10.0.0.0/16"] }, { cidrs: ["10.0.0.0/16"] })).toHaveLength(1);
});

test("a port is closed only once the tasks have moved on", () => {
  expect(rules({ cidrs: ["10.0.0.0/16"] })[0]?.lifecycle).toEqual({ create_before_destroy: true });
});
