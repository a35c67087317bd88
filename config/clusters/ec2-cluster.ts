import * as v from "valibot";
import { architecture, choice, list, text, whole } from "../fields.ts";
import { cluster } from "./cluster.ts";

const instanceType = text(
  /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  "is not an instance type: write it as EC2 does, such as t3.small",
);

/** Spare capacity of EC2: cheaper, ended with two minutes' notice, which ECS uses to move the tasks. */
const spot = v.strictObject({
  /** Instances that are on demand before there is any Spot. @default 0 */
  onDemandBase: v.optional(whole(0, 5000, "instances"), 0),
  /** Share of the others that is on demand, 0 to 100. @default 0: all Spot */
  onDemandPercent: v.optional(whole(0, 100, "percent"), 0),
  /** From which pools of capacity EC2 takes. @default "price-capacity-optimized": cheap and seldom ended */
  allocation: v.optional(
    choice("price-capacity-optimized", "capacity-optimized", "capacity-optimized-prioritized", "lowest-price"),
    "price-capacity-optimized",
  ),
});

/** Settings of the ECS agent (ECS developer guide, agent configuration). */
const agent = v.strictObject({
  /** Memory that tasks never get, for the system itself, 0 to 65536 MiB. @default 0 */
  reservedMemoryMiB: v.optional(whole(0, 65536, "MiB"), 0),
  /** When an image is pulled. @default "default": always, and the one on disk if the registry does not answer */
  imagePullBehavior: v.optional(choice("default", "always", "once", "prefer-cached"), "default"),
  /** Minutes between two clean-ups of unused images, 10 to 1440. @default 30 */
  imageCleanupMinutes: v.optional(whole(10, 1440, "minutes"), 30),
  /** @default "info" */
  logLevel: v.optional(choice("debug", "info", "warn", "error"), "info"),
  /** Attributes that placement constraints can ask for, by name: `{ stack: "web" }`. @default none */
  attributes: v.optional(
    v.record(
      text(/^[\w.-]{1,128}$/, "is not an attribute's name: use up to 128 letters, digits and . _ -"),
      text(/^[\w.:@/-]{1,128}$/, "is not an attribute's value: use up to 128 letters, digits and . _ : @ / -"),
    ),
    {},
  ),
});

/** How running instances are replaced when their template changes. */
const instanceRefresh = v.strictObject({
  /** Share of the instances that stays, 0 to 100. @default 90 */
  minHealthyPercent: v.optional(whole(0, 100, "percent"), 90),
  /** Seconds until a new instance counts, 0 to 3600. @default 300 */
  warmupSeconds: v.optional(whole(0, 3600, "seconds"), 300),
});

/** Instances that AWS itself chooses, patches and replaces (ECS Managed Instances). */
const managedInstances = v.strictObject({
  /** Fewest vCPUs of an instance. @default 1 */
  minVcpus: v.optional(whole(1, 448, "vCPUs"), 1),
  /** Least memory of an instance, in MiB. @default 1024 */
  minMemoryMiB: v.optional(whole(512, 25165824, "MiB"), 1024),
  /** Types that may be chosen, with *. @default any that has room for the tasks */
  allowedInstanceTypes: v.optional(
    list(
      text(
        /^[a-z0-9*][a-z0-9.*-]*$/,
        "is not an instance type: write it as EC2 does, with * for any part, such as m7i.*",
      ),
    ),
    [],
  ),
  /** Disk of an instance, 30 to 16384 GiB. @default 80 (ECS's own) */
  storageGiB: v.optional(whole(30, 16384, "GiB"), 80),
  /** How often EC2 measures an instance: every five minutes, or every minute. @default "basic" */
  monitoring: v.optional(choice("basic", "detailed"), "basic"),
});

/** Servers of one's own that run tasks (ECS Anywhere); Systems Manager registers them. */
const externalInstances = v.strictObject({
  /** Servers that may register, 1 to 1000. @default 10 */
  registrationLimit: v.optional(whole(1, 1000, "servers"), 10),
  /** Last moment of registration, within 30 days of the deployment: `2027-01-31T00:00:00Z`. @default a day later */
  expires: v.optional(
    text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "is no moment: write date and time in UTC, such as 2027-01-31T00:00:00Z"),
  ),
});

/** The cluster on EC2 instances. */
export const ec2Cluster = v.strictObject({
  ...cluster,
  /** Instance types of one architecture; the first is preferred, others stand in with `spot`. @default ["t3.small"] */
  instanceTypes: v.optional(list(instanceType), ["t3.small"]),
  /** @default "x86_64" */
  architecture: v.optional(architecture(), "x86_64"),
  /** Image made for ECS; Amazon Linux 2 has had no support since June 2026. @default "amazon-linux-2023" */
  image: v.optional(choice("amazon-linux-2023", "amazon-linux-2", "bottlerocket"), "amazon-linux-2023"),
  /** Number of instances; ECS scales between the limits. */
  instances: v.optional(
    v.strictObject({
      /** @default 1 */
      min: v.optional(whole(0, 5000, "instances"), 1),
      /** Number to start with. @default 1 */
      desired: v.optional(whole(0, 5000, "instances"), 1),
      /** @default 3 */
      max: v.optional(whole(1, 5000, "instances"), 3),
    }),
    {},
  ),
  /** @default all instances are on demand */
  spot: v.optional(spot),
  /** Size of the volume that holds images and containers, 30 to 16384 GiB. @default 30 */
  rootVolumeGiB: v.optional(whole(30, 16384, "GiB"), 30),
  /** Key pair for SSH that exists already. @default none: Session Manager opens a shell without one */
  keyPairName: v.optional(text(/./, "is empty: leave it out for no key pair")),
  /** Where the instances are. @default "private" */
  subnets: v.optional(choice("public", "private"), "private"),
  /** How full ECS keeps the instances: below 100 leaves room for new tasks. @default 100 */
  targetCapacityPercent: v.optional(whole(1, 100, "percent"), 100),
  agent: v.optional(agent, {}),
  /** Null for not: then only new instances follow a change. @default replaced at once, 90 percent stay */
  instanceRefresh: v.optional(v.nullable(instanceRefresh), {}),
  /** @default none */
  managedInstances: v.optional(managedInstances),
  /** @default none */
  externalInstances: v.optional(externalInstances),
});

export type Ec2ClusterConfig = v.InferOutput<typeof ec2Cluster>;
