import { actionOf, isNoOp } from "../judge/action.ts";
import type { RolloutView } from "../model/review.ts";
import { textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress } from "../read/upstream.ts";
import type { Delivery } from "./deliveries.ts";
import { named } from "./traffic.ts";

/** What is known of who brings releases to the services of all stacks. */
export interface Deliveries {
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** Definitions that releases are made of, by service. */
  readonly definitionFiles: ReadonlyMap<string, ResourceChange>;
}

/** How a service is deployed: by which controller, and in which steps. */
interface LaterDeployment {
  readonly controller: string;
  readonly steps: readonly string[];
}

/** A change that this plan does not bring to the tasks that run. */
export type Later = Pick<RolloutView, "because" | "steps" | "arrives">;

/**
 * What a plan says of a service whose task definition changes and that Terraform leaves with the one that it runs: that
 * nothing happens now, and what brings the change.
 */
export function laterOf(
  service: ResourceChange,
  plan: PlanFile,
  { deliveries, definitionFiles }: Deliveries,
  deployment: LaterDeployment,
): Later | undefined {
  const name = textAt(service.change.after, "name") ?? "";
  const delivery = deliveries.get(name);
  const file = definitionFiles.get(name);
  const definition = named(plan, configAddress(service.address), "task_definition")
    .map((address) => plan.resourceChanges.find((each) => configAddress(each.address) === address))
    .find((each) => each !== undefined && each.type === "aws_ecs_task_definition" && actionOf(each) === "replace");
  const written = file !== undefined && !isNoOp(file.change) && actionOf(file) !== "create";
  if (definition === undefined && !(written && delivery)) return undefined;
  const because = definition === undefined ? "the definition of its releases" : becauseOf(definition);
  if (delivery && file && isNoOp(file.change))
    return {
      because,
      steps: ["no task is replaced, now or later: only the configured image changes, and a release has its own"],
    };
  const now = `no task is replaced now: Terraform leaves ${name} with the revision that it runs`;
  if (delivery)
    return {
      because,
      arrives: "with the next release",
      steps: [now, ...releaseSteps(name, delivery), ...deployment.steps],
    };
  return { because, arrives: "by a command", steps: [now, ...commandSteps(name, deployment), ...deployment.steps] };
}

const becauseOf = ({ change }: ResourceChange): string => {
  const forced = [...new Set(change.replacePaths.map(([attribute]) => String(attribute)))].sort();
  return ["task definition", ...(forced.length > 0 ? [forced.join(", ")] : [])].join(": ");
};

const releaseSteps = (name: string, { pipeline, stage, by }: Delivery): string[] => [
  `the next release brings the change to ${name}: stage ${stage} of the pipeline ${pipeline} registers the new definition with the image of the release, and ${by} deploys it`,
  "to have it before the next commit, release the present image again, as the output hotFix says; then:",
];

const commandSteps = (name: string, { controller }: LaterDeployment): string[] =>
  controller === "CODE_DEPLOY"
    ? [
        `no pipeline of these stacks delivers it: the command "deploy again" of the output commands-${name} deploys the change; then:`,
      ]
    : [
        `no pipeline of these stacks delivers it, and releases of another environment bring an image only: the command "take over the configuration" of the output commands-${name} deploys the change with the image that runs; then:`,
      ];
