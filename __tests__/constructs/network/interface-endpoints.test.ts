import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { INTERFACE_ENDPOINTS } from "../../../config/network/address-room.ts";
import { InterfaceEndpoints } from "../../../constructs/network/interface-endpoints.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const template = Template.of(
  (scope) =>
    new InterfaceEndpoints(scope, "endpoints", {
      name: "shop",
      vpcId: "vpc-1",
      cidr: "10.0.0.0/16",
      subnetIds: ["subnet-a", "subnet-b"],
      awsScope,
    }),
);

test("tasks reach what they use through addresses in the VPC", () => {
  const names = template.all(VpcEndpoint).map(({ service_name }) => String(service_name));
  expect(names.map((name) => name.replace("com.amazonaws.eu-west-1.", "")).sort()).toEqual([
    "ecr.api",
    "ecr.dkr",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "logs",
    "secretsmanager",
    "ssm",
    "ssmmessages",
    "sts",
  ]);
});

test("there are as many as the room for tasks in their subnets is counted with", () => {
  expect(template.all(VpcEndpoint)).toHaveLength(INTERFACE_ENDPOINTS);
});

test("each answers in every zone, under the name that AWS SDKs call", () => {
  for (const endpoint of template.all(VpcEndpoint))
    expect(endpoint).toMatchObject({
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      subnet_ids: ["subnet-a", "subnet-b"],
      security_group_ids: [reference(SecurityGroup, "security-group", "id")],
    });
});

test("they take HTTPS from the VPC", () => {
  expect(template.one(VpcSecurityGroupIngressRule)).toMatchObject({
    from_port: 443,
    to_port: 443,
    ip_protocol: "tcp",
    cidr_ipv4: "10.0.0.0/16",
  });
});

test("only roles of the account call through them", () => {
  const [{ policy } = {}] = template.all(VpcEndpoint);
  expect(JSON.parse(String(policy)).Statement).toEqual([
    expect.objectContaining({ Condition: { StringEquals: { "aws:PrincipalAccount": awsScope.account } } }),
  ]);
});
