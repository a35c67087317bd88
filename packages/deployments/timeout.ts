import type { Rollout } from "./rollout.ts";
import { waitingMinutes } from "./shift.ts";

/** Minutes that tasks may take to start and to stop, besides the waits that configuration asks for. */
const TASK_MINUTES = 60;

/** Minutes that a build waits for a deployment by ECS that it has started. */
export const deploymentTimeoutMinutes = (rollout: Rollout): number => waitingMinutes(rollout) + TASK_MINUTES;

/** Minutes of a build besides those that it waits for a deployment. */
export const BUILD_MARGIN_MINUTES = 10;

/** Minutes that a deployment may wait by configuration, so that its build is over when CodePipeline stops waiting for it. */
export const MAX_WAITING_MINUTES = 480 - BUILD_MARGIN_MINUTES - TASK_MINUTES; // CodePipeline quotas: 8 hours

/** The same for CodePipeline's own action for ECS, where tasks need some of the time to start (CodePipeline quotas: 1 hour). */
export const MAX_ECS_ACTION_WAITING_MINUTES = 60 - 10;
