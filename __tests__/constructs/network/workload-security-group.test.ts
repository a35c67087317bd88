import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import {
  WorkloadSecurityGroup,
  type WorkloadSecurityGroupProps,
} from "../../../constructs/network/workload-security-group.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const members = (props: Partial<WorkloadSecurityGroupProps> = {}) =>
  Template.of(
    (scope) =>
      new WorkloadSecurityGroup(scope, "tasks", {
        name: "shop-tasks",
        description: "Tasks",
        vpcId: "vpc-1",
        loadBalancer: { fromGroupId: "sg-balancer", ports: [32768, 65535] },
        ...props,
      }),
  );

const template = members();
const ITSELF = reference(SecurityGroup, "group", "id");

/** Where members may go, by port and network. */
const outward = (made: Template) =>
  made
    .all(VpcSecurityGroupEgressRule)
    .filter(({ referenced_security_group_id }) => referenced_security_group_id === undefined)
    .map(({ from_port, to_port, cidr_ipv4, cidr_ipv6 }) => [from_port, to_port, cidr_ipv4 ?? cidr_ipv6])
    .sort();

const HTTPS = [443, 443, "0.0.0.0/0"];

test("the group has its name and network", () => {
  expect(template.one(SecurityGroup)).toMatchObject({
    name: "shop-tasks",
    description: "Tasks",
    vpc_id: "vpc-1",
    tags: { Name: "shop-tasks" },
  });
});

test("only the load balancer comes in", () => {
  expect(template.one(VpcSecurityGroupIngressRule)).toMatchObject({
    security_group_id: ITSELF,
    referenced_security_group_id: "sg-balancer",
    ip_protocol: "tcp",
    from_port: 32768,
    to_port: 65535,
  });
});

test("the load balancer may go there", () => {
  expect(template.one(VpcSecurityGroupEgressRule, { security_group_id: "sg-balancer" })).toMatchObject({
    referenced_security_group_id: ITSELF,
    from_port: 32768,
    to_port: 65535,
  });
});

test("without a load balancer nothing is let in", () => {
  expect(members({ loadBalancer: undefined }).all(VpcSecurityGroupIngressRule)).toEqual([]);
});

test.each<[string, WorkloadSecurityGroupProps["outbound"], unknown[]]>([
  ["only HTTPS goes out", undefined, []],
  [
    "what is named goes out besides",
    [{ port: 5432, cidrs: ["10.0.0.0/8", "192.0.2.0/24"] }],
    [
      [5432, 5432, "10.0.0.0/8"],
      [5432, 5432, "192.0.2.0/24"],
    ],
  ],
  [
    "what two services name goes out once",
    [
      { port: 5432, cidrs: ["10.0.0.0/8"] },
      { port: 5432, cidrs: ["10.0.0.0/8"] },
    ],
    [[5432, 5432, "10.0.0.0/8"]],
  ],
  [
    "a network may be reached at two ports",
    [
      { port: 5432, cidrs: ["10.0.0.0/8"] },
      { port: 6379, cidrs: ["10.0.0.0/8"] },
    ],
    [
      [5432, 5432, "10.0.0.0/8"],
      [6379, 6379, "10.0.0.0/8"],
    ],
  ],
  ["HTTPS to anywhere may be named", [{ port: 443, cidrs: ["0.0.0.0/0"] }], []],
  ["HTTPS to a network may be named", [{ port: 443, cidrs: ["10.0.0.0/8"] }], [[443, 443, "10.0.0.0/8"]]],
  ["another port may go anywhere", [{ port: 53, cidrs: ["0.0.0.0/0"] }], [[53, 53, "0.0.0.0/0"]]],
])("%s", (_, outbound, besides) => {
  expect(outward(members({ outbound }))).toEqual([HTTPS, ...besides].sort());
});

test.each<[string, WorkloadSecurityGroupProps["outbound"], unknown[]]>([
  ["HTTPS goes out by both", [], []],
  ["an IPv6 network may be named", [{ port: 5432, cidrs: ["2001:db8::/32"] }], [[5432, 5432, "2001:db8::/32"]]],
  ["HTTPS to anywhere may be named", [{ port: 443, cidrs: ["0.0.0.0/0", "::/0"] }], []],
  ["HTTPS to a network may be named", [{ port: 443, cidrs: ["2001:db8::/32"] }], [[443, 443, "2001:db8::/32"]]],
])("in dual-stack subnets %s", (_, outbound, besides) => {
  expect(outward(members({ outbound, https: { cidrs: ["0.0.0.0/0", "::/0"] } }))).toEqual(
    [HTTPS, [443, 443, "::/0"], ...besides].sort(),
  );
});

test("every rule is for TCP, of the group, and says what it is for", () => {
  const made = members({ outbound: [{ port: 5432, cidrs: ["10.0.0.0/8"] }] });
  const rules = [...made.all(VpcSecurityGroupIngressRule), ...made.all(VpcSecurityGroupEgressRule)];
  expect(rules.map(({ ip_protocol }) => ip_protocol)).toEqual(rules.map(() => "tcp"));
  expect(made.one(VpcSecurityGroupEgressRule, { cidr_ipv4: "10.0.0.0/8" }).security_group_id).toEqual(ITSELF);
  expect(rules.map(({ description }) => description).sort()).toEqual([
    "HTTPS to anywhere: images, logs, AWS APIs",
    "Load balancer to shop-tasks",
    "Load balancer to shop-tasks",
    "Port 5432 to 10.0.0.0/8",
  ]);
});
