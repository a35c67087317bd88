import type { Environment } from "../config.js";
import { demo } from "./demo.js";
import { prod } from "./prod.js";

/** Every environment, by the name that `ENVIRONMENT` selects it with. */
export const ENVIRONMENTS: Readonly<Record<string, Environment>> = { demo, prod };
