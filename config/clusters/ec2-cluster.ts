import * as v from "valibot";
import { architecture, choice, EC2_ID, integer, list, repeatable, text } from "../fields.ts";
import { WINDOWS } from "../windows.ts";
import { cluster } from "./cluster.ts";

/** Sizes come in these words only (https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html). */
const instanceType = text(
  /^[a-z][a-z0-9-]*\.(nano|micro|small|medium|large|\d{0,3}xlarge|metal(-\d{1,3}xl)?)$/,
  "is not an instance type: write it as EC2 does, such as t3.small",
);

/** Spot capacity: cheaper, interrupted with two minutes' notice, in which ECS moves the tasks. */
const spot = v.strictObject({
  /** On-Demand instances before the first Spot instance. @default 0 */
  onDemandBase: v.optional(integer(0, 5000, "instances"), 0),
  /** Percentage of On-Demand instances among the others, 0 to 100. @default 0: all Spot */
  onDemandPercent: v.optional(integer(0, 100, "percent"), 0),
  /** Which Spot capacity pools EC2 chooses. @default "price-capacity-optimized": low price and rare interruptions */
  allocation: v.optional(
    choice("price-capacity-optimized", "capacity-optimized", "capacity-optimized-prioritized", "lowest-price"),
    "price-capacity-optimized",
  ),
});

/** Settings of the ECS agent (ECS developer guide, agent configuration). */
const agent = v.strictObject({
  /** Memory reserved for the operating system, 0 to 65536 MiB. @default 0 */
  reservedMemoryMiB: v.optional(integer(0, 65536, "MiB"), 0),
  /**
   * When the agent pulls an image. `default`: for each task, or the cached image if the pull fails; `always`: for each
   * task, which fails if the pull fails; `once`: unless a task has pulled it on this instance before; `prefer-cached`:
   * unless it is cached.
   * @default "default"
   */
  imagePullBehavior: v.optional(choice("default", "always", "once", "prefer-cached"), "default"),
  /** Interval of the cleanup of unused images on an instance, 10 to 1440 minutes. @default 30 */
  imageCleanupMinutes: v.optional(integer(10, 1440, "minutes"), 30),
  /** Log level of the agent. @default "info" */
  logLevel: v.optional(choice("debug", "info", "warn", "error"), "info"),
  /** Custom attributes of the instances for placement constraints, by name: `{ stack: "web" }`. @default none */
  attributes: v.optional(
    v.record(
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html
      text(/^[\w./\\-]{1,128}$/, "is not an attribute's name: use up to 128 letters, digits and . _ / \\ -"),
      text(
        /^(?! )[\w.:@/\\ -]{1,128}(?<! )$/,
        "is not an attribute's value: use up to 128 letters, digits and . _ : @ / \\ -, and spaces between them",
      ),
    ),
    {},
  ),
});

/** An additional volume of an instance. */
const dataVolume = v.strictObject({
  /** Device, `/dev/sdf` to `/dev/sdp`. */
  device: text(/^\/dev\/sd[f-p]$/, "must be a device from /dev/sdf to /dev/sdp"),
  /** Size, 1 to 65536 GiB; more than 16384 for `gp3` alone. */
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html
  sizeGiB: integer(1, 65536, "GiB"),
  /** EBS volume type. @default "gp3" */
  volumeType: v.optional(choice("gp2", "gp3", "sc1", "st1"), "gp3"),
});

/** How running instances are replaced when their template changes. */
const instanceRefresh = v.strictObject({
  /** Percentage of the instances that stay in service, 0 to 100. @default 90 */
  minHealthyPercent: v.optional(integer(0, 100, "percent"), 90),
  /** Seconds until a new instance counts as in service. @default 300 */
  // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html has no maximum.
  warmupSeconds: v.optional(integer(0, 2147483647, "seconds"), 300),
});

/** Instances that AWS chooses, patches and replaces (ECS Managed Instances). */
const managedInstances = v.strictObject({
  /** Minimum vCPUs of an instance, 1 to 448. @default 1 */
  minVcpus: v.optional(integer(1, 448, "vCPUs"), 1),
  /** Minimum memory of an instance in MiB, 512 to 25165824. @default 1024 */
  minMemoryMiB: v.optional(integer(512, 25165824, "MiB"), 1024),
  /** Instance types that AWS may choose, with `*`, such as `m7i.*`. @default any type that fits the tasks */
  allowedInstanceTypes: v.optional(
    list(
      text(
        /^[a-z0-9*][a-z0-9.*-]*$/,
        "is not an instance type: write it as EC2 does, with * for any part, such as m7i.*",
      ),
    ),
    [],
  ),
  /** Storage of an instance, 1 to 65536 GiB. @default 80, the default of ECS */
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedInstancesStorageConfiguration.html has no maximum.
  storageGiB: v.optional(integer(1, 65536, "GiB"), 80),
  /** EC2 monitoring: `basic` every five minutes, `detailed` every minute. @default "basic" */
  monitoring: v.optional(choice("basic", "detailed"), "basic"),
});

