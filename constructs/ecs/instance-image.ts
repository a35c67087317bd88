import type { InstanceSettings } from "../../config/clusters/resolve.ts";

type InstanceImage = InstanceSettings["image"];
type WindowsImage = Extract<InstanceImage, `windows-${string}`>;
type LinuxImage = Exclude<InstanceImage, WindowsImage>;
type Architecture = InstanceSettings["architecture"];

/** Folders of the images among AWS's public SSM parameters (ECS developer guide, ECS-optimized AMI metadata). */
const PARAMETERS: Record<LinuxImage, Record<Architecture, string>> = {
  "amazon-linux-2023": {
    x86_64: "ecs/optimized-ami/amazon-linux-2023/recommended",
    arm64: "ecs/optimized-ami/amazon-linux-2023/arm64/recommended",
  },
  "amazon-linux-2": {
    x86_64: "ecs/optimized-ami/amazon-linux-2/recommended",
    arm64: "ecs/optimized-ami/amazon-linux-2/arm64/recommended",
  },
  bottlerocket: {
    x86_64: "bottlerocket/aws-ecs-2/x86_64/latest",
    arm64: "bottlerocket/aws-ecs-2/arm64/latest",
  },
};

/** The same with NVIDIA's drivers (ECS developer guide, ECS-optimized AMI metadata; Bottlerocket, variants). */
const WITH_GPUS: Record<LinuxImage, (architecture: Architecture) => string> = {
  "amazon-linux-2023": () => "ecs/optimized-ami/amazon-linux-2023/gpu/recommended",
  "amazon-linux-2": () => "ecs/optimized-ami/amazon-linux-2/gpu/recommended",
  bottlerocket: (architecture) => `bottlerocket/aws-ecs-2-nvidia/${architecture}/latest`,
};

type Settings = Pick<InstanceSettings, "image" | "architecture" | "hasGpus" | "ami" | "rootVolumeGiB" | "dataVolumes">;

/** Whether instances have Windows. */
export const isWindowsImage = (image: InstanceImage): image is WindowsImage => image.startsWith("windows-");

/** The image of instances as a launch template takes it: an id, or the SSM parameter that holds one. */
export function imageId({
  image,
  architecture,
  hasGpus,
  ami,
}: Pick<Settings, "image" | "architecture" | "hasGpus" | "ami">): string {
  if (ami?.startsWith("ami-")) return ami;
  const folder = isWindowsImage(image)
    ? windowsParameter(image)
    : hasGpus
      ? WITH_GPUS[image](architecture)
      : PARAMETERS[image][architecture];
  return `resolve:ssm:${ami ?? `/aws/service/${folder}/image_id`}`;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html */
function windowsParameter(image: WindowsImage): string {
  const [, release, installation] = image.split("-");
  const kind = installation === "core" ? "Core" : "Full";
  return `ami-windows-latest/Windows_Server-${release}-English-${kind}-ECS_Optimized`;
}

/** Volumes of an instance. Bottlerocket's first one holds only the system; images and containers are on the second. */
export function volumesOf({
  image,
  rootVolumeGiB,
  dataVolumes,
}: Pick<Settings, "image" | "rootVolumeGiB" | "dataVolumes">): Settings["dataVolumes"] {
  return [
    ...ownVolumes(image, rootVolumeGiB).map(([device, sizeGiB]) => ({ device, sizeGiB, volumeType: "gp3" as const })),
    ...dataVolumes.map((volume) =>
      isWindowsImage(image) ? { ...volume, device: windowsDevice(volume.device) } : volume,
    ),
  ];
}

function ownVolumes(image: InstanceImage, sizeGiB: number): (readonly [device: string, sizeGiB: number])[] {
  if (image === "bottlerocket")
    return [
      ["/dev/xvda", 4],
      ["/dev/xvdb", sizeGiB],
    ];
  return [[isWindowsImage(image) ? "/dev/sda1" : "/dev/xvda", sizeGiB]];
}

/** Windows knows further volumes as xvdf to xvdp (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html). */
const windowsDevice = (device: string): string => device.replace("/dev/sd", "xvd");
