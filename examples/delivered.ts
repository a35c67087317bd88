import type { Environment } from "../config/config.ts";
import { smallest } from "./smallest.ts";

/** The smallest environment with a pipeline that builds each commit and deploys it. */
export const delivered = { ...smallest, delivery: { services: ["web"] } } satisfies Environment;
