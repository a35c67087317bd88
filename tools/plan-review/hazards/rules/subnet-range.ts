import { isWithin } from "../../access/cidr.ts";
import { textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { presentRanges } from "../present-ranges.ts";
import { counted, isCreatedFirst, managed } from "../values.ts";

const RANGES = ["cidr_block", "ipv6_cidr_block"] as const;

/**
 * A subnet is created before its predecessor, or another one of the VPC, gives up a range of the new one: EC2 answers
 * InvalidSubnet.Conflict (Amazon EC2 API reference, error codes). Terraform creates a subnet first when something in it is
 * created first, such as a NAT gateway.
 */
export const subnetRange: HazardRule = (landscape) =>
  landscape.stacks.flatMap(({ name: stack, plan }) => {
    const subnets = managed(plan).filter(({ type }) => type === "aws_subnet");
    const present = subnets.filter(({ change }) => change.before !== null);
    const taken = subnets.filter(isCreatedFirst).flatMap((each) => {
      const holder = present.find((other) => overlap(each, other) !== undefined);
      return holder === undefined ? [] : [{ each, holder, range: overlap(each, holder) as string }];
    });
    const [first] = taken;
    if (first === undefined) return [];
    return [
      {
        rule: "subnet-range",
        kind: "refused",
        stack,
        address: first.each.address,
        summary: `${stack} creates ${counted(taken.length, "subnet")} whose range another subnet still has`,
        details: taken.map(({ each, holder, range }) => `${each.address} gets ${range}, which ${holder.address} has`),
        because:
          "EC2 refuses a subnet whose range overlaps that of another one of its VPC, and the old one goes only after the new one is there.",
        steps: [
          ...presentRanges(stack, landscape),
          "Or set up a second environment with the new ranges, move the callers (DNS), and destroy this one",
        ],
      } satisfies Hazard,
    ];
  });

/** The range that a subnet would share with one that is there, in the same VPC. */
function overlap({ change: { after } }: ResourceChange, { change: { before } }: ResourceChange): string | undefined {
  const vpc = textAt(after, "vpc_id");
  if (vpc === undefined || vpc !== textAt(before, "vpc_id")) return undefined; // a VPC that is replaced is not known yet
  return RANGES.map((key) => [textAt(after, key) ?? "", textAt(before, key) ?? ""] as const).find(
    ([wanted, held]) => isWithin(wanted, held) || isWithin(held, wanted),
  )?.[0];
}
