import { at, type Json, textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress, resourceOf } from "../read/upstream.ts";
import { targetTimes } from "./service.ts";

/** Where the requests of a service come from, and how long its targets take. */
export interface Traffic {
  /** `HTTP:80 of web` */
  readonly listeners: readonly string[];
  readonly healthySeconds: number;
  readonly drainSeconds: number;
}

/** Listeners and times of a service behind a load balancer, as the plan has them; undefined if it is behind none. */
export function trafficOf({ address }: ResourceChange, plan: PlanFile): Traffic | undefined {
  const targets = named(plan, configAddress(address), "load_balancer").filter((each) =>
    /^aws_lb_target_group\./.test(each),
  );
  const [target] = targets;
  if (target === undefined) return undefined;
  const leading = [...plan.references.keys()].filter(
    (from) => /^aws_lb_listener(_rule)?\./.test(from) && named(plan, from).some((each) => targets.includes(each)),
  );
  const listeners = leading.flatMap((from) =>
    from.startsWith("aws_lb_listener.") ? [from] : named(plan, from, "listener_arn"),
  );
  const texts = listeners.map((listener) => listenerText(listener, plan));
  return { listeners: [...new Set(texts)].sort(), ...targetTimes(planned(plan, target)) };
}

function listenerText(listener: string, plan: PlanFile): string {
  const values = planned(plan, listener);
  const [balancer] = named(plan, listener, "load_balancer_arn");
  const name = balancer === undefined ? undefined : textAt(planned(plan, balancer), "name");
  const port = `${textAt(values, "protocol") ?? "listener"}:${String(at(values, "port") ?? "?")}`;
  return name === undefined ? port : `${port} of ${name}`;
}

/** Resources that an attribute, or any, refers to. */
export function named(plan: PlanFile, from: string, attribute?: string): string[] {
  const attributes = plan.references.get(from);
  const references =
    attribute === undefined ? [...(attributes?.values() ?? [])].flat() : (attributes?.get(attribute) ?? []);
  return references.flatMap((reference) => resourceOf(reference) ?? []);
}

const planned = (plan: PlanFile, address: string): Json =>
  plan.resourceChanges.find((each) => configAddress(each.address) === address)?.change.after ?? null;
