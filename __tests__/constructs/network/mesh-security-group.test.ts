import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput } from "cdktf";
import { MeshSecurityGroup } from "../../../constructs/network/mesh-security-group.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const template = Template.of((scope) => {
  const { groupId } = new MeshSecurityGroup(scope, "mesh", {
    name: "shop-mesh",
    description: "Services that call each other",
    vpcId: "vpc-1",
    ports: [
      [80, 80],
      [32768, 65535],
    ],
  });
  new TerraformOutput(scope, "group", { value: groupId, staticId: true });
});

const ITSELF = reference(SecurityGroup, "mesh_group", "id");

test("the group has its name and network", () => {
  expect(template.one(SecurityGroup)).toMatchObject({
    name: "shop-mesh",
    description: "Services that call each other",
    vpc_id: "vpc-1",
  });
  expect(template.outputs().group).toEqual(ITSELF);
});

test.each([
  ["in", VpcSecurityGroupIngressRule],
  ["out", VpcSecurityGroupEgressRule],
])("members connect to each other at the ports at which they are called, and nowhere else: %s", (_, type) => {
  const between = { security_group_id: ITSELF, referenced_security_group_id: ITSELF, ip_protocol: "tcp" };
  expect(template.all(type)).toMatchObject([
    { ...between, from_port: 32768, to_port: 65535 },
    { ...between, from_port: 80, to_port: 80, description: "Members of shop-mesh to each other at port 80" },
  ]);
});

test("the group is there until tasks have left it", () => {
  expect(template.one(SecurityGroup).lifecycle).toEqual({ create_before_destroy: true });
});
