import type { Config } from "../config/config.ts";

/** An environment with a delivery. */
export type Delivering = Config & { readonly delivery: NonNullable<Config["delivery"]> };

export const isDelivering = (config: Config): config is Delivering => config.delivery !== undefined;
