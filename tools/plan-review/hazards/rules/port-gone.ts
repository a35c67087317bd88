import { at, textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule, Landscape } from "../hazard.ts";
import { forwardsOf, isListener, isListenerRule, priorArn, staysThere, targetGroupsOf } from "../traffic.ts";
import { isDeleted, isKept, managed, stringsAt } from "../values.ts";

/**
 * A listener leaves its port while services that it sends requests to stay: whoever calls them at that port gets no answer
 * any more. Listeners for test traffic are left out.
 */
export const portGone: HazardRule = (landscape) => {
  const tests = testsIn(landscape);
  return landscape.stacks.flatMap(({ name: stack, plan }): Hazard[] => {
    const all = managed(plan);
    const groups = all.filter(staysThere).flatMap(targetGroupsOf);
    const listeners = all.filter((each) => isListener(each) && !tests.has(priorArn(each) ?? ""));
    const served = new Set(listeners.flatMap((each) => doorOf(each, "after") ?? []));
    return listeners
      .filter((each) => isDeleted(each) || isKept(each))
      .filter((each) => leadsTo(each, groups, all))
      .filter((each) => doorOf(each, "before") !== undefined && !served.has(doorOf(each, "before") ?? ""))
      .map((each) => hazard(stack, each));
  });
};

/** Load balancer and port of a listener, as one text. */
function doorOf({ change }: ResourceChange, side: "before" | "after"): string | undefined {
  const balancer = textAt(change[side], "load_balancer_arn");
  return balancer === undefined ? undefined : `${balancer} ${Number(at(change[side], "port"))}`;
}

/** Whether a listener or one of its rules sends requests to a target group; or it redirects them to where this happens. */
function leadsTo(listener: ResourceChange, groups: readonly string[], all: readonly ResourceChange[]): boolean {
  const rules = all.filter(
    (each) => isListenerRule(each) && textAt(each.change.before, "listener_arn") === priorArn(listener),
  );
  const redirects = stringsAt(listener.change.before, "default_action", "type").includes("redirect");
  return (
    [listener, ...rules].flatMap(forwardsOf).some((arn) => groups.includes(arn)) || (redirects && groups.length > 0)
  );
}

/** ARNs of listeners that deployments of CodeDeploy and ECS send test traffic through. */
function testsIn({ stacks }: Landscape): ReadonlySet<string> {
  const all = stacks.flatMap(({ plan }) => managed(plan)).map(({ change }) => change.before);
  const rules = all.flatMap((each) => stringsAt(each, "load_balancer", "advanced_configuration", "test_listener_rule"));
  return new Set([
    ...all.flatMap((each) =>
      stringsAt(each, "load_balancer_info", "target_group_pair_info", "test_traffic_route", "listener_arns"),
    ),
    ...rules,
    ...all
      .filter((each) => rules.includes(textAt(each, "arn") ?? ""))
      .flatMap((each) => stringsAt(each, "listener_arn")),
  ]);
}

function hazard(stack: string, listener: ResourceChange): Hazard {
  const port = Number(at(listener.change.before, "port"));
  return {
    rule: "port-gone",
    kind: "interruption",
    stack,
    address: listener.address,
    summary: `nothing answers at port ${port} of the load balancer any more`,
    details: [],
    because: "A load balancer answers only at the ports of its listeners, and callers have to learn another one.",
    impact: `callers at port ${port} are refused until they use another port`,
    steps: [
      "Without an interruption: keep the port; or set up a second environment with the new setting, move the callers, and destroy this one",
    ],
  };
}
