import { strategyOf } from "../../../packages/deployments/strategy.ts";
import { type Finding, listOf } from "../../finding.ts";
import { networkModeOf, rebalancingObstacle, runsOn } from "../derive.ts";
import { rolloutOf } from "../rollout.ts";
import type { Service } from "../service.ts";

/** Settings that what runs the tasks does not have. */
export const PLATFORM_RULES = [
  checkCapacity,
  checkFargate,
  checkEc2,
  checkExternal,
  checkNetwork,
  checkPlacement,
  checkRebalancing,
  checkDaemon,
];

const PROVIDERS = {
  fargate: ["FARGATE", "FARGATE_SPOT"],
  ec2: ["instances", "managed-instances", "external"],
};

function checkCapacity(service: Service): Finding[] {
  const { cluster, capacity } = service;
  if (capacity === undefined) return [];
  const path = ["capacity"];
  const known = PROVIDERS[cluster];
  const foreign = capacity.flatMap(({ provider }, index) =>
    known.includes(provider)
      ? []
      : [
          {
            path: [...path, index, "provider"],
            message: `is not of the ${cluster} cluster: use ${listOf(known)}`,
          },
        ],
  );
  if (foreign.length > 0) return foreign;
  const providers = capacity.map(({ provider }) => provider);
  if (providers.length === 0) return [{ path, message: "is empty: name a provider, or leave it out" }];
  if (new Set(providers).size < providers.length)
    return [{ path, message: "names a provider twice: give each provider one share" }];
  // A strategy has providers of one kind (ECS API reference, CreateService).
  if (cluster === "ec2" && providers.length > 1)
    return [{ path, message: "mixes kinds of capacity, which ECS does not support: use one of them" }];
  if (capacity.filter(({ base }) => base > 0).length > 1)
    return [{ path, message: "sets base for several providers: only one can have a base" }];
  if (capacity.every(({ weight }) => weight === 0))
    return [{ path, message: "has no weight above 0, so no task could be placed: give one provider a weight" }];
  return [];
}

function checkFargate(service: Service): Finding[] {
  if (service.cluster !== "fargate") return [];
  const { scheduling, networkMode, placement, os } = service;
  const found: Finding[] = [];
  if (scheduling === "daemon")
    found.push({ path: ["scheduling"], message: "is not supported on Fargate: use replica" });
  if (networkMode === "bridge" || networkMode === "host")
    found.push({ path: ["networkMode"], message: "is not for Fargate: use awsvpc, or leave it out" });
  if (placement.strategies !== undefined || placement.constraints.length > 0)
    found.push({
      path: ["placement"],
      message: "is only for the EC2 cluster: leave it out, Fargate spreads tasks itself",
    });
  if (os !== "linux" && service.architecture === "arm64")
    found.push({ path: ["architecture"], message: "does not run Windows: use x86_64, or set os to linux" });
  if (os !== "linux" && runsOn(service, "FARGATE_SPOT"))
    found.push({ path: ["capacity"], message: "has FARGATE_SPOT, which does not run Windows: use FARGATE" });
  if (os !== "linux" && service.ephemeralStorageGiB !== undefined)
    found.push({ path: ["ephemeralStorageGiB"], message: "is only for Linux: leave it out, or set os to linux" });
  return found;
}

function checkEc2({ cluster, platformVersion, ephemeralStorageGiB }: Service): Finding[] {
  if (cluster !== "ec2") return [];
  const used = {
    platformVersion: platformVersion !== "LATEST",
    ephemeralStorageGiB: ephemeralStorageGiB !== undefined,
  };
  return Object.entries(used).flatMap(([field, isUsed]) =>
    isUsed ? [{ path: [field], message: "is only for Fargate: leave it out, or set cluster to fargate" }] : [],
  );
}

/** ECS Anywhere has no network, no load balancer and no disks of AWS (ECS developer guide, Amazon ECS Anywhere). */
function checkExternal(service: Service): Finding[] {
  if (service.cluster !== "ec2" || !runsOn(service, "external")) return [];
  const used = {
    route: service.route !== undefined,
    serviceConnect: service.serviceConnect !== undefined,
    "placement.strategies": service.placement.strategies !== undefined,
    "deployment.type": strategyOf(rolloutOf(service)).taskSets > 1,
  };
  return Object.entries(used).flatMap(([field, isUsed]) => {
    const way = field === "deployment.type" ? "use rolling, or" : "leave it out, or use";
    const message = `is not for external instances: ${way} other capacity`;
    return isUsed ? [{ path: field.split("."), message }] : [];
  });
}

function checkNetwork(service: Service): Finding[] {
  const mode = networkModeOf(service);
  if (service.cluster === "ec2" && mode === "awsvpc" && runsOn(service, "external"))
    return [{ path: ["networkMode"], message: "is not for external instances: use bridge, or leave it out" }];
  if (mode !== "awsvpc" && runsOn(service, "managed-instances"))
    return [{ path: ["networkMode"], message: "is not for managed instances: use awsvpc, or leave it out" }];
  if (service.instanceMetadata && mode === "host")
    return [
      {
        path: ["instanceMetadata"],
        message: "is only for tasks in bridge mode: leave it out, in host mode they always reach it",
      },
    ];
  if (service.instanceMetadata && (mode !== "bridge" || !runsOn(service, "instances")))
    return [
      {
        path: ["instanceMetadata"],
        message: "is only for tasks in bridge mode on instances: leave it out, tasks have their own role",
      },
    ];
  return [];
}

function checkPlacement(service: Service): Finding[] {
  const { placement } = service;
  const found: Finding[] = [];
  if (placement.strategies !== undefined && runsOn(service, "managed-instances"))
    found.push({
      path: ["placement", "strategies"],
      message: "is not for managed instances, which ECS chooses itself: leave it out",
    });
  if ((placement.strategies?.length ?? 0) > 5)
    found.push({ path: ["placement", "strategies"], message: "is too long: ECS allows up to five" });
  if (placement.constraints.length > 10)
    found.push({ path: ["placement", "constraints"], message: "is too long: ECS allows up to ten" });
  return found;
}

function checkRebalancing(service: Service): Finding[] {
  const obstacle = service.zoneRebalancing === true ? rebalancingObstacle(service) : undefined;
  if (obstacle === undefined) return [];
  const message = `${obstacle}${obstacle.includes(": ") ? ", or" : ":"} leave it out`; // some name a way out already
  return [{ path: ["zoneRebalancing"], message }];
}

function checkDaemon(service: Service): Finding[] {
  const found: Finding[] = [];
  if (service.scheduling === "replica") return found;
  const used = {
    desiredCount: service.desiredCount !== undefined,
    scaling: service.scaling !== undefined,
    "placement.strategies": service.placement.strategies !== undefined,
  };
  for (const [field, isUsed] of Object.entries(used))
    if (isUsed)
      found.push({
        path: field.split("."),
        message: "is not for a daemon, which has one task on each instance: leave it out",
      });
  for (const [index, { base }] of (service.capacity ?? []).entries())
    if (base > 0)
      found.push({
        path: ["capacity", index, "base"],
        message: "is not for a daemon, which has one task on each instance: leave it out",
      });
  return found;
}
