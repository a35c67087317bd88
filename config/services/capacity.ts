import * as v from "valibot";
import { choice, integer, kinds, repeatable, text } from "../fields.ts";
import { queryProblem } from "./cluster-query.ts";

/**
 * A capacity provider and its share of a service's tasks. Providers of one kind can be mixed: FARGATE with
 * FARGATE_SPOT.
 */
export const capacity = v.strictObject({
  /**
   * On the Fargate cluster `FARGATE`, or `FARGATE_SPOT`: up to 70 % cheaper, interrupted with two minutes' notice. On the
   * EC2 cluster `instances` (the Auto Scaling group), `managed-instances` or `external` (ECS Anywhere).
   */
  provider: choice("FARGATE", "FARGATE_SPOT", "instances", "managed-instances", "external"),
  /** Share of the tasks beyond the `base`, relative to the other providers, 0 to 1000. @default 1 */
  weight: v.optional(integer(0, 1000), 1),
  /** Minimum number of tasks here, 0 to 100000. Only one provider of a service can have a base. @default 0 */
  base: v.optional(integer(0, 100000, "tasks"), 0),
});

const field = text(
  /^(instanceId|host|attribute:[\w.\-/\\]+)$/,
  "can't be spread over: use instanceId, host or attribute:NAME",
);

const strategy = kinds([
  v.strictObject({
    /** Evenly over the values of `field`. */
    type: v.literal("spread"),
    /** `instanceId`, `host`, or an attribute such as `attribute:ecs.availability-zone`. */
    field,
  }),
  v.strictObject({
    /** Packs tasks onto as few instances as possible. */
    type: v.literal("binpack"),
    /** Resource of which the chosen instance has least left. */
    field: choice("cpu", "memory"),
  }),
  v.strictObject({
    /** On any instance with capacity. */
    type: v.literal("random"),
  }),
]);

/** Characters of an expression (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-placementconstraint.html). */
const MAX_EXPRESSION = 2000;

const expressionProblem = (expression: string): string | undefined =>
  expression.length > MAX_EXPRESSION
    ? `has ${expression.length} characters: use at most ${MAX_EXPRESSION}, such as with the operator in and a list`
    : expression.trim() === ""
      ? "is empty: write a cluster query, such as attribute:stack == web"
      : queryProblem(expression);

const constraint = kinds([
  v.strictObject({
    /** Each task on a different instance. */
    type: v.literal("distinctInstance"),
  }),
  v.strictObject({
    /** Only on instances that match `expression`. */
    type: v.literal("memberOf"),
    /** In the cluster query language of ECS, such as `attribute:stack == web`. */
    expression: v.pipe(
      v.string(),
      v.check(
        (expression) => expressionProblem(expression) === undefined,
        ({ input }) => expressionProblem(input) ?? "",
      ),
    ),
  }),
]);

/** Which instances of the EC2 cluster tasks are placed on. */
export const placement = v.strictObject({
  /** At most five strategies, applied in this order. @default spread over zones, then over instances */
  strategies: v.optional(repeatable(strategy)),
  /** At most ten constraints, all of which have to be met. @default none */
  constraints: v.optional(repeatable(constraint), []),
});

export type CapacityConfig = v.InferOutput<typeof capacity>;
export type PlacementConfig = v.InferOutput<typeof placement>;
