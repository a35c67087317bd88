import { textAt } from "../../read/json.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { counted, isCreatedFirst, isDeleted, isKept, isReplaced, leavesOf, managed, nameIn } from "../values.ts";

/**
 * An Elastic IP address is released while a resource of the same stack keeps it: AWS refuses that
 * (InvalidIPAddress.InUse, Amazon EC2 API reference, error codes). A Network Load Balancer keeps its addresses for
 * good, even if its configuration no longer names them, because the provider computes `subnet_mapping`.
 */
export const addressHeld: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    const released = all.filter(
      (each) => each.type === "aws_eip" && (isDeleted(each) || (isReplaced(each) && !isCreatedFirst(each))),
    );
    const ids = new Set(released.flatMap(({ change }) => textAt(change.before, "id") ?? []));
    const [address] = released;
    if (address === undefined) return [];
    return all
      .filter((each) => isKept(each) && leavesOf(each.change.after ?? null).some(({ text }) => ids.has(text)))
      .map(
        (holder): Hazard => ({
          rule: "address-held",
          kind: "refused",
          stack,
          address: address.address,
          summary: `${stack} releases ${counted(released.length, "Elastic IP address")} that ${nameIn(holder)} keeps`,
          details: released.map(
            (each) => `${each.address} is ${textAt(each.change.before, "public_ip") ?? nameIn(each)}`,
          ),
          because:
            "AWS refuses to release an address that is in use, and a Network Load Balancer keeps its addresses as long as it exists.",
          steps: [
            "Keep the addresses: networkLoadBalancer.staticAddresses of the cluster",
            "Or set up a second environment without them, move the callers (DNS), and destroy this one",
          ],
        }),
      );
  });
