import { sumOf } from "../../judge/action.ts";
import type { Review } from "../../model/review.ts";
import { pluralize } from "../../pluralize.ts";
import { shorten } from "../../secrets/visible.ts";
import { countsText, hiddenText, STATUSES, statusText, VERDICTS, verdictWord } from "../words.ts";
import { type Fitting, firstOf, fit } from "./blocks.ts";
import { changeBlocks, DESTROYED, sectionOf } from "./change-blocks.ts";
import * as others from "./other-blocks.ts";
import { code, folded, row } from "./text.ts";

/** GitHub refuses comments of more than 65,536 characters; in bytes there is room for every script. */
const MAX_BYTES = 59_000;

/** Of which the table of stacks may take so many, and so many the list of their plans. */
const [MAX_STACKS_BYTES, MAX_PLANS_BYTES] = [12_000, 6_000];

const TABLES: Readonly<Record<string, readonly string[]>> = {
  [others.ACCESS]: ["", "stack", "who", "effect", "actions", "resources", "conditions"],
  [others.OPENINGS]: ["", "stack", "what", "way", "ports", "peer"],
  [others.PROTECTIONS]: ["", "stack", "what", "then", "setting", "before", "after"],
  [others.PROGRAMS]: ["stack", "what", "kind", "command", "runs"],
  [others.VALUES]: ["output", "now", "planned", "read by"],
  [others.OVERRIDES]: ["stack", "resource", "arguments"],
};

/** Line by which a comment is found again. */
export const marker = (environment = "plans"): string =>
  `<!-- ecs-pipeline plan review: ${environment.replace(/[^\w.-]/g, "_")} -->`;

/** A review as a comment of less than 60,000 characters. The least risky changes are left out first. */
export function markdown(review: Review, link?: string): string {
  const head = [marker(review.environment), heading(review), table(review)];
  const blocks = [
    ...others.reasonBlocks(review),
    ...others.leftoverBlocks(review),
    ...others.orderBlocks(review),
    ...others.accessBlocks(review),
    ...others.protectionBlocks(review),
    ...changeBlocks(review),
    ...others.valueBlocks(review),
    ...others.rolloutBlocks(review),
    ...others.overrideBlocks(review),
    ...others.checkBlocks(review),
  ];
  const frame = Buffer.byteLength([...head, footer(review, NOTHING_SHOWN, link)].join("\n\n"));
  const fitting = fit(blocks, MAX_BYTES - frame);
  const { texts, pieces } = fitting;
  const section = (name: string, title: string, isOpen: boolean): string[] => {
    const shown = texts.get(name) ?? [];
    const all = pieces.get(name) ?? 0;
    if (shown.length === 0)
      return all === 0 || name.startsWith(sectionOf("")) ? [] : [`${title}: none of ${all} shown.`];
    const count = shown.length < all ? ` (${shown.length} of ${all} shown)` : ` (${all})`;
    return [folded(`${title}${count}`, [...tableHead(name), ...shown].join("\n"), isOpen)];
  };
  return `${[
    ...head.slice(0, 2),
    ...(texts.get(others.REASON) ?? []),
    ...missing(texts.get(others.REASON)?.length ?? 0, review.reasons.length, "reasons"),
    ...section(others.LEFTOVERS, "Left over", true),
    ...(texts.get(others.ORDER)?.map((text) => folded("Order of deployment", text, true)) ?? []),
    ...head.slice(2),
    ...section(others.ACCESS, "Statements of policies", true),
    ...section(others.OPENINGS, "Openings", true),
    ...section(others.PROTECTIONS, "Protection taken away", true),
    ...section(others.PROGRAMS, "Programs", true),
    ...section(DESTROYED, "Destroyed or replaced", true),
    ...section(others.VALUES, "Outputs", false),
    ...section(others.ROLLOUTS, "What a rollout will do", true),
    ...section(others.OVERRIDES, "Overrides", false),
    ...section(others.CHECKS, "Rules, checks and drift", false),
    ...review.stacks.flatMap(({ name }) =>
      section(sectionOf(name), `Other changes in <code>${escaped(shorten(name, 60))}</code>`, false),
    ),
    footer(review, fitting, link),
  ].join("\n\n")}\n`;
}

function heading(review: Review): string {
  const { verdict, environment, commit, stacks } = review;
  const { sign } = VERDICTS[verdict.kind];
  const word = verdictWord(review);
  const facts = [
    ...(environment === undefined ? [] : [code(environment)]),
    ...(commit === undefined ? [] : [`commit ${code(commit.slice(0, 12))}`]),
    pluralize(stacks.length, "stack"),
    `**${countsText(sumOf(stacks.map(({ counts }) => counts)))}**`,
  ];
  return `## ${sign} ${word}\n\n${code(verdict.headline)}\n\n${facts.join(" · ")}`;
}

function table({ stacks }: Review): string {
  const rows = stacks.map((stack) => {
    const { wave, name, status, counts, outputs } = stack;
    const { add, change, replace, destroy } = counts;
    const text = statusText(stack);
    const plan = `${STATUSES[status].sign} ${text === status ? status : code(text, 300)}`;
    return row([String(wave), code(name), plan, ...[add, change, replace, destroy - replace, outputs].map(String)]);
  });
  const shown = firstOf(rows, MAX_STACKS_BYTES);
  return [
    "| wave | stack | plan | + add | ~ change | ± of them replaced | − destroy only | outputs |",
    "| --: | -- | -- | --: | --: | --: | --: | --: |",
    ...shown,
    // Without the blank line it would be a row.
    ...missing(shown.length, rows.length, "stacks").flatMap((line) => ["", line]),
  ].join("\n");
}

const missing = (shown: number, all: number, what: string): string[] =>
  shown < all ? [`Shown ${shown} of ${all} ${what}.`] : [];

function tableHead(section: string): string[] {
  const columns = TABLES[section];
  return columns === undefined ? [] : [row(columns), `|${" -- |".repeat(columns.length)}`];
}

type Amount = Pick<Fitting, "changes" | "attributes">;

const NOTHING_SHOWN: Amount = { changes: 0, attributes: 0 };

function footer({ stacks, hidden, record }: Review, shown: Amount, link: string | undefined): string {
  const changes = stacks.flatMap((stack) => stack.changes);
  const all = changes.filter(({ action }) => action !== "read").length;
  const attributes = changes.reduce((sum, { rows }) => sum + rows.length, 0);
  const plans = stacks.flatMap(({ name, plan }) =>
    plan === undefined ? [] : [`${code(name)} ${code(plan.slice(0, 19))}`],
  );
  const listed = firstOf(plans, MAX_PLANS_BYTES);
  const more = plans.length - listed.length;
  const provisional = stacks.some(({ status }) => status === "provisional");
  return [
    `Shown ${shown.changes} of ${all} changes${shown.changes < all ? "; the least risky are only in the full report" : ""}.`,
    ...(shown.attributes < attributes
      ? [`Shown ${shown.attributes} of ${attributes} attributes as a whole; the rest is only in the full report.`]
      : []),
    ...(link === undefined ? [] : [`[Full report](${link})`]),
    ...(Object.keys(hidden).length > 0 ? [`Values not shown: ${hiddenText(hidden)}.`] : []),
    ...(plans.length > 0 ? [`Plans: ${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`] : []),
    ...(record === undefined ? [] : [`Record: ${code(record)}.`]),
    ...(provisional ? ["Provisional plans can't be applied."] : []),
  ].join("\n\n");
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
