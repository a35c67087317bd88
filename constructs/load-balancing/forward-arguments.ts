import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ServiceConfig } from "../../config/config.ts";
import type { TwoSets } from "../../packages/deployments/rollout.ts";

/** Who moves requests between the two groups; with one group nothing does. */
export type ShiftedBy = TwoSets["shiftedBy"] | undefined;

/** What shifts the requests of a service between its target groups. */
export const shiftedByOf = ({ deployment: { rollout } }: ServiceConfig): ShiftedBy =>
  rollout.type === "rolling" ? undefined : rollout.shiftedBy;

/**
 * What a rule or a listener does with requests. CodeDeploy looks for one that sends all to the first group; ECS wants both
 * groups in it, the second without a share (ECS developer guide, Application Load Balancer and Network Load Balancer
 * resources for blue/green deployments).
 */
export function forwardArguments(targetGroups: readonly LbTargetGroup[], shiftedBy: ShiftedBy) {
  const [first, second] = targetGroups.map(({ arn }) => arn);
  if (shiftedBy !== "ECS" || second === undefined) return { type: "forward", targetGroupArn: first };
  const targetGroup = [
    { arn: first as string, weight: 100 },
    { arn: second, weight: 0 },
  ];
  return { type: "forward", forward: { targetGroup } };
}
