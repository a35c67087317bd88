import type { Environment } from "../config.ts";
import { demo } from "./demo.ts";
import { prod } from "./prod.ts";
import { showcase } from "./showcase.ts";

/** Every environment, by the name that `ENVIRONMENT` selects it with. */
export const ENVIRONMENTS: Readonly<Record<string, Environment>> = { demo, prod, showcase };
