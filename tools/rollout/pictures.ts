import { draw } from "./picture/draw.ts";
import { readDeployment, type Stack } from "./read.ts";
import { timeline } from "./timeline.ts";

/** Services whose deployments are drawn, by environment: each type of a deployment at least once. */
export const SHOWN = {
  demo: ["ecs-demo-service", "ecs-demo-service-blue-green"],
  showcase: ["web", "checkout", "orders", "search", "cart"],
} as const;

export type EnvironmentName = keyof typeof SHOWN;

/** The pictures of an environment: SVG by the name of its file. */
export function pictures(environment: EnvironmentName, stacks: readonly Stack[]): Map<string, string> {
  return new Map(
    SHOWN[environment].map((service) => {
      const deployment = readDeployment(stacks, service);
      return [`${service}.svg`, draw(deployment, timeline(deployment))];
    }),
  );
}
