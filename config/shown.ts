import type { Shown } from "./secrets.ts";

/**
 * What messages may show of a configuration. It is loaded only where there is something to say, because loading what tells
 * secrets takes a thirtieth of a synthesis.
 */
export const shownOf = (rawConfig: unknown): Shown =>
  new (require("./secrets.ts") as typeof import("./secrets.ts")).Shown(rawConfig);
