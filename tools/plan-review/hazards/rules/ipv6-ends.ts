import { at, textAt } from "../../read/json.ts";
import type { PlanFile, ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { counted, isDeleted, isKept, isUnknownAt, managed, nameIn, stringsAt } from "../values.ts";

/** A network or its load balancers lose their IPv6 addresses while something has them. */
export const ipv6Ends: HazardRule = ({ stacks }) => {
  const balancers = stacks.flatMap(({ plan }) => managed(plan)).filter((each) => isDualStack(each, "before"));
  const taken = stacks.flatMap(({ name, plan }): Hazard[] => {
    const subnets = managed(plan).filter(losesRange);
    return subnets.length > 0 ? [rangesTaken(name, subnets, balancers)] : [];
  });
  if (taken.length > 0) return taken; // its steps begin with the load balancers
  return stacks.flatMap(({ name, plan }) =>
    managed(plan)
      .filter((each) => isDualStack(each, "after") && isKept(each) && isClosed(each, plan))
      .map((each) => deafBalancer(name, each)),
  );
};

const isDualStack = ({ type, change }: ResourceChange, side: "before" | "after"): boolean =>
  /^aws_(lb|alb)$/.test(type) && (textAt(change[side], "ip_address_type") ?? "").startsWith("dualstack");

const rangeOf = ({ change }: ResourceChange, side: "before" | "after") => textAt(change[side], "ipv6_cidr_block") ?? "";

const losesRange = (each: ResourceChange): boolean =>
  each.type === "aws_subnet" &&
  isKept(each) &&
  rangeOf(each, "before") !== "" &&
  rangeOf(each, "after") === "" &&
  !isUnknownAt(each.change.afterUnknown, "ipv6_cidr_block");

/**
 * Terraform changes the VPC first, which keeps its range while a subnet has a part of it
 * (https://github.com/hashicorp/terraform-provider-aws/issues/40791), and a subnet keeps its own while something has an address
 * of it (Amazon EC2 API reference, DisassociateSubnetCidrBlock). Tasks get addresses while the account setting is enabled
 * (Amazon ECS developer guide, account settings).
 */
function rangesTaken(stack: string, subnets: readonly ResourceChange[], balancers: readonly ResourceChange[]): Hazard {
  const isUsed =
    balancers.length > 0 || subnets.some(({ change }) => at(change.before, "assign_ipv6_address_on_creation"));
  return {
    rule: "ipv6-ends",
    kind: "refused",
    stack,
    address: (subnets[0] as ResourceChange).address,
    summary: `${stack} takes the IPv6 ranges from its VPC and ${counted(subnets.length, "subnet")}`,
    details: [
      ...subnets.map(
        (each) =>
          `${each.address} has ${rangeOf(each, "before")} by ${textAt(each.change.before, "ipv6_cidr_block_association_id")}`,
      ),
      ...balancers.map((each) => `load balancer ${nameIn(each)} is dual-stack`),
    ],
    because:
      "Terraform changes a VPC before its subnets, and AWS keeps the range of a VPC while subnets have a part of it, and that of a subnet while something has an address of it. Ranges that nothing uses cost nothing.",
    steps: [
      ...(isUsed
        ? [
            'Set network.ipv6 to true, network.ipv6OnLaunch to false and loadBalancer.ipAddressType of each cluster to "ipv4". npm run deploy',
          ]
        : []),
      "aws ecs put-account-setting-default --name dualStackIPv6 --value disabled (for the account, in the region), and then replace all tasks and instances that have IPv6 addresses",
      "aws ec2 disassociate-subnet-cidr-block --association-id ID, with that of each subnet",
      "Leave out network.ipv6 and network.ipv6OnLaunch. npm run deploy",
    ],
  };
}

/** Whether the last rule that lets IPv6 into its security groups goes. Who is in a prefix list is not known. */
function isClosed({ change }: ResourceChange, plan: PlanFile | undefined): boolean {
  const groups = stringsAt(change.before, "security_groups");
  const openings = managed(plan).filter(
    (each) =>
      each.type === "aws_vpc_security_group_ingress_rule" &&
      groups.includes(textAt(each.change.before ?? each.change.after, "security_group_id") ?? ""),
  );
  const lets = (each: ResourceChange, side: "before" | "after") =>
    ["cidr_ipv6", "prefix_list_id"].some((key) => textAt(each.change[side], key));
  return (
    openings.some((each) => isDeleted(each) && textAt(each.change.before, "cidr_ipv6")) &&
    !openings.some((each) => lets(each, "after"))
  );
}

const deafBalancer = (stack: string, balancer: ResourceChange): Hazard => ({
  rule: "ipv6-ends",
  kind: "refused",
  stack,
  address: balancer.address,
  summary: `load balancer ${nameIn(balancer)} keeps its IPv6 addresses and no longer lets clients in by IPv6`,
  details: [],
  because: "Clients that look up its name get addresses at which nothing answers, and wait until they try IPv4.",
  steps: ['Set loadBalancer.ipAddressType of its cluster to "ipv4". npm run deploy'],
});
