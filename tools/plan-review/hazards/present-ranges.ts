import { type Json, listAt, textAt } from "../read/json.ts";
import type { Landscape } from "./hazard.ts";
import { isReplaced, managed } from "./values.ts";

/** Outputs with the ids of subnets, and the field of the configuration that says which ranges these have. */
const FIELDS = [
  ["publicSubnetIds", "network.publicSubnetCidrs"],
  ["privateSubnetIds", "network.privateSubnetCidrs"],
] as const;

/**
 * How a stack keeps subnets that are replaced only because their ranges move: by listing the present ranges. Nothing if
 * the network itself is replaced.
 */
export function presentRanges(name: string, { stacks }: Landscape): string[] {
  const plan = stacks.find((stack) => stack.name === name)?.plan;
  const replaced = managed(plan).filter(isReplaced);
  const isMoved =
    replaced.some(({ type }) => type === "aws_subnet") && replaced.every(({ type }) => type !== "aws_vpc");
  if (!isMoved) return [];
  const subnets = managed(plan).filter(({ type, change }) => type === "aws_subnet" && change.before !== null);
  const ranges = new Map(
    subnets.map(({ change }) => [textAt(change.before, "id"), textAt(change.before, "cidr_block")]),
  );
  const fields = FIELDS.flatMap(([output, field]) => {
    const ids = textsOf(plan?.outputs.get(output)?.before ?? null);
    const present = ids.flatMap((id) => ranges.get(id) ?? []);
    return present.length > 0 ? [`${field}: ${JSON.stringify(present)}`] : [];
  });
  if (fields.length === 0) return [];
  return [`Without an interruption: keep the subnets by listing the ranges that they have now: ${fields.join(", ")}`];
}

const textsOf = (value: Json): string[] =>
  listAt({ value }, "value").filter((each): each is string => typeof each === "string");
