import { textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { wayRound } from "../second-service.ts";
import { isIdle, isService, targetGroupsOf } from "../traffic.ts";
import { isReplaced, isTainted, listed, managed, nameIn } from "../values.ts";

/**
 * A service is replaced. A cluster takes a name once (CreateService: "Creation of service was not idempotent"), so the old
 * service is deleted before the new one is created, and nothing runs until a task of the new one has started.
 */
export const replacedService: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const clusters = managed(plan)
      .filter(({ type }) => type === "aws_ecs_cluster")
      .filter(isReplaced)
      .map(({ change }) => textAt(change.before, "arn"));
    return managed(plan)
      .filter((each) => isService(each) && isReplaced(each) && !isTainted(each) && !isIdle(each))
      .filter(({ change }) => !clusters.includes(textAt(change.before, "cluster"))) // has its own rule
      .map((service) =>
        targetGroupsOf(service).length > 0 ? routed(stack, service, managed(plan)) : worker(stack, service),
      );
  });

const because =
  "ECS can't change this setting of a service, and a cluster takes each name once: the service is deleted before its successor is created.";

function routed(stack: string, service: ResourceChange, all: readonly ResourceChange[]): Hazard {
  const name = nameIn(service);
  return {
    rule: "replaced-service",
    kind: "refused",
    stack,
    address: service.address,
    summary: `service ${name}, which requests are routed to, is replaced: nothing would answer until a new task is healthy`,
    details: reasonsOf(service),
    because,
    steps: wayRound(service, all),
  };
}

function worker(stack: string, service: ResourceChange): Hazard {
  const name = nameIn(service);
  return {
    rule: "replaced-service",
    kind: "interruption",
    stack,
    address: service.address,
    summary: `service ${name} is replaced`,
    details: reasonsOf(service),
    because,
    impact: `${name} does no work from the stop of its tasks until a new task has started`,
    steps: [
      `Without an interruption: add a second service with another name and the new setting, npm run deploy, then remove ${name}`,
    ],
  };
}

/** `because of launch_type` */
function reasonsOf({ change }: ResourceChange): string[] {
  const paths = change.replacePaths.map((path) => path.filter((step) => typeof step === "string").join("."));
  const named = [...new Set(paths)].filter(Boolean);
  return named.length > 0 ? [`because of ${listed(named)}`] : [];
}
