import type { Finding } from "../../finding.ts";
import { networkModeOf, runsOn } from "../derive.ts";
import type { Service } from "../service.ts";

/** Security groups of a network interface (Amazon VPC user guide, quotas; ECS API reference, AwsVpcConfiguration). */
const MAX_GROUPS = 5;

/** Finds openings that reach no task, and security groups that tasks can't have. */
export function checkInbound(service: Service): Finding[] {
  return [...checkOpenings(service), ...checkGroups(service)];
}

function checkOpenings(service: Service): Finding[] {
  const { inbound } = service;
  if (inbound.length === 0) return [];
  const path = ["inbound"];
  if (networkModeOf(service) === "bridge")
    return [
      {
        path,
        message:
          "can't be used in bridge mode, in which Docker chooses the port of the instance: set networkMode to awsvpc or host, or leave it out",
      },
    ];
  if (service.cluster === "ec2" && runsOn(service, "external"))
    return [{ path, message: "is not for external instances, which have no security group: leave it out" }];
  return inbound.flatMap(({ port, toPort, cidrs, securityGroupIds, prefixListIds }, index): Finding[] => {
    const at = [...path, index];
    if (cidrs.length + securityGroupIds.length + prefixListIds.length === 0)
      return [{ path: at, message: "lets nothing in: list cidrs, securityGroupIds or prefixListIds" }];
    return toPort !== undefined && toPort < port
      ? [{ path: [...at, "toPort"], message: `is below port ${port}: use that or a higher one, or leave it out` }]
      : [];
  });
}

/** The interface of a task has the service's own group too, and that of Service Connect. */
function checkGroups(service: Service): Finding[] {
  const { securityGroupIds, serviceConnect } = service;
  const path = ["securityGroupIds"];
  if (securityGroupIds.length === 0) return [];
  if (networkModeOf(service) !== "awsvpc")
    return [
      {
        path,
        message: "is only for tasks with their own network interface: set networkMode to awsvpc, or leave it out",
      },
    ];
  const own = serviceConnect === undefined ? 1 : 2;
  if (securityGroupIds.length + own <= MAX_GROUPS) return [];
  const which = own === 1 ? "its own one" : "its own one and that of Service Connect";
  return [{ path, message: `is too long: a task has up to ${MAX_GROUPS} security groups, with ${which}` }];
}
