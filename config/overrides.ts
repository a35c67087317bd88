import * as v from "valibot";
import { list, rules, text } from "./fields.ts";
import type { Finding } from "./finding.ts";

/** Any value that JSON has. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * Meta-arguments that would break the stack: its references expect one resource of one provider, and these arguments take
 * expressions, which texts of an environment never are. `lifecycle` takes none.
 */
const RESERVED = ["count", "for_each", "provider", "depends_on", "provisioner", "connection"];

/** An argument of a Terraform resource that no field covers. It takes precedence over fields. */
const override = v.strictObject({
  /**
   * Resource of the service, the cluster or the network that has the override: its Terraform type where that is unique in
   * it, such as `aws_ecs_service`, or its address as plans and reviews show it. Another one is refused, with a list of
   * those that exist.
   */
  resource: text(
    /^[a-z][a-z0-9_]*(\.[\w-]+)?$/,
    "is not the address of a resource: write its type, such as aws_ecs_service, or its address in the plan",
  ),
  /**
   * Argument in Terraform's names, with dots between them and positions in lists from 0, such as
   * `deployment_circuit_breaker.rollback` or `default_action.0.type`. `lifecycle` can be overridden; `count`, `for_each`,
   * `provider`, `depends_on`, `provisioner` and `connection` can't.
   */
  path: v.pipe(
    text(
      /^[a-z][a-z0-9_]*(\.[A-Za-z0-9][\w:/@+-]*)*$/,
      "is not the path of an argument: write Terraform's names with dots between them, such as network_configuration.subnets",
    ),
    v.check(
      (path) => !RESERVED.includes(path.split(".")[0] ?? ""),
      `is not an argument that can be overridden: the stacks need ${RESERVED.join(", ")} as they are`,
    ),
  ),
  /**
   * Any JSON value. It replaces the current value, also of objects and lists; null removes the argument. Texts are
   * literal: Terraform evaluates no expression in them.
   */
  value: v.pipe(
    v.unknown(),
    v.title("any JSON value"),
    v.check(isJson, "is not a JSON value: use text, numbers, true, false, null, lists and objects"),
    v.transform((value) => value as Json),
  ),
});

export type Override = v.InferOutput<typeof override>;

/** Overrides of a part's resources. */
export const overrides = v.pipe(list(override), rules<Override[]>(checkTwins));

/** Of two values for one argument, one would be lost. */
function checkTwins(all: readonly Override[]): Finding[] {
  return all.flatMap(({ resource, path, value }, index) => {
    const twin = all.findIndex((each) => each.resource === resource && each.path === path);
    // Entries that are equal in all fields are already refused by `list`.
    if (twin === index || JSON.stringify(all[twin]?.value) === JSON.stringify(value)) return [];
    return [{ path: [index, "path"], message: `is already set to another value in [${twin}]: keep one of the two` }];
  });
}

function isJson(value: unknown): boolean {
  // cdktf takes numbers beyond those that JavaScript counts exactly for its own tokens.
  if (typeof value === "number") return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === "object" && value !== null) return Object.values(value).every(isJson);
  return value === null || typeof value === "string" || typeof value === "boolean";
}
