import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";

type Disk = Extract<Service["volumes"][number], { type: "ebs" }>;

interface Obstacle {
  readonly field: string;
  readonly message: string;
}

/** Lowest and highest number, both included. */
type Range = readonly [low: number, high: number];

interface Limits {
  readonly sizeGiB: Range;
  readonly iops?: Range;
  /** Maximum IOPS for each GiB. */
  readonly iopsPerGiB?: number;
  readonly throughputMiBps?: Range;
}

/**
 * What ECS takes by type of volume (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html)
 * and the ratios that EBS holds to (https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html).
 */
const LIMITS: Readonly<Record<Disk["volumeType"], Limits>> = {
  gp2: { sizeGiB: [1, 16384] },
  gp3: { sizeGiB: [1, 16384], iops: [3000, 16000], iopsPerGiB: 500, throughputMiBps: [125, 1000] },
  io1: { sizeGiB: [4, 16384], iops: [100, 64000], iopsPerGiB: 50 },
  io2: { sizeGiB: [4, 16384], iops: [100, 256000], iopsPerGiB: 1000 },
  sc1: { sizeGiB: [125, 16384] },
  st1: { sizeGiB: [125, 16384] },
  standard: { sizeGiB: [1, 1024] },
};

/** What gp3 has without being told, whatever its size (the same). */
const GP3_IOPS = 3000;

/** MiB/s of gp3 for each of its IOPS (the same). */
const THROUGHPUT_PER_IOPS = 0.25;

/** Finds disks that ECS can't create. */
export function checkDisks(service: Service): Finding[] {
  return service.volumes.flatMap((volume, index) =>
    volume.type === "ebs"
      ? obstacles(service, volume).map(({ field, message }) => ({ path: ["volumes", index, field], message }))
      : [],
  );
}

/** Why ECS can't create a disk, by field. */
function obstacles(service: Service, disk: Disk): Obstacle[] {
  const { volumeType, fileSystem } = disk;
  const found: Obstacle[] = [];
  const { cluster, os, scheduling } = service;
  // "only supported for REPLICA service and not DAEMON service" (ECS API reference, CreateService).
  if (scheduling === "daemon")
    found.push({
      field: "type",
      message: "can't be attached to tasks of a daemon: use bind or efs, or scheduling replica",
    });
  if (os === "linux" && fileSystem === "ntfs")
    found.push({ field: "fileSystem", message: "is for Windows alone: use ext3, ext4 or xfs" });
  if (volumeType === "standard" && cluster === "fargate")
    return [...found, { field: "volumeType", message: "is not for Fargate: use gp3" }];
  const outOfRange = rangeObstacles(disk);
  return [...found, ...(outOfRange.length > 0 ? outOfRange : ratioObstacles(disk))];
}

function rangeObstacles(disk: Disk): Obstacle[] {
  const { volumeType } = disk;
  return (["sizeGiB", "iops", "throughputMiBps"] as const).flatMap((field) => {
    const value = disk[field];
    const range = LIMITS[volumeType][field];
    if (value === undefined)
      return field === "iops" && (volumeType === "io1" || volumeType === "io2")
        ? [{ field: "volumeType", message: `needs a number of IOPS: set iops, ${range?.join(" to ")}` }]
        : [];
    if (range === undefined) {
      const types = field === "iops" ? "gp3, io1 or io2" : "gp3";
      return [{ field, message: `is not for volumeType ${volumeType}: leave it out, or use ${types}` }];
    }
    const [low, high] = range;
    const way = field === "sizeGiB" && volumeType !== "gp3" ? ", or gp3" : "";
    if (value >= low && value <= high) return [];
    return [{ field, message: `is out of range of volumeType ${volumeType}: use ${low} to ${high}${way}` }];
  });
}

function ratioObstacles({ volumeType, sizeGiB, iops, throughputMiBps }: Disk): Obstacle[] {
  const { iopsPerGiB } = LIMITS[volumeType];
  const found: Obstacle[] = [];
  // What gp3 has by default, it has in every size.
  if (
    iops !== undefined &&
    iopsPerGiB !== undefined &&
    iops > Math.max(sizeGiB * iopsPerGiB, volumeType === "gp3" ? GP3_IOPS : 0)
  )
    found.push({
      field: "iops",
      message: `is more than ${iopsPerGiB} for each GiB of ${volumeType}: use up to ${sizeGiB * iopsPerGiB}, or a larger sizeGiB`,
    });
  if (
    throughputMiBps !== undefined &&
    volumeType === "gp3" &&
    throughputMiBps > (iops ?? GP3_IOPS) * THROUGHPUT_PER_IOPS
  )
    found.push({
      field: "throughputMiBps",
      message: `is more than ${THROUGHPUT_PER_IOPS} for each of ${iops ?? GP3_IOPS} IOPS: set iops to ${Math.ceil(throughputMiBps / THROUGHPUT_PER_IOPS)}, or lower it`,
    });
  return found;
}
