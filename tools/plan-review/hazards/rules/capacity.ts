import type { Hazard, HazardRule } from "../hazard.ts";
import { staysThere } from "../traffic.ts";
import { counted, isReplaced, isTainted, managed, nameIn } from "../values.ts";

const CAPACITY = /^aws_(ecs_cluster|ecs_capacity_provider|autoscaling_group)$/;

const NOUNS: Readonly<Record<string, string>> = {
  aws_ecs_cluster: "cluster",
  aws_ecs_capacity_provider: "capacity provider",
  aws_autoscaling_group: "Auto Scaling group",
};

/**
 * What tasks run on is replaced under services that stay. DeleteCluster answers ClusterContainsServicesException;
 * a capacity provider is not deleted while it is associated with a cluster, nor removed from one while tasks use it
 * (ResourceInUseException of PutClusterCapacityProviders); and it keeps the Auto Scaling group that it was created with
 * (ECS API reference; hashicorp/terraform-provider-aws pull 48156).
 */
export const capacityRule: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    const services = all.filter(staysThere);
    if (services.length === 0) return [];
    return all
      .filter((each) => CAPACITY.test(each.type) && isReplaced(each) && !isTainted(each))
      .map((each): Hazard => {
        const noun = NOUNS[each.type] ?? each.type;
        return {
          rule: "capacity",
          kind: "refused",
          stack,
          address: each.address,
          summary: `${noun} ${nameIn(each)} is replaced, and ${counted(services.length, "service")} ${services.length === 1 ? "stays" : "stay"} on it`,
          details: services.map(nameIn),
          because:
            "AWS deletes no cluster with services and no capacity provider with tasks, and a capacity provider can't be given another Auto Scaling group: the change would end half-way, or stop all tasks.",
          steps: [
            "Keep its name and whatever else replaces it",
            "Or set up a second environment with the new setting, move the callers (DNS), and destroy this one",
          ],
        };
      });
  });
