import type { PlannedStack } from "../judge/planned-stack.ts";
import type { Hazard } from "./hazard.ts";
import { listed } from "./values.ts";

/** Whether a stack is among those that a command line names, with `*` for any part of a name, as cdktf takes it. */
export function selection(patterns: readonly string[]): (stack: string) => boolean {
  const all = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .split("*")
          .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
          .join(".*")}$`,
      ),
  );
  return (stack) => patterns.length === 0 || all.some((pattern) => pattern.test(stack));
}

/** The hazards of the stacks that are deployed. What takes more stacks than these is refused. */
export function restrict(
  hazards: readonly Hazard[],
  stacks: readonly PlannedStack[],
  isDeployed: (stack: string) => boolean,
): Hazard[] {
  const others = stacks.map(({ name }) => name).filter((name) => !isDeployed(name));
  if (others.length === 0) return [...hazards];
  return hazards
    .filter(({ stack }) => isDeployed(stack))
    .map((hazard): Hazard => {
      if (hazard.order === undefined) return hazard;
      const { order: _, impact: __, ...rest } = hazard;
      return {
        ...rest,
        kind: "refused",
        because: `${hazard.because} That involves the other stacks too, and ${listed(others)} ${others.length === 1 ? "is" : "are"} not to be deployed.`,
        steps: ["Deploy all stacks: npm run deploy"],
      };
    });
}
