import { type TerraformResource, Token } from "cdktf";
import type { Override } from "../config/overrides.ts";

/* What is wrong with an override of an argument, as far as the bindings of the provider and what is synthesized tell. */

/** Why a value is not of the kind that the argument has, where it is written out; Terraform converts texts of numbers. */
export function kindMismatch(resource: TerraformResource, path: string, value: Override["value"]): string | undefined {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource;
  const steps = path.split(".");
  const current = steps.reduce<unknown>(
    (block, step) =>
      typeof block === "object" && block !== null ? (block as Record<string, unknown>)[step] : undefined,
    resource.toTerraform().resource[type][id],
  );
  // Only Terraform knows of which kind an expression is.
  const isExpression = typeof current === "string" && current.includes("${");
  if (value === null || isExpression || Token.isUnresolved(current)) return undefined;
  if (typeof current === "number" && (typeof value === "object" || Number.isNaN(Number(value))))
    return "is not a number, which the argument is: write one";
  if (typeof current === "boolean" && !["true", "false"].includes(String(value)))
    return "is not true or false, which the argument is: write one of them";
  // Terraform takes an object for a list of blocks.
  if (Array.isArray(current) && typeof value !== "object") return "is not a list, which the argument is: write one";
  if (typeof current === "string" && typeof value === "object") return "is not text, which the argument is: write text";
  return undefined;
}

/** What Terraform has no argument for, as far as the bindings of the provider tell: at the top, and in blocks that are there. */
export function unknownArgument(resource: TerraformResource, path: string): string | undefined {
  const [top = "", ...steps] = path.split(".");
  let known = argumentsOf(resource);
  let before = "";
  for (const step of [top, ...steps]) {
    if (Array.isArray(known)) known = known[Number(step)];
    else {
      const names = namesIn(known);
      if (names === undefined) return undefined;
      if (!names.includes(step))
        return `is not an argument of ${before || resource.terraformResourceType}: use one of ${names.sort().join(", ")}`;
      known = (known as Record<string, unknown>)[step];
    }
    before = before === "" ? step : `${before}.${step}`;
  }
  return undefined;
}

/** What bindings make of the arguments of a resource, with those that have no value; undefined of one without bindings. */
function argumentsOf(resource: TerraformResource): unknown {
  const known = (resource as unknown as { synthesizeAttributes(): Record<string, unknown> }).synthesizeAttributes();
  return Object.keys(known).length === 0 ? undefined : { lifecycle: undefined, ...known };
}

/** Names of the arguments of a block: bindings list those without a value too, which maps such as tags don't have. */
function namesIn(block: unknown): string[] | undefined {
  if (typeof block !== "object" || block === null || Token.isUnresolved(block)) return undefined;
  return Object.values(block).includes(undefined) ? Object.keys(block) : undefined;
}

/** Why a path does not lead to an argument: cdktf would write a member of a list or of a text that is then lost. */
export function obstacle(resource: TerraformResource, path: string): string | undefined {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource;
  let value: unknown = resource.toTerraform().resource[type][id];
  let before = "";
  for (const step of path.split(".")) {
    const isPosition = /^\d+$/.test(step);
    if (value === undefined || value === null) {
      // cdktf would write an object with the position as a name.
      if (isPosition) return `has a position after ${before}, which is not there: override all of ${before}`;
      before = `${before}.${step}`;
      continue;
    }
    if (typeof value !== "object" || Token.isUnresolved(value))
      return `goes into ${before}, which has no nested arguments here: override all of ${before}`;
    if (Array.isArray(value)) {
      if (!isPosition) return `goes into ${before}, which is a list: add a position, such as ${before}.0`;
      if (Number(step) > value.length)
        return `is beyond the end of ${before}, which has ${value.length}: use a position up to ${value.length}`;
    } else if (isPosition) return `has a position after ${before}, which is an object: leave out ${step}`;
    value = (value as Record<string, unknown>)[step];
    before = before === "" ? step : `${before}.${step}`;
  }
  return undefined;
}
