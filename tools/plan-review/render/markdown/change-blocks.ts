import type { ChangeView, Review } from "../../model/review.ts";
import { ACTIONS } from "../words.ts";
import type { CommentBlock } from "./blocks.ts";
import { listings } from "./diff-lines.ts";
import { code, codeBlock } from "./text.ts";

/** Maximum number of attributes of one change. */
const MAX_ROWS = 40;

/** Section of what is destroyed or replaced. */
export const DESTROYED = "destroyed";

/** Section of the other changes of a stack. */
export const sectionOf = (stack: string): string => `stack ${stack}`;

/** A piece for each change; those whose difference can't be seen are one. */
export function changeBlocks({ stacks }: Review): CommentBlock[] {
  return stacks.flatMap(({ name, changes }) => {
    const visible = changes.filter(({ invisible, action }) => !invisible && action !== "read");
    return [...visible.map(changeBlock), ...foldedBlock(name, changes)];
  });
}

function changeBlock(change: ChangeView): CommentBlock {
  const isGone = change.action === "delete" || change.action === "replace";
  const line = changeLine(change);
  // Of what is new and of what goes the report has every attribute; here the name says enough.
  const isBrief = change.rows.length === 0 || change.action === "create" || change.action === "delete";
  const ways = isBrief ? [] : listings(change.rows, MAX_ROWS);
  return {
    section: isGone ? DESTROYED : sectionOf(change.stack),
    priority: change.risk,
    texts: [...ways.map(({ lines }) => `${line}\n\n${codeBlock("diff", lines)}\n`), line],
    changes: 1,
    attributes: ways.map(({ whole }) => whole),
  };
}

function changeLine({ stack, address, action, actions, notes, loss, possiblyBecause }: ChangeView): string {
  const { sign, word } = ACTIONS[action];
  const isGone = action === "delete" || action === "replace";
  return [
    `- **${sign} ${word}**${action === "other" ? ` (${code(actions)})` : ""}`,
    ...(isGone ? [`${code(stack)}`] : []),
    code(address),
    ...(loss === undefined ? [] : [`— **${loss}**`]),
    ...(possiblyBecause.length > 0
      ? [`— only if ${possiblyBecause.map((name) => code(name)).join(" or ")} changes`]
      : []),
    ...(notes.length > 0 ? [`— ${notes.map((note) => code(note)).join(", ")}`] : []),
  ].join(" ");
}

function foldedBlock(stack: string, changes: readonly ChangeView[]): CommentBlock[] {
  const section = sectionOf(stack);
  const named = (title: string, some: readonly ChangeView[], isChange: boolean): CommentBlock[] => {
    if (some.length === 0) return [];
    const names = some.map(({ address }) => code(address, 200));
    const first = `- ${title}: ${names.slice(0, 20).join(", ")}${names.length > 20 ? ` and ${names.length - 20} more` : ""}`;
    return [{ section, priority: 5, texts: [first, `- ${some.length} ${title}`], changes: isChange ? some.length : 0 }];
  };
  return [
    ...named(
      "updates without a visible difference",
      changes.filter(({ invisible }) => invisible),
      true,
    ),
    ...named(
      "data that is read during the apply",
      changes.filter(({ action }) => action === "read"),
      false,
    ),
  ];
}
