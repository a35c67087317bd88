import type { Rollout } from "../../packages/deployments/rollout.ts";

/** A service and what its deployments do. */
export type Deployment = { readonly service: string; readonly desiredCount: number } & Rollout;
