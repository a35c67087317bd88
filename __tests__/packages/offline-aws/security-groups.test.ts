import { newFolder } from "../../support/folder.ts";
import { ProviderClient } from "../../support/provider.ts";

const RULE = { security_group_id: "sg-0123456789abcdef0", ip_protocol: "tcp", from_port: 443, to_port: 443 };

// As hashicorp/aws 5.100 plans it.
test.each<[string, Record<string, string>, string[]]>([
  ["another network", { cidr_ipv4: "10.0.0.0/16" }, []],
  ["a prefix list", { prefix_list_id: "pl-63a5400a" }, ["cidr_ipv4", "prefix_list_id"]],
  ["an IPv6 network", { cidr_ipv6: "::/0" }, ["cidr_ipv4", "cidr_ipv6"]],
])("a rule whose peer becomes %s is replaced only if it is of another kind", (_, peer, replaced) => {
  const aws = ProviderClient.in(newFolder(), { region: "us-east-1" });
  for (const direction of ["egress", "ingress"]) {
    const type = `aws_vpc_security_group_${direction}_rule`;
    const { id: vpc_id = null } = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
    const { id: security_group_id = null } = aws.create("aws_security_group", { name: direction, vpc_id });
    const prior = aws.create(type, { ...RULE, security_group_id, cidr_ipv4: "0.0.0.0/0" });
    const { replace } = aws.plan(type, { ...RULE, security_group_id, ...peer }, prior);
    const names = (replace as { steps: { attributeName: string }[] }[]).map(({ steps }) => steps[0]?.attributeName);
    expect(names).toEqual(replaced);
  }
});
