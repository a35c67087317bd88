import type { ObjectValue } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { equal } from "./equivalence.ts";

/** Where a rule's traffic comes from or goes to: one of them. */
const PEERS = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];

const kindOf = (rule: ObjectValue) => PEERS.find((name) => (rule[name] ?? null) !== null);

/** EC2 changes a rule in place unless its peer becomes one of another kind (the provider's ModifyPlan of these types). */
const RULE: Behaviour = {
  plan(planned, prior, replace) {
    if (prior === null || kindOf(prior) === kindOf(planned)) return;
    for (const name of PEERS) if (!equal(prior[name], planned[name])) replace.push([name]);
  },
};

/** Rules of security groups, each a resource. */
export const SECURITY_GROUP_BEHAVIOURS: Record<string, Behaviour> = {
  aws_vpc_security_group_egress_rule: RULE,
  aws_vpc_security_group_ingress_rule: RULE,
};
