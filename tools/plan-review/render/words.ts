import type { Action, Counts, DiffLine, DiffPart, Review, Status } from "../model/review.ts";
import { pluralize } from "../pluralize.ts";

/** Signs and words that every form of a review uses; a sign never appears without its word. Glyphs are in every font. */
export const ACTIONS: Readonly<Record<Action, { readonly sign: string; readonly word: string }>> = {
  create: { sign: "+", word: "create" },
  update: { sign: "~", word: "update" },
  replace: { sign: "±", word: "replace" },
  delete: { sign: "−", word: "destroy" },
  forget: { sign: "×", word: "forget" },
  read: { sign: "<", word: "read" },
  import: { sign: "←", word: "import" },
  move: { sign: "→", word: "move" },
  other: { sign: "?", word: "change" },
};

export const STATUSES: Readonly<
  Record<Status, { readonly sign: string; readonly glyph: string; readonly about: string }>
> = {
  firm: { sign: "✅", glyph: "✓", about: "may be applied as it is" },
  provisional: {
    sign: "🟡",
    glyph: "◐",
    about: "made with the expected outputs of other stacks; can't be applied",
  },
  deferred: { sign: "⏸", glyph: "…", about: "can't be planned before what it waits for is known" },
  blocked: { sign: "⛔", glyph: "⊘", about: "can't be planned before what it reads can be" },
  failed: { sign: "❌", glyph: "✗", about: "Terraform refuses it" },
};

export const VERDICTS: Readonly<Record<Review["verdict"]["kind"], { readonly sign: string; readonly word: string }>> = {
  nothing: { sign: "⚪", word: "No changes" },
  leftovers: { sign: "🟡", word: "No changes, but something is left over" },
  changes: { sign: "🟢", word: "Changes, none of which needs approval" },
  refused: { sign: "⛔", word: "Refused" },
  approval: { sign: "🔴", word: "Approval needed" },
  error: { sign: "❌", word: "Failed" },
};

/** What the verdict comes to, in a few words. */
export const verdictWord = ({ verdict, notJudged }: Review): string =>
  verdict.kind === "changes" && Object.keys(notJudged).length > 0
    ? "Changes, none of which needs approval as far as judged"
    : VERDICTS[verdict.kind].word;

export const REASONS = {
  error: "Error",
  rule: "Rule",
  refused: "Refused",
  interruption: "Interruption",
  loss: "Loss",
  access: "Access",
  protection: "Protection",
  program: "Program",
} as const;

/** `+14 ~6 −2, 2 of them replaced, 1 moved` */
export function countsText({ add, change, destroy, replace, import: imported, move, forget }: Counts): string {
  const others = [
    ...(replace > 0 ? [`${replace} of them replaced`] : []),
    ...(imported > 0 ? [`${imported} imported`] : []),
    ...(move > 0 ? [`${move} moved`] : []),
    ...(forget > 0 ? [`${forget} forgotten`] : []),
  ];
  return [`+${add} ~${change} −${destroy}`, ...others].join(", ");
}

/** What to report on a stack that the environment no longer has, apart from its name and the command. */
export function leftoverText({ resources, problem }: Review["leftovers"][number]): string {
  if (resources === undefined) return `may be left over: its state can't be read: ${problem ?? "no reason given"}`;
  return `is left over: the environment no longer has it, and ${resources} resource${resources === 1 ? " is" : "s are"} still there`;
}

/** Why there is a plan of this kind, or what it waits for. */
export function statusText({
  status,
  waitsFor,
  problem,
}: Pick<Review["stacks"][number], "status" | "waitsFor" | "problem">): string {
  if (problem !== undefined) return `${status}: ${problem}`;
  return waitsFor.length > 0 ? `${status}, waits for ${grouped(waitsFor)}` : status;
}

/** Names of the stacks of which nothing is there yet. */
export const newStacks = (stacks: Review["stacks"]): ReadonlySet<string> =>
  new Set(stacks.filter(({ isNew }) => isNew).map(({ name }) => name));

/** `network.vpcId`; more than three values of a stack as their number. */
function grouped(values: readonly string[]): string {
  const stacks = [...new Set(values.map((value) => value.split(".")[0] ?? ""))];
  return stacks
    .map((stack) => {
      const own = values.filter((value) => value.startsWith(`${stack}.`));
      return own.length > 3 ? `${own.length} values of ${stack}` : own.join(", ");
    })
    .join(", ");
}

export const hiddenText = (hidden: Review["hidden"]): string =>
  Object.entries(hidden)
    .map(([because, count]) => `${count} ${because}`)
    .join(", ");

export const foldedLines = (count: number): string => `… ${count} unchanged lines …`;
export const foldedCharacters = (count: number): string => `… ${count} unchanged characters …`;

/** Lines of a diff, and characters of what is shown of them. */
export function diffSize(lines: readonly DiffLine[]): { count: number; characters: number } {
  const characters = lines.reduce((sum, line) => sum + ("folded" in line ? 0 : lineText(line.parts).length), 0);
  return { count: lines.length, characters };
}

/** `12 lines removed, 1 line added` */
export function changedText(lines: readonly DiffLine[]): string {
  const [removed, added] = (["-", "+"] as const).map(
    (sign) => lines.filter((each) => "sign" in each && each.sign === sign).length,
  );
  const named = (count = 0, what: string) => (count === 0 ? [] : [`${pluralize(count, "line")} ${what}`]);
  return [...named(removed, "removed"), ...named(added, "added")].join(", ");
}

/** A line of a diff without markup. */
export const lineText = (parts: readonly DiffPart[]): string =>
  parts
    .map((part) => (typeof part === "string" ? part : "changed" in part ? part.changed : foldedCharacters(part.folded)))
    .join("");
