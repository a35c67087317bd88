import { at, canonical, type Json, listAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { wayRound } from "../second-service.ts";
import { isService } from "../traffic.ts";
import { isKept, isUnknownAt, managed, nameIn, stringsAt } from "../values.ts";

/** Ports that a security group lets through. */
const PORTS = /^aws_vpc_security_group_ingress_rule$/;

/**
 * The ports to a service move, and its tasks stay: where a pipeline or CodeDeploy decides on the task definition, Terraform
 * ignores it, so that the tasks keep the port that they have while the way to them leads to another one.
 */
export const unrolledPort: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    return all
      .filter((each) => isService(each) && isKept(each) && keepsTasks(each))
      .flatMap((service): Hazard[] => {
        const moved = movesContainerPort(service) ? service : movedRule(service, all);
        if (moved === undefined) return [];
        const name = nameIn(service);
        return [
          {
            rule: "unrolled-port",
            kind: "refused",
            stack,
            address: moved.address,
            summary: `requests to service ${name} are routed to another port, and its tasks keep theirs until the next release`,
            details: [],
            because:
              "A pipeline or CodeDeploy decides on the task definition of this service, so Terraform replaces no task, and nothing listens on the new port.",
            steps: wayRound(service, all, "the new container port"),
          },
        ];
      });
  });

/** Whether the service stays with its task definition. */
function keepsTasks({ change }: ResourceChange): boolean {
  const [before, after] = [at(change.before, "task_definition"), at(change.after, "task_definition")];
  return !isUnknownAt(change.afterUnknown, "task_definition") && canonical(before) === canonical(after);
}

function movesContainerPort({ change }: ResourceChange): boolean {
  const ports = (side: "before" | "after") =>
    listAt(change[side], "load_balancer").map((each) => canonical(at(each, "container_port")));
  return ports("after").length > 0 && ports("before").join() !== ports("after").join();
}

/** A rule that opens the service's own group for other ports instead of the current ones. */
function movedRule(service: ResourceChange, all: readonly ResourceChange[]): ResourceChange | undefined {
  const groups = stringsAt(service.change.before, "network_configuration", "security_groups");
  const rules = all.filter(
    ({ type, change }) =>
      PORTS.test(type) && [...idsOf(change.before), ...idsOf(change.after)].some((id) => groups.includes(id)),
  );
  const [before, after] = [rules.flatMap(portsOn("before")), rules.flatMap(portsOn("after"))];
  const isClosed = before.some((ports) => !after.includes(ports));
  return isClosed ? rules.find((rule) => portsOn("after")(rule).some((ports) => !before.includes(ports))) : undefined;
}

const idsOf = (value: Json): string[] => stringsAt(value, "security_group_id");

const portsOn =
  (side: "before" | "after") =>
  ({ change }: ResourceChange): string[] => {
    const ends = ["from_port", "to_port"].map((key) => canonical(at(change[side], key)));
    return change[side] === null ? [] : [ends.join("-")];
  };
