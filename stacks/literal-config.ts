import type { Config } from "../config/config.ts";
import { literals } from "../constructs/literal.ts";

/**
 * An environment as the stacks take it: what stacks and constructs get are templates of Terraform, and what a person has
 * written is literal. It is the only place where texts of an environment are escaped. Where state is stays as written,
 * because Terraform takes the settings of a backend literally; `stacks/state.ts` escapes them where it evaluates them.
 */
export const literalConfig = (config: Config): Config => ({ ...literals(config), state: config.state });
