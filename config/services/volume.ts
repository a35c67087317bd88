import * as v from "valibot";
import { absolutePath, choice, integer, keyArn, kinds, text } from "../fields.ts";

const name = text(
  /^[A-Za-z0-9][\w-]{0,254}$/,
  "is not a volume's name: use up to 255 letters, digits, _ and -, starting with a letter or digit",
);

/** A volume that containers of a task can mount. */
export const volume = kinds([
  v.strictObject({
    /** A folder that the containers of a task share: empty at first, or a folder of the instance. */
    type: v.literal("bind"),
    /** Name by which `mounts` refer to the volume. */
    name,
    /** Folder of the instance; not on Fargate. @default an empty folder, deleted with the task */
    hostPath: v.optional(absolutePath()),
    /**
     * Whether `hostPath` may be `/`, a socket of Docker or another folder through which containers control the instance, such as
     * `/etc` or `/proc` where they may write to it. @default false
     */
    allowHostControl: v.optional(v.boolean()),
  }),
  v.strictObject({
    /** An EFS file system, which outlives tasks; encrypted in transit. */
    type: v.literal("efs"),
    /** Name by which `mounts` refer to the volume. */
    name,
    /** File system, whose security group has to allow the tasks at port 2049. */
    fileSystemId: text(/^fs-[0-9a-f]{8,40}$/, "is not a file system: write its id, fs-…"),
    /** Directory of the file system; not with an access point. @default "/" */
    rootDirectory: v.optional(absolutePath()),
    /** Access point, which sets directory and user. @default none */
    accessPointId: v.optional(text(/^fsap-[0-9a-f]{8,40}$/, "is not an access point: write its id, fsap-…")),
    /** Whether EFS authorizes the mount with IAM; the task role gets the permission. @default true */
    iam: v.optional(v.boolean(), true),
  }),
  // ECS developer guide, EBS volumes: one for each service.
  v.strictObject({
    /** An EBS volume that ECS creates for each task and deletes with it; one per service. */
    type: v.literal("ebs"),
    /** Name by which `mounts` refer to the volume. */
    name,
    /** Size, 1 to 16384 GiB; from 4 with `io1` and `io2`, from 125 with `sc1` and `st1`, up to 1024 with `standard`. */
    sizeGiB: integer(1, 16384, "GiB"),
    /** EBS volume type; `io1` and `io2` with `iops`, `standard` not on Fargate. @default "gp3" */
    volumeType: v.optional(choice("gp2", "gp3", "io1", "io2", "sc1", "st1", "standard"), "gp3"),
    /**
     * Provisioned IOPS, 100 to 256000: with `io2` any, up to 1000 for each GiB; with `io1` up to 64000, and 50 for each GiB; with
     * `gp3` from 3000 to 16000, and up to 500 for each GiB. @default 3000 with `gp3`; required with `io1` and `io2`, none with others
     */
    iops: v.optional(integer(100, 256000, "IOPS")),
    /** Provisioned throughput of `gp3`, 125 to 1000 MiB/s, up to a quarter of `iops`. @default 125 with `gp3`, none with others */
    throughputMiBps: v.optional(integer(125, 1000, "MiB/s")),
    /** File system of the volume. @default "xfs" */
    fileSystem: v.optional(choice("ext3", "ext4", "xfs", "ntfs"), "xfs"),
    /**
     * KMS key that encrypts the volume. The infrastructure role of ECS may use it if the key's policy leaves access to
     * IAM, as the default one does; for a key of another account, both the key policy and the role have to allow it.
     * @default the AWS managed key of EBS
     */
    kmsKeyArn: v.optional(keyArn()),
  }),
]);

export type VolumeConfig = v.InferOutput<typeof volume>;
export type FileSystemConfig = Extract<VolumeConfig, { type: "efs" }>;
