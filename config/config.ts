import * as v from "valibot";
import { RULES_ACROSS } from "./across.ts";
import { fargateCluster } from "./clusters/cluster.ts";
import { ec2Cluster } from "./clusters/ec2-cluster.ts";
import { clusterOf, ec2ClusterOf, execLogGroupName, hasCluster, resolveCluster } from "./clusters/resolve.ts";
import { EC2_CLUSTER_RULES } from "./clusters/rules.ts";
import { deliveredNames, delivery } from "./delivery/delivery.ts";
import { resolveDelivery } from "./delivery/resolve.ts";
import { DELIVERY_RULES } from "./delivery/rules.ts";
import { detection, fargateAgentArn } from "./detection.ts";
import { type EncryptionConfig, encryption, resolveEncryption } from "./encryption.ts";
import { checkNames, names, resolveNames } from "./environment-names.ts";
import { REGION, repeatable, rules, text } from "./fields.ts";
import { identity } from "./identity.ts";
import { network, publicSubnetCount, resolveNetwork } from "./network/network.ts";
import { NETWORK_RULES } from "./network/rules.ts";
import { awsPartition } from "./partition.ts";
import { quotas } from "./quotas.ts";
import { registry, resolveRegistry } from "./registry.ts";
import { architectureOf } from "./services/derive.ts";
import { resolveService } from "./services/resolve.ts";
import { SERVICES_RULES } from "./services/rules/across.ts";
import { SERVICE_RULES } from "./services/rules/rules.ts";
import { type Service, service } from "./services/service.ts";
import type { VolumeConfig } from "./services/volume.ts";
import { state } from "./state.ts";
import { tags } from "./tags.ts";

const fields = v.strictObject({
  /** First part of every cloud name: 2 to 20 lower-case letters, digits and single hyphens, beginning with a letter. */
  name: text(
    /^[a-z](?!.*--)[a-z0-9-]{0,18}[a-z0-9]$/,
    "is not a valid name: use 2 to 20 lower-case letters, digits and single hyphens, starting with a letter",
  ),
  /** AWS account, 12 digits. */
  account: text(/^\d{12}$/, "is not an AWS account: write its 12 digits, as text"),
  /** Whether Terraform refuses to work in any other account. A plan then needs credentials too. @default true */
  lockAccount: v.optional(v.boolean(), true),
  /** AWS region, such as `us-east-1`. */
  region: text(REGION, "is not a region: write it as AWS does, such as us-east-1"),
  /** Whether regions and zones that this version does not know are accepted, such as new ones of AWS. @default false */
  allowUnknownRegion: v.optional(v.boolean()),
  /**
   * Tags of every resource that supports tags, by key, and of what AWS creates for it: instances, volumes, tasks.
   * @default only those that every stack sets
   */
  tags: v.optional(tags, {}),
  /** Where Terraform keeps the state of each stack. */
  state,
  /**
   * Names instead of the default ones, such as `{ pipeline: "shop-releases" }`.
   * @default `NAME` and what it is for, such as `NAME-pipeline`, where `NAME` is the name of the environment
   */
  names: v.optional(v.pipe(names, rules(checkNames)), {}),
  /** Permissions boundary, path and names of the roles that the environment creates. @default none */
  identity: v.optional(identity, {}),
  /**
   * KMS keys for what the environment encrypts.
   * @default AWS owned and AWS managed keys, and created ones where AWS has none
   */
  encryption: v.optional(encryption, {}),
  /** Quotas of the account and region that AWS has raised. @default the default quotas of AWS */
  quotas: v.optional(quotas, {}),
  /** VPC, subnets, NAT gateways and flow logs. */
  network: v.pipe(network, rules(...NETWORK_RULES)),
  /**
   * ECR repository of the environment's images.
   * @default created if the pipeline builds images, or a container names an image by its tag alone
   */
  registry: v.optional(registry),
  /** ECS cluster on EC2 instances. @default created if a service has `cluster: "ec2"` */
  ec2Cluster: v.optional(v.pipe(ec2Cluster, rules(...EC2_CLUSTER_RULES))),
  /** ECS cluster on Fargate. @default created if a service has `cluster: "fargate"` */
  fargateCluster: v.optional(fargateCluster),
  /** Whether Terraform keeps old revisions of task definitions, so that a service can go back to them. @default true */
  keepTaskRevisions: v.optional(v.boolean(), true),
  /** Services on the two clusters. */
  services: v.pipe(repeatable(v.pipe(service, rules(...SERVICE_RULES))), rules(...SERVICES_RULES)),
  /** Detection in the account as a whole: GuardDuty, CloudTrail. @default none */
  detection: v.optional(detection, {}),
  /** Pipelines that deliver images and the stacks. @default none: services change only by `npm run deploy` */
  delivery: v.optional(v.pipe(delivery, rules(...DELIVERY_RULES))),
});

