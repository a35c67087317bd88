import { textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { counted, isDeleted, isKept, managed, nameIn, stringsAt } from "../values.ts";

/** A subnet that is deleted, and the stack that does it. */
interface Subnet {
  readonly stack: string;
  readonly id: string;
  readonly address: string;
}

/**
 * An Auto Scaling group leaves subnets that are deleted. It first launches instances elsewhere and then ends those that are
 * there (EC2 Auto Scaling user guide, rebalancing activities), for which Terraform does not wait: until then their tasks
 * would lose the way out, and AWS deletes no subnet with instances in it.
 */
export const instancesStay: HazardRule = ({ stacks }) => {
  const deleted = stacks.flatMap(({ name: stack, plan }) =>
    managed(plan)
      .filter((each) => each.type === "aws_subnet" && isDeleted(each))
      .map(({ address, change }): Subnet => ({ stack, address, id: textAt(change.before, "id") ?? "" })),
  );
  return stacks.flatMap(({ plan }) =>
    managed(plan)
      .filter((each) => each.type === "aws_autoscaling_group" && isKept(each))
      .flatMap((group): Hazard[] => {
        const before = stringsAt(group.change.before, "vpc_zone_identifier");
        const left = deleted.filter(({ id }) => before.includes(id));
        const [first] = left;
        return first === undefined ? [] : [hazard(group, first, left)];
      }),
  );
};

function hazard(group: ResourceChange, { stack, address }: Subnet, left: readonly Subnet[]): Hazard {
  const name = nameIn(group);
  return {
    rule: "instances-stay",
    kind: "phases",
    stack,
    address,
    summary: `${stack} deletes ${counted(left.length, "subnet")} that instances of ${name} are in until it has replaced them`,
    details: left.map((each) => each.address),
    because:
      "An Auto Scaling group terminates its instances in a subnet only once others have replaced them, and Terraform does not wait for that.",
    steps: [
      `Wait until ${name} has no instances in these subnets any more: some minutes, as EC2 shows`,
      "npm run deploy again: it then deletes what nothing uses any more",
    ],
    order: { withhold: [stack], waits: true },
  };
}
