import type { Action } from "./terraform.ts";

/** Something that does not answer for a while. */
export interface Interruption {
  readonly what: string;
}

/** What requests go through, and what tasks run on. */
const CARRYING =
  /^aws_(ecs_(service|cluster|capacity_provider)|autoscaling_group|lb|lb_listener|lb_listener_rule|nat_gateway|eip|internet_gateway|route|subnet|vpc)$/;

/** What is deleted before what takes its place is there. */
export const interruptionsIn = (actions: readonly Action[]): Interruption[] =>
  actions
    .filter(({ type, actions: [first, second] }) => CARRYING.test(type) && first === "delete" && second === "create")
    .map(({ address }) => ({ what: address }));