/** An environment and its rules. */
export const environment = v.pipe(fields, rules(...RULES_ACROSS));

/** An environment whose fields are checked, with the defaults of fields. */
export type Parsed = v.InferOutput<typeof fields>;

/** An environment as it is written in `config/environments`. */
export type Environment = v.InferInput<typeof environment>;

/** An environment with all that follows from it: what the stacks get. */
export type Config = ReturnType<typeof resolveConfig>;

/** A service with everything that follows from what the environment says of it. */
export type ServiceConfig = Config["services"][number];

/**
 * Completes an environment that the rules have accepted: what it does not configure is there where something needs it,
 * and nowhere else.
 */
export function resolveConfig(parsed: Parsed, environmentName: string) {
  const { region } = parsed;
  const names = resolveNames(parsed.names, parsed);
  const delivery = resolveDelivery(parsed, names);
  const encryption = resolveEncryption(parsed.encryption);
  const registry = resolveRegistry(parsed);
  const services = parsed.services.map((each) => ({
    ...resolveService(each, parsed, registry?.firstImage?.tag),
    clusterName: names[`${each.cluster}Cluster`],
    execLogGroupName: execLogGroupName(names[`${each.cluster}Cluster`]),
    architecture: architectureOf(each, parsed),
    volumes: each.volumes.map((volume) => withKey(volume, encryption)),
    outbound: [...each.outbound, ...mounts(each, parsed.network.cidr)],
    /** A pipeline decides which task definition runs, so Terraform leaves it alone. */
    delivered: deliveredNames(parsed.delivery).includes(each.name),
    /** Only another environment's pipeline delivers it, so its releases bring no definition of this environment's. */
    promoted:
      parsed.delivery?.deployedFrom?.services.includes(each.name) === true &&
      !parsed.delivery.services.includes(each.name),
  }));
  const on = (kind: Service["cluster"]) => services.filter(({ cluster }) => cluster === kind);
  const network = resolveNetwork(parsed.network);
  const { ipv6, httpsEgress } = network;
  const around = { ipv6, httpsEgress, publicSubnets: publicSubnetCount(parsed.network) };
  return {
    ...parsed,
    environment: environmentName,
    /** `aws`, `aws-cn`, `aws-eusc` or `aws-us-gov`. */
    partition: awsPartition(region),
    names,
    encryption,
    /** Repository of GuardDuty's agent, which starts beside tasks on Fargate; undefined if it does not. */
    fargateAgentArn: fargateAgentArn(parsed),
    /** Names that the environment gives itself: a role that nothing needs is made where it has one. */
    named: Object.keys(parsed.names),
    network,
    registry,
    ec2Cluster: hasCluster("ec2", parsed)
      ? resolveCluster("ec2", names, ec2ClusterOf(parsed), on("ec2"), around)
      : undefined,
    fargateCluster: hasCluster("fargate", parsed)
      ? resolveCluster("fargate", names, clusterOf("fargate", parsed), on("fargate"), around)
      : undefined,
    delivery,
    services,
  };
}

const withKey = (volume: VolumeConfig, { volumesKeyArn }: EncryptionConfig): VolumeConfig =>
  volume.type === "ebs" ? { ...volume, kmsKeyArn: volume.kmsKeyArn ?? volumesKeyArn } : volume;

/** Port of EFS, whose file systems are in the VPC. */
const NFS = 2049;

const mounts = ({ volumes }: Service, cidr: string) =>
  volumes.some(({ type }) => type === "efs") ? [{ port: NFS, cidrs: [cidr] }] : [];
