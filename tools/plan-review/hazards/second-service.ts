import type { ResourceChange } from "../read/plan-file.ts";
import { isNetworked } from "./traffic.ts";
import { nameIn } from "./values.ts";

/** How a service with traffic gets what can't be changed while it answers, without an interruption. */
export const secondService = (service: string, setting = "the new setting"): string[] => [
  `Add a second service beside ${service}: another name, ${setting}, the same paths, and a priority behind that of ${service} (a higher number). npm run deploy`,
  `Give ${service} a priority behind that of the second service. npm run deploy: requests now go to the second service`,
  `Remove ${service}. npm run deploy`,
];

/** The same of one behind a Network Load Balancer, where a port has one service. */
const secondPort = (service: string, setting = "the new setting"): string[] => [
  `Add a second service beside ${service}: another name, ${setting}, and another route.port. npm run deploy`,
  `Move the callers to that port`,
  `Remove ${service}. npm run deploy`,
];

/** The way round for a service among the resources of its stack. */
export const wayRound = (service: ResourceChange, all: readonly ResourceChange[], setting?: string): string[] =>
  (isNetworked(service, all) ? secondPort : secondService)(nameIn(service), setting);
