import * as v from "valibot";
import { ec2Cluster, fargateCluster } from "./clusters/clusters.ts";
import { checkEc2Cluster } from "./clusters/rules.ts";
import { delivery } from "./delivery.ts";
import { follows, text } from "./fields.ts";
import type { Finding } from "./finding.ts";
import { checkNames, names, resolveNames } from "./names.ts";
import { network, resolveNetwork } from "./network/network.ts";
import { checkNetwork } from "./network/rules.ts";
import { registry } from "./registry.ts";
import { checkService, checkServices } from "./services/rules.ts";
import { resolveService, service } from "./services/service.ts";
import { state } from "./state.ts";

const REGION = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;

/** An environment and its rules. */
export const environment = v.strictObject({
  /** First part of every cloud name: 2 to 20 lower-case letters, digits and hyphens, beginning with a letter. */
  name: text(
    /^[a-z](?!.*--)[a-z0-9-]{0,18}[a-z0-9]$/,
    "is not a short name: use 2 to 20 lower-case letters, digits and single hyphens, a letter first",
  ),
  /** AWS account, 12 digits. */
  account: text(/^\d{12}$/, "is not an AWS account: write its 12 digits, as text"),
  /** Whether Terraform refuses to work in any other account; then also a plan needs credentials. @default true */
  lockAccount: v.optional(v.boolean(), true),
  /** AWS region, such as `us-east-1`. */
  region: text(REGION, "is not a region: write it as AWS does, such as us-east-1"),
  /** Tags of everything that takes tags. @default none besides those that every stack sets */
  tags: v.optional(v.record(v.string(), v.string()), {}),
  state,
  names: v.optional(v.pipe(names, follows(checkNames)), {}),
  network: v.pipe(network, follows(checkNetwork)),
  registry: v.optional(registry, {}),
  ec2Cluster: v.optional(v.pipe(ec2Cluster, follows(checkEc2Cluster)), {}),
  fargateCluster: v.optional(fargateCluster, {}),
  services: v.pipe(v.array(v.pipe(service, follows(checkService))), follows(checkServices)),
  delivery,
});

type Parsed = v.InferOutput<typeof environment>;

/** An environment as it is written in `config/environments`. */
export type Environment = v.InferInput<typeof environment>;

/** An environment with all that follows from it: what the stacks get. */
export type Config = ReturnType<typeof resolveConfig>;

/**
 * Finds what the parts have of each other's. It looks at an environment as it is written, because a part that is wrong
 * in itself has no other form.
 */
export function checkAcross(written: Partial<Environment>): Finding[] {
  const { region = "", network, services, delivery } = written;
  const known = [...new Set(list(services).map(({ name }) => name))];
  const delivered = list(delivery?.services);
  return [
    ...list(network?.zones).flatMap((zone, index) =>
      !REGION.test(region) || zone.startsWith(region)
        ? []
        : [{ path: ["network", "zones", index], message: `is not in region ${region}: use ${region}a, ${region}b …` }],
    ),
    ...delivered.flatMap((name, index) => {
      const path = ["delivery", "services", index];
      if (!known.includes(name)) return [{ path, message: `is no service here: name one of ${known.join(", ")}` }];
      return delivered.indexOf(name) < index ? [{ path, message: "stands twice: deploy each service once" }] : [];
    }),
    ...checkOneImage(list(services), delivered),
    ...checkWayOut(written),
  ];
}

/** The pipeline builds one image, and names the container that gets it. */
function checkOneImage(services: Environment["services"], delivered: string[]): Finding[] {
  const containers = services.flatMap(({ name, container }, index) =>
    delivered.includes(name) ? [{ index, name: container?.name }] : [],
  );
  return containers
    .filter(({ name }) => name !== containers[0]?.name)
    .map(({ index }) => ({
      path: ["services", index, "container", "name"],
      message: `differs from that of services[${containers[0]?.index}]: give both containers the same name, because the pipeline deploys one image to both`,
    }));
}

/** Instances call ECS, so they need a way to the internet. */
function checkWayOut({ network, ec2Cluster }: Partial<Environment>): Finding[] {
  if (network === undefined) return [];
  const path = ["ec2Cluster", "subnets"];
  if (ec2Cluster?.subnets === "public" && network.publicIpOnLaunch !== true)
    return [
      {
        path,
        message: "leaves the instances without a way out: set network.publicIpOnLaunch to true, or use private subnets",
      },
    ];
  const hasPrivate = network.nat !== "none" && network.privateSubnetCidrs?.length !== 0;
  if (ec2Cluster?.subnets !== "public" && !hasPrivate)
    return [{ path, message: 'there are no private subnets: use "public", or give the network NAT gateways' }];
  return [];
}

const list = <T>(value: T[] | undefined): T[] => (Array.isArray(value) ? value : []);

/** Completes an environment that the rules have accepted. */
export function resolveConfig(parsed: Parsed, environmentName: string) {
  const { region, name } = parsed;
  return {
    ...parsed,
    environment: environmentName,
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    partition: region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws",
    names: resolveNames(parsed.names, parsed),
    network: resolveNetwork(parsed.network),
    services: parsed.services.map((each) => ({
      ...resolveService(each, name),
      /** The pipeline decides which task definition runs, so Terraform leaves it alone. */
      delivered: parsed.delivery.services.includes(each.name),
    })),
  };
}
