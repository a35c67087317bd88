import * as v from "valibot";
import { fargateCluster } from "./clusters/cluster.ts";
import { ec2Cluster } from "./clusters/ec2-cluster.ts";
import { resolveCluster } from "./clusters/resolve.ts";
import { checkEc2Cluster } from "./clusters/rules.ts";
import { delivery } from "./delivery/delivery.ts";
import { checkPatience } from "./delivery/patience.ts";
import { checkDelivery } from "./delivery/rules.ts";
import { follows, REGION, repeatable, text } from "./fields.ts";
import { checkNames, names, resolveNames } from "./names.ts";
import { network, resolveNetwork } from "./network/network.ts";
import { checkNetwork } from "./network/rules.ts";
import { registry, resolveRegistry } from "./registry.ts";
import { resolveService } from "./services/resolve.ts";
import { checkServices } from "./services/rules/across.ts";
import { checkAlarmNames } from "./services/rules/alarm-names.ts";
import { checkService } from "./services/rules/rules.ts";
import { service } from "./services/service.ts";
import { state } from "./state.ts";

const fields = v.strictObject({
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
  /** Whether revisions of task definitions stay when Terraform makes a new one, so that one can go back to them. @default true */
  keepTaskRevisions: v.optional(v.boolean(), true),
  services: v.pipe(repeatable(v.pipe(service, follows(checkService))), follows(checkServices)),
  delivery: v.pipe(delivery, follows(checkDelivery)),
});

/** An environment and its rules. */
export const environment = v.pipe(
  fields,
  follows(({ services, delivery }) => checkPatience(services, delivery)),
  follows(({ services, name }) => checkAlarmNames(services, name)),
);

type Parsed = v.InferOutput<typeof environment>;

/** An environment as it is written in `config/environments`. */
export type Environment = v.InferInput<typeof environment>;

/** An environment with all that follows from it: what the stacks get. */
export type Config = ReturnType<typeof resolveConfig>;

/** Completes an environment that the rules have accepted. */
export function resolveConfig(parsed: Parsed, environmentName: string) {
  const { region, name, ec2Cluster, fargateCluster, services } = parsed;
  const names = resolveNames(parsed.names, parsed);
  return {
    ...parsed,
    environment: environmentName,
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    partition: region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws",
    names,
    network: resolveNetwork(parsed.network),
    registry: resolveRegistry(parsed.registry, parsed.delivery.build.architecture),
    ec2Cluster: { ...ec2Cluster, ...resolveCluster("ec2", names, services, ec2Cluster.loadBalancer) },
    fargateCluster: { ...fargateCluster, ...resolveCluster("fargate", names, services, fargateCluster.loadBalancer) },
    delivery: { ...parsed.delivery, artifactPrefix: artifactPrefix(names.pipeline) },
    services: services.map((each) => ({
      ...resolveService(each, name),
      architecture: each.architecture ?? (each.cluster === "ec2" ? ec2Cluster.architecture : "x86_64"),
      outbound: [...each.outbound, ...mounts(each, parsed.network.cidr)],
      /** A pipeline decides which task definition runs, so Terraform leaves it alone. */
      delivered: [...parsed.delivery.services, ...(parsed.delivery.deployedFrom?.services ?? [])].includes(each.name),
    })),
  };
}

/** Port of EFS, whose file systems are in the VPC. */
const NFS = 2049;

const mounts = ({ volumes }: Parsed["services"][number], cidr: string) =>
  volumes.some(({ type }) => type === "efs") ? [{ port: NFS, cidrs: [cidr] }] : [];

/** First part of the keys of a pipeline's artifacts: CodePipeline shortens its name to 20 characters. */
const artifactPrefix = (pipelineName: string): string => `${pipelineName.slice(0, 20)}/`;
