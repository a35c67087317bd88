import type { ObjectValue } from "../../protocol/values.ts";
import { numberOf } from "../rule.ts";

/** What AWS says of the steps of a policy (https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StepAdjustment.html). */
export function stepsProblem(steps: readonly ObjectValue[]): string | undefined {
  const bounds = steps
    .map((each) => ({
      low: numberOf(each.metric_interval_lower_bound),
      high: numberOf(each.metric_interval_upper_bound),
    }))
    .sort((a, b) => (a.low ?? -Infinity) - (b.low ?? -Infinity));
  if (bounds.some(({ low, high }) => low === undefined && high === undefined))
    return "At least one of the bounds of a step adjustment must be specified";
  if (
    bounds.filter(({ low }) => low === undefined).length > 1 ||
    bounds.filter(({ high }) => high === undefined).length > 1
  )
    return "At most one step adjustment may have an unspecified lower bound, and at most one an unspecified upper bound";
  const isBroken = bounds.some(
    ({ low, high }, index) =>
      (low !== undefined && high !== undefined && low >= high) || (index > 0 && bounds[index - 1]?.high !== low),
  );
  if (isBroken) return "There's an overlap or a gap between the step adjustment intervals";
  const [first, last] = [bounds[0], bounds[bounds.length - 1]];
  if (first?.low !== undefined && first.low < 0)
    return "There must be a step adjustment with an unspecified lower bound when one has a negative lower bound";
  return last?.high !== undefined && last.high > 0
    ? "There must be a step adjustment with an unspecified upper bound when one has a positive upper bound"
    : undefined;
}
