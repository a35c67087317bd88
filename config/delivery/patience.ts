import { waitingMinutes } from "../../packages/deployments/shift.ts";
import { strategyOf } from "../../packages/deployments/strategy.ts";
import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { rolloutOf } from "../services/rollout.ts";
import type { Service } from "../services/service.ts";
import { deliveredNames } from "./delivery.ts";

/** Minutes after which CodePipeline gives up on a deployment by ECS (CodePipeline quotas), and what tasks need to start. */
const PATIENCE = 60;
const START = 10;

/** Finds deployments that take longer than the pipeline waits for them. */
export function checkPatience(service: Service, { delivery }: Parsed): Finding[] {
  if (!deliveredNames(delivery).includes(service.name)) return [];
  const rollout = rolloutOf(service);
  // CodeDeploy's action waits as long as CodeDeploy does.
  const minutes = strategyOf(rollout).controller === "ECS" ? waitingMinutes(rollout) : 0;
  if (minutes + START <= PATIENCE) return [];
  const message = `takes ${minutes} minutes besides the start of tasks, and the pipeline gives up after ${PATIENCE}: use fewer or shorter steps, together at most ${PATIENCE - START} minutes`;
  return [{ path: ["deployment"], message }];
}
