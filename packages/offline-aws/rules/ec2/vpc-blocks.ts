import type { AwsRule } from "../rule.ts";
import { ipv4Block, isInsideBlock } from "./cidr.ts";

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Blocks that can't be added to a VPC, by the range that its own block is in. */
const RESTRICTED: Readonly<Record<string, readonly string[]>> = {
  "10.0.0.0/8": ["172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"],
  "172.16.0.0/12": ["10.0.0.0/8", "192.168.0.0/16", "198.19.0.0/16", "172.31.0.0/16"],
  "192.168.0.0/16": ["10.0.0.0/8", "172.16.0.0/12", "198.19.0.0/16"],
};

const isIn = (block: unknown, range: string): boolean => {
  const [inner, outer] = [ipv4Block(block), ipv4Block(range)];
  return inner !== undefined && outer !== undefined && isInsideBlock(inner, outer);
};

export const VPC_BLOCK_RULES: readonly AwsRule[] = [
  {
    name: "block-of-other-range",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions",
    types: ["aws_vpc_ipv4_cidr_block_association"],
    apply({ planned, prior, others }) {
      const vpc = others("aws_vpc").find(({ id }) => id === planned.vpc_id);
      const own = PRIVATE.find((range) => isIn(vpc?.cidr_block, range));
      const restricted = RESTRICTED[own ?? ""]?.find((range) => isIn(planned.cidr_block, range));
      return prior === null && restricted !== undefined
        ? `InvalidVpc.Range: The CIDR '${String(planned.cidr_block)}' is restricted`
        : undefined;
    },
  },
  {
    name: "number-of-blocks",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
    types: ["aws_vpc_ipv4_cidr_block_association"],
    apply({ planned, prior, others }) {
      const added = others("aws_vpc_ipv4_cidr_block_association").filter(({ vpc_id }) => vpc_id === planned.vpc_id);
      return prior === null && added.length >= 49
        ? `CidrBlockLimitExceeded: This network '${String(planned.vpc_id)}' has met its maximum number of allowed CIDRs`
        : undefined;
    },
  },
];
