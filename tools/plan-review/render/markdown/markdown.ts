import { sumOf } from "../../judge/action.ts";
import type { Review } from "../../model/review.ts";
import { countsText, hiddenText, STATUSES, statusText, VERDICTS } from "../words.ts";
import { fit } from "./blocks.ts";
import { changeBlocks, DESTROYED, sectionOf } from "./change-blocks.ts";
import * as others from "./other-blocks.ts";
import { code, folded, row } from "./text.ts";

/** GitHub refuses comments of more than 65,536 characters; in bytes there is room for every script. */
const MOST_BYTES = 59_000;

/** Most stacks in the table. */
const MOST_STACKS = 100;

const TABLES: Readonly<Record<string, readonly string[]>> = {
  [others.ACCESS]: ["", "stack", "who", "effect", "actions", "resources", "conditions"],
  [others.OPENINGS]: ["", "stack", "what", "way", "ports", "peer"],
  [others.VALUES]: ["output", "now", "planned", "read by"],
};

/** Line by which a comment is found again. */
export const marker = (environment = "plans"): string =>
  `<!-- ecs-pipeline plan review: ${environment.replace(/[^\w.-]/g, "_")} -->`;

/** A review as a comment of less than 60,000 characters. What is least risky is left out first. */
export function markdown(review: Review, link?: string): string {
  const head = [marker(review.environment), heading(review), table(review)];
  const blocks = [
    ...others.reasonBlocks(review),
    ...others.accessBlocks(review),
    ...changeBlocks(review),
    ...others.valueBlocks(review),
    ...others.rolloutBlocks(review),
    ...others.checkBlocks(review),
  ];
  const sections = [...new Set(blocks.map(({ section }) => section))];
  const frame = Buffer.byteLength(head.join("\n\n")) + footer(review, 0, link).length + sections.length * 400;
  const { texts, pieces, changes } = fit(blocks, MOST_BYTES - frame);
  const section = (name: string, title: string, isOpen: boolean): string[] => {
    const shown = texts.get(name);
    const all = pieces.get(name) ?? 0;
    if (all === 0) return [];
    const count = (shown?.length ?? 0) < all ? ` (${shown?.length ?? 0} of ${all} shown)` : ` (${all})`;
    return [folded(`${title}${count}`, [...tableHead(name), ...(shown ?? ["–"])].join("\n"), isOpen)];
  };
  return `${[
    ...head.slice(0, 2),
    ...(texts.get(others.REASON) ?? []),
    ...missing(texts.get(others.REASON)?.length ?? 0, review.reasons.length, "reasons"),
    ...head.slice(2),
    ...section(others.ACCESS, "Statements of policies", true),
    ...section(others.OPENINGS, "Openings", true),
    ...section(DESTROYED, "Destroyed or replaced", true),
    ...section(others.VALUES, "Values between stacks", false),
    ...section(others.ROLLOUTS, "What a rollout will do", true),
    ...section(others.CHECKS, "Rules, checks and drift", false),
    ...review.stacks.flatMap(({ name }) =>
      section(sectionOf(name), `Other changes in <code>${escaped(name)}</code>`, false),
    ),
    footer(review, changes, link),
  ].join("\n\n")}\n`;
}

function heading({ verdict, environment, commit, stacks }: Review): string {
  const { sign, word } = VERDICTS[verdict.kind];
  const facts = [
    ...(environment === undefined ? [] : [code(environment)]),
    ...(commit === undefined ? [] : [`commit ${code(commit.slice(0, 12))}`]),
    `${stacks.length} stack${stacks.length === 1 ? "" : "s"}`,
    `**${countsText(sumOf(stacks.map(({ counts }) => counts)))}**`,
  ];
  return `## ${sign} ${word}\n\n${code(verdict.headline)}\n\n${facts.join(" · ")}`;
}

function table({ stacks }: Review): string {
  const rows = stacks.slice(0, MOST_STACKS).map((stack) => {
    const { wave, name, status, counts, outputs } = stack;
    const { add, change, replace, destroy } = counts;
    const text = statusText(stack);
    const plan = `${STATUSES[status].sign} ${text === status ? status : code(text, 300)}`;
    return row([String(wave), code(name), plan, ...[add, change, replace, destroy - replace, outputs].map(String)]);
  });
  return [
    "| wave | stack | plan | + add | ~ change | ± of them replaced | − destroy only | outputs |",
    "| --: | -- | -- | --: | --: | --: | --: | --: |",
    ...rows,
    ...missing(rows.length, stacks.length, "stacks"),
  ].join("\n");
}

const missing = (shown: number, all: number, what: string): string[] =>
  shown < all ? [`Shown ${shown} of ${all} ${what}.`] : [];

function tableHead(section: string): string[] {
  const columns = TABLES[section];
  return columns === undefined ? [] : [row(columns), `|${" -- |".repeat(columns.length)}`];
}

function footer({ stacks, hidden, record }: Review, shown: number, link: string | undefined): string {
  const all = stacks.flatMap(({ changes }) => changes).filter(({ action }) => action !== "read").length;
  const plans = stacks.flatMap(({ name, plan }) =>
    plan === undefined ? [] : [`${code(name)} ${code(plan.slice(0, 19))}`],
  );
  const provisional = stacks.some(({ status }) => status === "provisional");
  return [
    `Shown ${shown} of ${all} changes${shown < all ? "; the least risky are only in the full report" : ""}.`,
    ...(link === undefined ? [] : [`[Full report](${link})`]),
    ...(Object.keys(hidden).length > 0 ? [`Values not shown: ${hiddenText(hidden)}.`] : []),
    ...(plans.length > 0 ? [`Plans: ${plans.slice(0, MOST_STACKS).join(", ")}.`] : []),
    ...(record === undefined ? [] : [`Record: ${code(record)}.`]),
    ...(provisional ? ["Provisional plans can't be applied."] : []),
  ].join("\n\n");
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
