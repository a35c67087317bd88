import * as v from "valibot";
import { environment as schema } from "../../config/config.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { parseConfig } from "../../config/load.ts";

/** An environment as it is written, with the defaults of its fields written out. */
export type Written = v.InferOutput<typeof schema>;

/** An environment with the defaults of its fields, as one can write it. */
export const withDefaults = (environment: unknown): Written => asText(v.parse(schema, environment)) as Written;

/** Fields that are written as an object although an ARN is all they have. */
const OBJECTS = ["taskRole", "executionRole"];

/** What is read as an object with nothing but an ARN is written as the ARN alone. */
function asText(value: unknown, field = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => asText(each));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, asText(member, name)] as const);
  const [[name, arn] = ["", undefined], ...others] = entries;
  const isText = name === "arn" && others.length === 0 && !OBJECTS.includes(field);
  return isText ? arn : Object.fromEntries(entries);
}

const written = withDefaults(showcase);
const { delivery } = written;
if (delivery === undefined) throw new Error("the showcase has no delivery");

/** A Network Load Balancer with addresses that exist, and a certificate for TLS. */
const withAddresses = {
  ...written.ec2Cluster?.networkLoadBalancer,
  certificateArns: written.fargateCluster?.networkLoadBalancer?.certificateArns,
};

/** The showcase, and what excludes its options: together they have a value for nearly every field. */
export const ENVIRONMENTS: readonly Written[] = [
  written,
  {
    ...written,
    names: parseConfig(showcase, "showcase").names,
    ec2Cluster: { ...written.ec2Cluster, networkLoadBalancer: withAddresses } as Written["ec2Cluster"],
    encryption: {
      ...written.encryption,
      artifactsKeyArn: key("999999999991"),
    },
    network: {
      ...written.network,
      publicSubnetCidrs: ["10.30.10.0/24", "10.30.11.0/24", "10.30.12.0/24"],
      privateSubnetCidrs: ["10.30.20.0/24", "10.30.21.0/24", "10.30.22.0/24"],
      endpoints: "gateway",
      publicIpOnLaunch: false,
      flowLogRetentionDays: 30,
    },
    registry: { ...written.registry, kmsKeyArn: key("eeeeeeeeeeee") } as Written["registry"],
    delivery: {
      ...delivery,
      source: { ...delivery.source, connectionArn: connection("11111111") } as typeof delivery.source,
      notifications: {
        topicArn: "arn:aws:sns:eu-central-1:123456789012:results",
        emails: [],
        of: ["failed"],
        roleUse: false,
      },
    },
  },
  {
    ...written,
    state: { type: "local", folder: ".terraform-state" },
    identity: { ...written.identity, namePrefix: "acme-" },
    ec2Cluster: {
      ...written.ec2Cluster,
      networkLoadBalancer: {
        ...written.fargateCluster?.networkLoadBalancer,
        domain: { name: "relay.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
        domains: [{ name: "relay.example.org", hostedZoneId: "Z0123456789EXAMPLE01" }],
      },
    } as Written["ec2Cluster"],
    fargateCluster: {
      ...written.fargateCluster,
      networkLoadBalancer: withAddresses,
      loadBalancer: {
        ...written.ec2Cluster?.loadBalancer,
        domain: undefined,
        domains: written.ec2Cluster?.loadBalancer?.domains.map((each) => ({ ...each, name: `${each.name}.net` })),
      },
    } as Written["fargateCluster"],
    delivery: {
      ...delivery,
      infrastructure: undefined,
      source: { type: "codecommit", branch: "main", approvals: { count: 2 } },
    },
  },
  {
    ...written,
    encryption: {
      ...written.encryption,
      shellsKeyArn: key("999999999992"),
      topicKeyArn: key("999999999993"),
    },
    delivery: {
      ...delivery,
      infrastructure: undefined,
      source: { type: "ecr", repositoryName: "shop", tag: "stable" },
    },
  },
  {
    ...written,
    encryption: { keyArn: key("999999999999"), created: [] },
    network: {
      vpcId: "vpc-0123456789abcdef0",
      cidr: written.network.cidr,
      zones: written.network.zones,
      publicSubnetIds: ids("subnet", "1"),
      privateSubnetIds: ids("subnet", "2"),
      routeTableIds: ids("rtb", "3"),
      endpoints: "all",
      ipv6: false,
      overrides: [],
    },
    delivery: { ...delivery, ...withoutPaths(), source: { type: "s3", bucket: "show-releases", key: "shop.zip" } },
  },
];

function key(end: string): string {
  return `arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-${end}`;
}

function connection(start: string): string {
  return `arn:aws:codestar-connections:eu-central-1:123456789012:connection/${start}-2222-3333-4444-555555555555`;
}

/** An id for each of three zones. */
function ids(prefix: string, last: string): string[] {
  return ["a", "b", "c"].map((zone) => `${prefix}-0123456789abcde${zone}${last}`);
}

/** Only a source behind a connection starts the infrastructure pipeline by path. */
function withoutPaths() {
  return { infrastructure: delivery?.infrastructure && { ...delivery.infrastructure, paths: [] } };
}
