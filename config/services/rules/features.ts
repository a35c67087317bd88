import { clusterOf, ec2ClusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { isWindows } from "../../windows.ts";
import { networkModeOf, runsOn } from "../derive.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

/** A feature that a service uses, and the field that asks for it. */
interface Feature {
  readonly name: "serviceConnect" | "efs" | "ebs" | "exec" | "ephemeralStorageGiB" | "systemControls";
  readonly path: Finding["path"];
}

/** Features that not every platform has. */
function featuresOf(service: Service): Feature[] {
  const { serviceConnect, volumes, exec, ephemeralStorageGiB } = service;
  return [
    ...containersOf(service).flatMap(({ path, container }) =>
      Object.keys(container.systemControls).length > 0
        ? [{ name: "systemControls" as const, path: [...path, "systemControls"] }]
        : [],
    ),
    ...(serviceConnect === undefined ? [] : [{ name: "serviceConnect" as const, path: ["serviceConnect"] }]),
    ...volumes.flatMap(({ type }, index) =>
      type === "bind" ? [] : [{ name: type, path: ["volumes", index, "type"] }],
    ),
    ...(exec ? [{ name: "exec" as const, path: ["exec"] }] : []),
    ...(ephemeralStorageGiB === undefined
      ? []
      : [{ name: "ephemeralStorageGiB" as const, path: ["ephemeralStorageGiB"] }]),
  ];
}

/** Whether Fargate on Linux has the platform version that these features came with (ECS developer guide, platform versions). */
const isOld = (version: string) => /^1\.[0-3]\./.test(version);

/**
 * Platform versions of Fargate (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html). AWS takes
 * some of the old ones no longer, at a different time in each account.
 */
const LINUX_VERSIONS = ["LATEST", "1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0"];
const WINDOWS_VERSIONS = ["LATEST", "1.0.0"];

/** Whether the tasks may have the proxy of Service Connect, so that its memory is worth a message. */
const canConnect = (service: Service): boolean =>
  service.os === "linux" &&
  !runsOn(service, "external") &&
  !runsOn(service, "managed-instances") &&
  networkModeOf(service) !== "host";

/** Finds features that the tasks would wait for in vain, or that ECS refuses, where the service runs. */
export function checkFeatures(service: Service): Finding[] {
  const { cluster, os, platformVersion, memoryMiB } = service;
  const onFargate = cluster === "fargate";
  const found = featuresOf(service).flatMap(({ name, path }) => {
    const obstacles = [
      ...(onFargate && os === "linux" && isOld(platformVersion)
        ? [`needs platform version 1.4.0, and platformVersion is ${platformVersion}: leave that out`]
        : []),
      // ECS developer guide, Service Connect, considerations.
      ...(name === "serviceConnect" && os !== "linux" ? ["is not for Windows: leave it out, or set os to linux"] : []),
      ...(name === "serviceConnect" && !onFargate && runsOn(service, "managed-instances")
        ? ["is not for managed instances: leave it out, or use other capacity"]
        : []),
      ...(name === "serviceConnect" && !onFargate && memoryMiB === undefined && canConnect(service)
        ? ["requires a memory size of the task, which its proxy shares: set memoryMiB of the service"]
        : []),
      // ECS developer guide, Amazon EBS volumes, supported operating systems and launch types.
      ...(name === "ebs" && onFargate && os !== "linux"
        ? ["can't be attached on Windows: use bind, or set os to linux"]
        : []),
    ];
    return obstacles.map((message): Finding => ({ path, message }));
  });
  const versions = os === "linux" ? LINUX_VERSIONS : WINDOWS_VERSIONS;
  if (onFargate && !versions.includes(platformVersion)) {
    const system = os === "linux" ? "Linux" : "Windows";
    const message = `is not a platform version of ${system}: use ${versions.at(-1)}, or leave it out`;
    found.push({ path: ["platformVersion"], message });
  }
  return found;
}

/** What Bottlerocket does not have; tasks stay in PROVISIONING, because no instance has the capability. */
const NOT_ON_BOTTLEROCKET: Partial<Record<Feature["name"], string>> = {
  serviceConnect: "is not for Bottlerocket, whose agent has no proxy", // bottlerocket-os/bottlerocket#2801
  efs: "is not for Bottlerocket, which can't mount with encryption or IAM", // bottlerocket-os/bottlerocket#1080
  ebs: "is not for Bottlerocket, which can't attach EBS volumes", // ECS developer guide, Bottlerocket, considerations
};

/** Finds what the image of the instances does not run, and features that it does not have. */
export function checkInstanceImage(service: Service, environment: Parsed): Finding[] {
  if (service.cluster !== "ec2" || !runsOn(service, "instances")) return [];
  const { image } = clusterOf("ec2", environment);
  // A Windows container runs on its own release of Windows only, and ECS places the task nowhere else.
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ECS_Windows.html
  const needed = isWindows(image) ? image : "linux";
  if (service.os !== needed) {
    const way = isWindows(service.os) ? `set ec2Cluster.image to ${service.os}` : "use the Fargate cluster";
    return [{ path: ["os"], message: `does not run on the cluster's ${image}: use ${needed}, or ${way}` }];
  }
  if (image !== "bottlerocket") return [];
  return featuresOf(service).flatMap(({ name, path }) => {
    const problem = NOT_ON_BOTTLEROCKET[name];
    const message = `${problem}: set ec2Cluster.image to amazon-linux-2023, or use the Fargate cluster`;
    return problem === undefined ? [] : [{ path, message }];
  });
}

/** A task that asks for GPUs waits forever where no instance has any. */
export function checkGpuInstances(service: Service, environment: Parsed): Finding[] {
  if (service.cluster !== "ec2" || !runsOn(service, "instances") || ec2ClusterOf(environment).hasGpus) return [];
  const message = "waits for an instance with GPUs: name types such as g5.xlarge in ec2Cluster.instanceTypes";
  return containersOf(service).flatMap(({ path, container }) =>
    container.gpus === undefined ? [] : [{ path: [...path, "gpus"], message }],
  );
}
