import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import { capacityOf } from "../derive.ts";
import type { Service } from "../service.ts";

/** A comparison with one value, or with a list of them (ECS developer guide, cluster query language). */
const COMPARISON = /^attribute:(ecs\.[a-z-]+)\s*(?:==|equals|in)\s*(\[[^\]]*\]|[^\s()[\]]+)$/i;

/**
 * Finds constraints for zones and types that no instance of the cluster has: their tasks wait forever
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html, attributes). Only comparisons that
 * all have to be true are read.
 */
export function checkPlacementPlaces(service: Service, environment: Parsed): Finding[] {
  if (service.cluster !== "ec2" || capacityOf(service).some(({ provider }) => provider !== "instances")) return [];
  const { instanceTypes } = clusterOf("ec2", environment);
  const known: Readonly<Record<string, readonly string[]>> = {
    "ecs.availability-zone": environment.network.zones,
    "ecs.instance-type": instanceTypes,
  };
  return service.placement.constraints.flatMap((constraint, index) =>
    whereParsed(() => {
      if (constraint.type !== "memberOf" || /\bor\b|\|\||[!(]|\bnot/i.test(constraint.expression)) return [];
      const parts = constraint.expression.split(/\s+and\s+|&&/i).map((part) => part.trim());
      return parts.flatMap((part) => {
        const [, attribute = "", list = ""] = COMPARISON.exec(part) ?? [];
        const has = known[attribute.toLowerCase()] ?? [];
        const values = list
          .replace(/[[\]'"]/g, "")
          .split(",")
          .map((value) => value.trim());
        if (has.length === 0 || values.some((value) => has.includes(value))) return [];
        const message = `is for ${values.join(", ")}, which no instance of the cluster has (${has.join(", ")}), so no task is placed: use one of these`;
        return [{ path: ["placement", "constraints", index, "expression"], message }];
      });
    }),
  );
}
