import type { Pipeline, PipelineAction } from "./pipeline.ts";

const MODES = {
  SUPERSEDED: "a newer release overtakes one that waits",
  QUEUED: "releases wait in a row",
} as const;

/** What a picture is about: a title and a line. */
export function pipelineHeadline({ name, mode, variables }: Pipeline): { title: string; subtitle: string } {
  const settings = variables.map(({ name, defaultValue }) => `${name} is ${defaultValue} by default`);
  return { title: `Pipeline ${name}`, subtitle: [MODES[mode], ...settings].join("; ") };
}

/** All that a picture shows, for those who can't see it. */
export function describePipeline({ starts, stages }: Pipeline): string {
  const started = starts.map(
    ({ by, facts, role }) => `Started by ${by}: ${[...facts, ...(role ? [`role ${role}`] : [])].join("; ")}.`,
  );
  const descriptions = stages.map(({ name, rollsBack, actions }, index) => {
    const back = rollsBack ? " If it fails, it goes back to its last release." : "";
    return `${index + 1}. Stage ${name}: ${actions.map(describeAction).join(" Then ")}${back}`;
  });
  return [...started, ...descriptions].join(" ");
}

function describeAction({ name, by, facts, roles, reads, writes }: PipelineAction): string {
  const descriptions = [
    ...facts,
    ...(reads.length > 0 ? [`reads ${reads.join(" and ")}`] : []),
    ...(writes.length > 0 ? [`writes ${writes.join(" and ")}`] : []),
    ...roles,
  ];
  return `${name}, by ${by}: ${descriptions.join("; ")}.`;
}
