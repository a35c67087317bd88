import type { Stacks } from "./synthesis.ts";

/** Ids of what an environment can name instead of making it. */
const NAMED = /\b(vpc|subnet|rtb|sg|pl)-[0-9a-f]{8,17}\b/g;

const TYPES: Readonly<Record<string, string>> = {
  vpc: "aws_vpc",
  subnet: "aws_subnet",
  rtb: "aws_route_table",
  sg: "aws_security_group",
  pl: "aws_ec2_managed_prefix_list",
};

/** What stacks name and don't make, as the offline AWS is told of it: networks that exist. All is in one VPC. */
export function existingIn(all: readonly Stacks[]): object[] {
  const ids = new Set(all.flatMap((stacks) => [...stacks.values()].flatMap((text) => text.match(NAMED) ?? [])));
  const [vpc] = [...ids].filter((id) => id.startsWith("vpc-"));
  return [...ids].sort().map((id) => {
    const type = TYPES[id.slice(0, id.indexOf("-"))];
    return { type, id, ...(vpc !== undefined && /subnet|route|group/.test(type ?? "") && { vpc_id: vpc }) };
  });
}
