import { actionOf, isNoOp } from "../judge/action.ts";
import { differences } from "../judge/difference.ts";
import type { PlannedStack } from "../judge/planned-stack.ts";
import { sidesOf } from "../judge/side.ts";
import type { RolloutView } from "../model/review.ts";
import { pluralize } from "../pluralize.ts";
import { at, textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { definitionFilesOf, deliveriesOf } from "./deliveries.ts";
import { type Deliveries, laterOf } from "./later.ts";
import { codeDeployRollout, type ServiceNumbers, serviceNumbers } from "./service.ts";
import { deploymentSteps } from "./steps.ts";
import { type Traffic, trafficOf } from "./traffic.ts";

/** Attributes of a service that change without new tasks (Amazon ECS API reference, UpdateService). */
const WITHOUT_TASKS =
  /^(desired_count|tags|tags_all|deployment_\w+|health_check_grace_period_seconds|propagate_tags|enable_\w+|availability_zone_rebalancing|wait_for_steady_state|timeouts|triggers|force_\w+|sigint_rollback|id|arn)$/;

/** What happens to the tasks of each service that a plan touches, now or later. */
export function rolloutsOf(stacks: readonly PlannedStack[], redactor: Redactor): RolloutView[] {
  const all = stacks.flatMap(({ plan }) => plan?.resourceChanges ?? []);
  const known = { deliveries: deliveriesOf(stacks), definitionFiles: definitionFilesOf(stacks) };
  return stacks.flatMap(({ name: stack, plan }) =>
    (plan?.resourceChanges ?? [])
      .filter(({ type, mode }) => type === "aws_ecs_service" && mode === "managed")
      .flatMap((service) => {
        const { after, before } = service.change;
        const name = textAt(after, "name") ?? textAt(before, "name") ?? service.address;
        return foundOf(service, plan as PlanFile, all, known).map(({ because, steps, arrives }) => ({
          stack,
          service: redactor.text(name),
          because: redactor.text(because),
          steps: steps.map((step) => redactor.text(step)),
          ...(arrives !== undefined && { arrives }),
        }));
      }),
  );
}

type Found = Pick<RolloutView, "because" | "steps" | "arrives">;

function foundOf(
  service: ResourceChange,
  plan: PlanFile,
  all: readonly ResourceChange[],
  known: Deliveries,
): readonly Found[] {
  const { before, after } = service.change;
  const traffic = trafficOf(service, plan);
  switch (actionOf(service)) {
    case "create":
      return [
        {
          because: "the service is new",
          steps: [`${tasksText(serviceNumbers(after))} start`, ...arrivalText(traffic)],
        },
      ];
    case "delete":
      return [
        {
          because: "the service goes",
          steps: [`${tasksText(serviceNumbers(before))} stop, after their connections are drained`],
        },
      ];
    case "replace":
      return [
        {
          because: "the service is replaced",
          steps: [
            `${tasksText(serviceNumbers(before))} stop, then ${tasksText(serviceNumbers(after))} start: nothing answers in between, unless the new service is made first`,
            ...(known.deliveries.has(textAt(after, "name") ?? "")
              ? [
                  "the new tasks have the configured image and not the one of the last release: release again afterwards",
                ]
              : []),
          ],
        },
      ];
    case "update": {
      const now = updateOf(service, traffic, all);
      // A change of the definition that is in the service's own plan is part of what happens now.
      const later = changedIn(service).includes("task_definition") ? undefined : laterIn(service, plan, all, known);
      return [now ?? [], later ?? []].flat();
    }
    case "other":
      return isNoOp(service.change) ? [laterIn(service, plan, all, known) ?? []].flat() : [];
    default:
      return [];
  }
}

function laterIn(service: ResourceChange, plan: PlanFile, all: readonly ResourceChange[], known: Deliveries) {
  const numbers = serviceNumbers(service.change.after);
  const deployed = numbers.controller === "CODE_DEPLOY" ? codeDeployed(numbers, service, all) : numbers;
  const steps = deploymentSteps(deployed, trafficOf(service, plan));
  return laterOf(service, plan, known, { controller: numbers.controller, steps });
}

function changedIn({ change }: ResourceChange): string[] {
  const { before, after } = sidesOf(change);
  return [...new Set(differences(before, after).map(({ names }) => names[0] ?? ""))];
}

function updateOf(
  service: ResourceChange,
  traffic: Traffic | undefined,
  all: readonly ResourceChange[],
): Found | undefined {
  const { before, after } = service.change;
  const changed = changedIn(service);
  const numbers = serviceNumbers(after);
  const scaled =
    serviceNumbers(before).tasks !== numbers.tasks
      ? [`from ${serviceNumbers(before).tasks} to ${tasksText(numbers)}`]
      : [];
  const causes = changed.filter((attribute) => !WITHOUT_TASKS.test(attribute));
  const isForced = at(after, "force_new_deployment") === true;
  if (numbers.controller === "CODE_DEPLOY")
    return {
      because: list(changed),
      steps: [
        ...scaled,
        "no task is replaced now; with the next release:",
        ...deploymentSteps(codeDeployed(numbers, service, all), traffic),
      ],
    };
  if (causes.length === 0 && !isForced)
    return scaled.length === 0 ? undefined : { because: "desired_count", steps: scaled };
  const because = causes.length > 0 ? list(causes) : `${list(changed)}, and each update deploys anew`;
  return { because, steps: [...scaled, ...deploymentSteps(numbers, traffic)] };
}

const list = (names: readonly string[]) => names.join(", ");

const tasksText = ({ tasks, isDaemon }: ServiceNumbers) =>
  isDaemon ? "one task on each instance" : pluralize(tasks, "task");

const arrivalText = (traffic: Traffic | undefined) =>
  traffic === undefined
    ? []
    : [
        `requests come through ${traffic.listeners.join(" and ") || "no listener"} after ${traffic.healthySeconds} s of good health`,
      ];

function codeDeployed(
  numbers: ServiceNumbers,
  service: ResourceChange,
  all: readonly ResourceChange[],
): ServiceNumbers {
  const name = textAt(service.change.after, "name");
  const after = (type: string) => all.filter((each) => each.type === type).map(({ change }) => change.after);
  const group = after("aws_codedeploy_deployment_group").find((each) => {
    const found = at(each, "ecs_service");
    return textAt(Array.isArray(found) ? (found[0] ?? null) : found, "service_name") === name;
  });
  return group === undefined
    ? numbers
    : { ...numbers, rollout: codeDeployRollout(group, after("aws_codedeploy_deployment_config")) };
}
