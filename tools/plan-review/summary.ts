import { idleWaivers, type Waivers } from "./judge/waivers.ts";
import type { Review } from "./model/review.ts";
import { countsText, leftoverText, REASONS, statusText } from "./render/words.ts";
import { shorten } from "./secrets/visible.ts";

/** Maximum number of details of a reason. */
const MAX_DETAILS = 5;

/** A review in a few lines, for a terminal. Each line begins with the review's own words. */
export function summary(review: Review, folder: string): string[] {
  const { stacks, leftovers, reasons, rules, verdict } = review;
  const width = Math.max(0, ...stacks.map(({ name }) => name.length));
  return [
    ...stacks.map((stack) => {
      const isError = stack.status === "failed" || stack.status === "blocked"; // the reasons say why
      const text = isError ? stack.status : shorten(statusText(stack), 300);
      return `  ${stack.name.padEnd(width)}  ${countsText(stack.counts)}  ${text}`;
    }),
    "",
    ...reasons.flatMap(({ id, kind, stack, title, details, waived }, index) => [
      `${index + 1}. ${REASONS[kind]} in ${stack}: ${title}`,
      `   ${waived === undefined ? id : `waived until ${waived.until}: ${waived.reason}`}`,
      ...details.slice(0, MAX_DETAILS).map((detail) => `   - ${shorten(detail, 300)}`),
      ...(details.length > MAX_DETAILS ? [`   - and ${details.length - MAX_DETAILS} more`] : []),
    ]),
    ...rules
      .filter(({ required }) => !required)
      .map(({ rule, stack, message }) => `warning: rule ${rule} in ${stack}: ${message}`),
    ...(reasons.length + rules.length > 0 ? [""] : []),
    ...orderLines(review),
    ...leftoverLines(leftovers),
    `${verdict.headline} (exit code ${verdict.exitCode})`,
    `The whole review is in ${folder}: review.html for people, review.md for a comment, review.json for programs`,
  ];
}

/** In which order the stacks are deployed where it is not the ordinary one, for a terminal. */
function orderLines({ order, hazards }: Review): string[] {
  if (order.length === 0) return [];
  const why = hazards.filter(({ kind }) => kind === "phases").map(({ summary }) => `  - ${shorten(summary, 300)}`);
  return ["Deployed in phases:", ...why, ...order.map((text, index) => `  ${index + 1}. ${shorten(text, 300)}`), ""];
}

/** Leftovers, for a terminal. */
export function leftoverLines(leftovers: Review["leftovers"]): string[] {
  if (leftovers.length === 0) return [];
  const lines = leftovers.flatMap((leftover) => [
    `${leftover.stack} ${shorten(leftoverText(leftover), 300)}`,
    ...(leftover.command === undefined ? [] : [`   to destroy it: ${leftover.command}`]),
  ]);
  return [...lines, ""];
}

/** What became of waivers that nothing was waived with. */
export function waiverWarnings(review: Review, waivers: Waivers): string[] {
  const ids = new Set([...review.reasons, ...review.rules].map(({ id }) => id));
  return idleWaivers(waivers, ids);
}
