import type { Environment } from "../config/config.ts";

const ACCOUNT = "123456789012";
const REGION = "us-east-1";

/**
 * A service of a company that has a network, certificates, keys and a registry already: private subnets without a way to the
 * internet, an internal load balancer, roles with a boundary, images of a shared account.
 */
export const company = {
  name: "billing",
  account: ACCOUNT,
  region: REGION,
  state: { type: "local" },
  tags: { CostCenter: "4711" },
  identity: {
    permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/acme-boundary`,
    path: "/teams/billing/",
    namePrefix: "acme-",
  },
  encryption: { keyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555` },
  network: {
    vpcId: "vpc-0123456789abcdef0",
    cidr: "10.20.0.0/16",
    zones: ["us-east-1a", "us-east-1b"],
    privateSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
    routeTableIds: ["rtb-0123456789abcdef1"],
    endpoints: "all",
  },
  fargateCluster: {
    loadBalancer: {
      scheme: "internal",
      allowedCidrs: ["10.0.0.0/8"],
      certificateArns: [`arn:aws:acm:${REGION}:${ACCOUNT}:certificate/11111111-2222-3333-4444-666666666666`],
      domain: { name: "billing.acme.internal.example.com" },
    },
  },
  services: [
    {
      name: "billing-api",
      cluster: "fargate",
      container: {
        image: "210987654321.dkr.ecr.us-east-1.amazonaws.com/platform/billing-api:2.4.1",
        port: 8080,
        secrets: {
          DATABASE_URL: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:billing/database-AbCdEf`,
        },
      },
      outbound: [{ port: 5432, cidrs: ["10.30.0.0/16"] }],
      route: { priority: 1, healthCheck: { path: "/healthz" } },
    },
  ],
} satisfies Environment;

/** What of it exists before, for the offline AWS. */
export const companyExisting = [
  { type: "aws_vpc", id: "vpc-0123456789abcdef0", cidr_block: "10.20.0.0/16" },
  {
    type: "aws_subnet",
    id: "subnet-0123456789abcdef1",
    vpc_id: "vpc-0123456789abcdef0",
    availability_zone: "us-east-1a",
  },
  {
    type: "aws_subnet",
    id: "subnet-0123456789abcdef2",
    vpc_id: "vpc-0123456789abcdef0",
    availability_zone: "us-east-1b",
  },
  { type: "aws_route_table", id: "rtb-0123456789abcdef1", vpc_id: "vpc-0123456789abcdef0" },
  { type: "aws_iam_policy", arn: company.identity.permissionsBoundaryArn },
  { type: "aws_kms_key", arn: company.encryption.keyArn },
  { type: "aws_acm_certificate", arn: company.fargateCluster.loadBalancer.certificateArns[0] },
];
