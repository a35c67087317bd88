import * as v from "valibot";
import { choice, kinds, repeatable, text, whole } from "../fields.ts";

/** A share of a service's tasks, and what runs it. Providers of one kind can be mixed: FARGATE with FARGATE_SPOT. */
export const capacity = v.strictObject({
  /**
   * On the Fargate cluster `FARGATE`, or `FARGATE_SPOT`: up to 70 % cheaper, ended with two minutes' notice. On the EC2
   * cluster `instances` (the Auto Scaling group), `managed-instances` or `external` (servers of one's own).
   */
  provider: choice("FARGATE", "FARGATE_SPOT", "instances", "managed-instances", "external"),
  /** Share of the tasks beyond every `base`, 0 to 1000. @default 1 */
  weight: v.optional(whole(0, 1000), 1),
  /** Tasks that run here first, 0 to 100000; one provider of a service may have it. @default 0 */
  base: v.optional(whole(0, 100000, "tasks"), 0),
});

const field = text(
  /^(instanceId|host|attribute:[\w.\-/\\]+)$/,
  "is no field to spread over: use instanceId, host or attribute:NAME",
);

const strategy = kinds([
  /** Evenly over what the field names: `instanceId`, or an attribute such as `attribute:ecs.availability-zone`. */
  v.strictObject({ type: v.literal("spread"), field }),
  /** On as few instances as possible, by what is left of `cpu` or `memory`. */
  v.strictObject({ type: v.literal("binpack"), field: choice("cpu", "memory") }),
  v.strictObject({ type: v.literal("random") }),
]);

const constraint = kinds([
  /** Each task on another instance. */
  v.strictObject({ type: v.literal("distinctInstance") }),
  /** Only on instances that the expression is true of, in ECS's cluster query language: `attribute:stack == web`. */
  v.strictObject({
    type: v.literal("memberOf"),
    expression: text(/\S/, "is empty: write a cluster query, such as attribute:stack == web"),
  }),
]);

/** Which instances of the EC2 cluster tasks are put on. */
export const placement = v.strictObject({
  /** One after the other, at most five. @default spread over zones, then over instances */
  strategies: v.optional(repeatable(strategy)),
  /** At most ten. @default none */
  constraints: v.optional(repeatable(constraint), []),
});

export type CapacityConfig = v.InferOutput<typeof capacity>;
export type PlacementConfig = v.InferOutput<typeof placement>;
