import { waitingMinutes } from "../../packages/deployments/shift.ts";
import { strategyOf } from "../../packages/deployments/strategy.ts";
import { MAX_ECS_ACTION_WAITING_MINUTES, MAX_WAITING_MINUTES } from "../../packages/deployments/timeout.ts";
import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { rolloutOf } from "../services/rollout.ts";
import type { Service } from "../services/service.ts";

/** Finds deployments that take longer than the pipeline waits for them. */
export function checkDeploymentTimeout(service: Service, { delivery }: Parsed): Finding[] {
  const rollout = rolloutOf(service);
  // CodeDeploy's action waits as long as CodeDeploy does.
  if (strategyOf(rollout).controller !== "ECS") return [];
  const minutes = waitingMinutes(rollout);
  const limits = [
    { names: delivery?.services, allowed: MAX_WAITING_MINUTES },
    { names: delivery?.deployedFrom?.services, allowed: MAX_ECS_ACTION_WAITING_MINUTES },
  ];
  const exceeded = limits.filter(({ names, allowed }) => names?.includes(service.name) && minutes > allowed);
  if (exceeded.length === 0) return [];
  const least = Math.min(...exceeded.map(({ allowed }) => allowed));
  const message = `takes ${minutes} minutes besides the start of tasks, and the pipeline waits for at most ${least}: use fewer or shorter steps`;
  return [{ path: ["deployment"], message }];
}
