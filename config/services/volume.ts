import * as v from "valibot";
import { absolutePath, arn, choice, kinds, text, whole } from "../fields.ts";

const name = text(/^[A-Za-z0-9][\w-]{0,254}$/, "is not a volume's name: use up to 255 letters, digits, _ and -");

/** Something that containers of a task can mount. */
export const volume = kinds([
  /** A folder of the task's own, or of its instance. */
  v.strictObject({
    type: v.literal("bind"),
    name,
    /** Folder of the instance; not on Fargate. @default an empty folder that goes with the task */
    hostPath: v.optional(absolutePath()),
  }),
  /** A file system that outlives tasks. Always encrypted on its way. */
  v.strictObject({
    type: v.literal("efs"),
    name,
    fileSystemId: text(/^fs-[0-9a-f]{8,40}$/, "is not a file system: write its id, fs-…"),
    /** Folder of the file system; not with an access point. @default "/" */
    rootDirectory: v.optional(absolutePath()),
    /** Access point, which brings folder and user. @default none */
    accessPointId: v.optional(text(/^fsap-[0-9a-f]{8,40}$/, "is not an access point: write its id, fsap-…")),
    /** Whether the task's role has to be allowed to mount it. @default true */
    iam: v.optional(v.boolean(), true),
  }),
  /** A disk that ECS makes for each task and deletes with it. One for each service (ECS developer guide, EBS volumes). */
  v.strictObject({
    type: v.literal("ebs"),
    name,
    /** 1 to 16384 GiB. */
    sizeGiB: whole(1, 16384, "GiB"),
    /** @default "gp3" */
    volumeType: v.optional(choice("gp2", "gp3", "io1", "io2", "sc1", "st1", "standard"), "gp3"),
    /** @default "xfs" */
    fileSystem: v.optional(choice("ext3", "ext4", "xfs", "ntfs"), "xfs"),
    /** Key that encrypts it. @default the AWS managed key of EBS */
    kmsKeyArn: v.optional(arn()),
  }),
]);

export type VolumeConfig = v.InferOutput<typeof volume>;
export type FileSystemConfig = Extract<VolumeConfig, { type: "efs" }>;