/** On-premises servers that run tasks (ECS Anywhere); Systems Manager registers them. */
const externalInstances = v.strictObject({
  /** Maximum number of servers that may register, 1 to 1000. @default 10 */
  registrationLimit: v.optional(integer(1, 1000, "servers"), 10),
  /**
   * Days after the deployment during which servers may register, 1 to 30. A changed number starts a new period.
   * @default 1, the default of AWS
   */
  registrationDays: v.optional(integer(1, 30, "days")),
});

/** The cluster on EC2 instances. */
export const ec2Cluster = v.strictObject({
  ...cluster,
  /** Instance types of one architecture, at most 40, in order of preference. More than one needs `spot`. @default ["t3.small"] */
  instanceTypes: v.optional(list(instanceType), ["t3.small"]),
  /** Processor architecture of the instances. @default "x86_64" */
  architecture: v.optional(architecture(), "x86_64"),
  /**
   * ECS-optimized AMI, with drivers where Linux runs on types with GPUs. Amazon Linux 2 reached its end of support in
   * June 2026. Windows supports only `x86_64`, and services with the same `os`. @default "amazon-linux-2023"
   */
  image: v.optional(choice("amazon-linux-2023", "amazon-linux-2", "bottlerocket", ...WINDOWS), "amazon-linux-2023"),
  /**
   * Custom AMI with the ECS agent, based on `image` and used instead of its newest version: an id, or the name of an
   * SSM parameter that holds one, such as `/acme/ecs-ami`. EC2 reads the parameter at each launch. @default the newest
   * of `image`
   */
  ami: v.optional(
    text(
      new RegExp(String.raw`^(ami-${EC2_ID}|/[\w.-]+(/[\w.-]+)*)$`),
      "must be an AMI: write its id, ami-…, or the full name of an SSM parameter, such as /acme/ecs-ami",
    ),
  ),
  /**
   * Additional user data: lines of a shell script, settings in TOML on Bottlerocket, or lines of PowerShell on Windows.
   * Not for secrets: every process on the instance can read it. @default nothing
   */
  userData: v.optional(v.string()),
  /**
   * Additional EBS volumes of the instances, encrypted and deleted with them; `userData` formats and mounts them.
   * @default none
   */
  dataVolumes: v.optional(repeatable(dataVolume), []),
  /** Size of the Auto Scaling group; ECS scales it between `min` and `max`. @default 1 instance, 3 at most */
  instances: v.optional(
    v.strictObject({
      /** Minimum number of instances. @default 1 */
      min: v.optional(integer(0, 5000, "instances"), 1),
      /** Number of instances at the start. @default 1, or the nearest number within `min` and `max` */
      desired: v.optional(integer(0, 5000, "instances")),
      /** Maximum number of instances. @default 3 */
      max: v.optional(integer(1, 5000, "instances"), 3),
    }),
    {},
  ),
  /** Share of Spot instances. @default none: all instances are On-Demand */
  spot: v.optional(spot),
  /** Size of the root volume, which holds images and containers, 30 to 16384 GiB; from 50 on Windows. @default 30; 50 on Windows */
  rootVolumeGiB: v.optional(integer(30, 16384, "GiB")),
  /** Existing EC2 key pair for SSH (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateKeyPair.html). @default none: use Session Manager */
  keyPairName: v.optional(
    v.pipe(
      text(/./, "is empty: leave it out for no key pair"),
      v.check(
        (name) => name === "" || /^[!-~]([ -~]{0,253}[!-~])?$/.test(name),
        "is not the name of a key pair: write up to 255 ASCII characters, without spaces around them",
      ),
    ),
  ),
  /**
   * Permissions of AWS Systems Manager on the instances. `sessions`: open shells (Session Manager). `all`: also run
   * commands, patch and take inventory, with AWS's policy AmazonSSMManagedInstanceCore, which also reads every plain
   * parameter of the account. @default "sessions"
   */
  systemsManager: v.optional(choice("none", "sessions", "all"), "sessions"),
  /** Subnets of the instances, which need a route to the ECS endpoints. @default "private" */
  subnets: v.optional(choice("public", "private"), "private"),
  /**
   * Target utilization of the instances, in percent; below 100, new tasks are placed without waiting for an instance.
   * @default 100
   */
  targetCapacityPercent: v.optional(integer(1, 100, "percent"), 100),
  /** Settings of the ECS agent on the instances. @default the agent's own */
  agent: v.optional(agent, {}),
  /**
   * How running instances are replaced when the launch template changes; null: not at all, only new instances use it.
   * @default replaced immediately, 90 percent stay in service
   */
  instanceRefresh: v.optional(v.nullable(instanceRefresh), {}),
  /** ECS Managed Instances: AWS chooses, patches and replaces the instances. @default none */
  managedInstances: v.optional(managedInstances),
  /** ECS Anywhere: on-premises servers run tasks. @default none */
  externalInstances: v.optional(externalInstances),
});

export type Ec2ClusterConfig = v.InferOutput<typeof ec2Cluster>;
export type AgentConfig = v.InferOutput<typeof agent>;
export type ManagedInstancesConfig = v.InferOutput<typeof managedInstances>;
export type ExternalInstancesConfig = v.InferOutput<typeof externalInstances>;
