import type { PictureReview } from "./review-json.ts";

/** A line of a review's picture. */
export interface ReviewLine {
  readonly style: string;
  /** Steps from the left edge. */
  readonly indent: number;
  readonly text: string;
}

interface ReviewSection {
  readonly title: string;
  readonly lines: readonly ReviewLine[];
}

const SIGNS: Readonly<Record<string, string>> = { create: "+", update: "~", replace: "±", delete: "−" };

/** What a review says below its numbers: what changes, who may do more, and how services roll out. */
export function reviewLines({ stacks, access, rollouts }: PictureReview): ReviewSection[] {
  const changes = stacks.flatMap(({ changes }) => changes);
  return [
    { title: "What changes", lines: changes.flatMap(changeLines) },
    { title: "Access", lines: access.map(accessLine) },
    ...rollouts.map(({ service, stack, steps }) => ({
      title: `Rollout of ${service} in ${stack}`,
      lines: steps.map((text) => ({ style: "small", indent: 1, text })),
    })),
  ].filter(({ lines }) => lines.length > 0);
}

function changeLines({ action, address, rows }: PictureReview["stacks"][number]["changes"][number]): ReviewLine[] {
  const head = { style: "code", indent: 1, text: `${SIGNS[action] ?? "?"} ${action} ${address}` };
  const side = (style: string, sign: string, path: string, value: { text: string } | undefined) =>
    value === undefined ? [] : [{ style: `code ${style}`, indent: 2, text: `${sign} ${path} = ${value.text}` }];
  // What is new has nothing to compare with.
  if (action === "create") return [head];
  return [
    head,
    ...rows.flatMap(({ path, before, after }) => [
      ...side("removed", "-", path, before),
      ...side("added", "+", path, after),
    ]),
  ];
}

function accessLine({
  sign,
  effect,
  principal,
  actions,
  resources,
  widens,
}: PictureReview["access"][number]): ReviewLine {
  const statement = `${effect} ${principal}: ${actions.join(", ")} on ${resources.join(", ")}`;
  return { style: "code", indent: 1, text: `${sign} ${statement}${widens ? "  # wider than before" : ""}` };
}

/** All that the picture shows, for those who can't see it. */
export function describeReview(review: PictureReview): string {
  const { headline, exitCode } = review.verdict;
  const descriptions = reviewLines(review).map(
    ({ title, lines }) => `${title}: ${lines.map(({ text }) => text).join("; ")}.`,
  );
  return [`${headline}, exit code ${exitCode}.`, ...descriptions].join(" ");
}
