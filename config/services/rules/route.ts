import { strategyOf } from "../../../packages/deployments/strategy.ts";
import type { Finding } from "../../finding.ts";
import { rolloutOf } from "../rollout.ts";
import { applicationRouteOf } from "../route.ts";
import type { Service } from "../service.ts";

/** Values, and wildcards in them, that a listener rule allows (Elastic Load Balancing quotas). */
const MAX_VALUES = 5;
const MAX_WILDCARDS = 6;

/** Finds what Elastic Load Balancing would refuse of a service's rule. */
export function checkConditions(service: Service): Finding[] {
  const route = applicationRouteOf(service);
  if (route === undefined) return [];
  const others: [path: string[], values: readonly string[]][] = [
    [["hosts"], route.hosts],
    ...Object.entries(route.headers).map(([name, values]) => [["headers", name], values] as [string[], string[]]),
  ];
  // Beside other conditions, every path is none.
  const everyPath = route.paths.length === 1 && route.paths[0] === "*" && others.some(([, { length }]) => length > 0);
  const lists = everyPath ? others : [[["paths"], route.paths] as (typeof others)[number], ...others];
  const found: Finding[] = lists.flatMap(([path, values]) =>
    values.length > 0 || path[0] === "hosts"
      ? []
      : [{ path: ["route", ...path], message: "is empty: list a pattern, or leave it out" }],
  );
  // Hosts have no case (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html, host
  // conditions). Those that are equal in case too are refused by `list`.
  const hosts = route.hosts.map((host) => host.toLowerCase());
  for (const [index, host] of hosts.entries())
    if (hosts.indexOf(host) < index && !route.hosts.slice(0, index).includes(route.hosts[index] as string))
      found.push({
        path: ["route", "hosts", index],
        message: "is listed twice, because hosts are compared without case: list it once",
      });
  const all = lists.flatMap(([, values]) => values);
  if (all.length > MAX_VALUES)
    found.push({
      path: ["route"],
      message: `has ${all.length} conditions in paths, hosts and headers together: a listener rule allows ${MAX_VALUES}`,
    });
  const wildcards = all.join("").replace(/[^*?]/g, "").length;
  if (wildcards > MAX_WILDCARDS)
    found.push({
      path: ["route"],
      message: `has ${wildcards} wildcards in paths, hosts and headers together: a listener rule allows ${MAX_WILDCARDS}`,
    });
  return found;
}

/** Finds a check that does not end before the next begins. */
export function checkCheckTime(check: {
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
}): Finding[] {
  const { intervalSeconds, timeoutSeconds } = check;
  if (timeoutSeconds < intervalSeconds) return [];
  const message = `is not less than intervalSeconds ${intervalSeconds}: a check must end before the next begins`;
  return [{ path: ["route", "healthCheck", "timeoutSeconds"], derived: timeoutSeconds, message }];
}

/** Finds what Elastic Load Balancing would refuse of a service's target group. */
export function checkTiming(service: Service): Finding[] {
  const route = applicationRouteOf(service);
  if (route === undefined) return [];
  const { healthCheck, slowStartSeconds, stickySeconds } = route;
  const found: Finding[] = checkCheckTime(healthCheck);
  if (stickySeconds > 0 && strategyOf(rolloutOf(service)).taskSets > 1)
    found.push({
      path: ["route", "stickySeconds"],
      message: `can't be used with deployment ${service.deployment.type}, which moves requests between two target groups: use rolling, or leave it out`,
    });
  if (slowStartSeconds > 0 && slowStartSeconds < 30)
    found.push({ path: ["route", "slowStartSeconds"], message: "is too short: use 30 to 900 seconds, or 0 for none" });
  return found;
}
