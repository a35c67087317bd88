import { timeline } from "../../packages/deployments/timeline.ts";
import { withPart } from "./document.ts";
import { draw } from "./picture/draw.ts";
import { drawPipeline } from "./pipeline/draw.ts";
import { hasPipeline, readPipeline } from "./pipeline/read.ts";
import { readDeployment, type SynthesizedStack } from "./read.ts";
import { deliveryRoles, rolesForOthers } from "./roles/read.ts";
import { rolesTable } from "./roles/table.ts";
import { drawSystem } from "./system/draw.ts";
import { readSystem } from "./system/read.ts";

/** Services whose deployments are drawn, by environment: each type of a deployment at least once. */
export const SHOWN = {
  demo: ["ecs-demo-service", "ecs-demo-service-blue-green"],
  showcase: ["web", "checkout", "orders", "search", "cart"],
} as const;

/** Environments that are drawn as a whole. */
export const SYSTEMS: readonly EnvironmentName[] = ["demo"];

/** The picture of a review, which `npm run test:long` draws, because it takes a deployment. */
export const REVIEW = "review.svg";

export type EnvironmentName = keyof typeof SHOWN;

/** The pictures of an environment: SVG by the name of its file. One without a pipeline has none of it. */
export function pictures(environment: EnvironmentName, stacks: readonly SynthesizedStack[]): Map<string, string> {
  return new Map([
    ...SHOWN[environment].map((service): [string, string] => {
      const deployment = readDeployment(stacks, service);
      return [`${service}.svg`, draw(deployment, timeline(deployment, deployment.desiredCount))];
    }),
    ...(SYSTEMS.includes(environment)
      ? [[`${environment}.svg`, drawSystem(readSystem(stacks, environment))] as const]
      : []),
    ...(hasPipeline(stacks) ? [[`pipeline-${environment}.svg`, drawPipeline(readPipeline(stacks))] as const] : []),
  ]);
}

/** The document about the delivery, with the roles as they are in these stacks. */
export function withRoles(
  document: string,
  { demo, showcase }: Readonly<Record<EnvironmentName, readonly SynthesizedStack[]>>,
): string {
  const roles = withPart(document, "roles", rolesTable(deliveryRoles(demo)));
  return withPart(roles, "deploy-role", rolesTable(rolesForOthers(showcase)));
}
