import type { AttributeRow, ChangeView, Compared, ShownValue, StackReview } from "../../model/review.ts";
import { ACTIONS, countsText, STATUSES, statusText } from "../words.ts";
import { diffView } from "./diff.ts";
import { EMPTY_HTML, Html, html } from "./html.ts";

/** Anchor of a change on the page. */
export const changeId = (stack: number, change: number): string => `change-${stack}-${change}`;

/** From here on a change is worth a second look. */
const RISKY = 60;

/** A stack with all its changes, each of which opens by itself. */
export function stackSection(stack: StackReview, index: number): Html {
  const { name, wave, status, counts, changes, outputs, plan, problem } = stack;
  const facts = [`wave ${wave}`, countsText(counts), `${outputs} outputs change`];
  return html`<details class="stack" id="stack-${index}" data-stack="${index}"${changes.length > 0 ? new Html(" open") : ""}>
<summary>${name} <span class="${status}">${STATUSES[status].glyph} ${problem === undefined ? statusText(stack) : status}</span> <span class="faint">${facts.join(" · ")}</span></summary>
<p class="faint">This plan is ${status}: ${STATUSES[status].about}.${plan === undefined ? "" : ` Digest ${plan}.`}</p>
${changes.map((change, number) => changeSection(change, changeId(index, number), index))}
${changes.length > 0 ? EMPTY_HTML : html`<p>${problem ?? "Nothing changes here."}</p>`}
</details>
`;
}

function changeSection(change: ChangeView, id: string, stack: number): Html {
  const { action, actions, address, loss, notes, possiblyBecause, invisible, rows, unknown, risk } = change;
  const { sign, word } = ACTIONS[action];
  return html`<details class="change" id="${id}" data-stack="${stack}" data-action="${action}" data-risky="${risk >= RISKY ? "yes" : "no"}" data-invisible="${invisible ? "yes" : "no"}">
<summary><span class="sign ${action}">${sign} ${action === "other" ? actions : word}</span> <code>${address}</code>${loss === undefined ? "" : html` <span class="lost">${loss}</span>`}${possiblyBecause.length > 0 ? html` <span class="provisional">only if ${possiblyBecause.join(" or ")} changes</span>` : ""}${invisible ? html` <span class="faint">no visible difference</span>` : ""}</summary>
${notes.length > 0 ? html`<p>${notes.join("; ")}</p>` : EMPTY_HTML}${attributeTable(rows)}${unknown.length > 0 ? html`<p class="faint">Known after apply: <code>${unknown.join(", ")}</code></p>` : EMPTY_HTML}
</details>
`;
}

/** Attributes before and after. */
export function attributeTable(rows: readonly AttributeRow[]): Html {
  if (rows.length === 0) return EMPTY_HTML;
  return html`<div class="scroll"><table class="attributes"><thead><tr><th>attribute</th><th>before</th><th>after</th></tr></thead><tbody>
${rows.map(line)}</tbody></table></div>`;
}

function line(row: AttributeRow): Html {
  const { path, diff, forcesReplacement } = row;
  const why = forcesReplacement ? html`<span class="lost">forces replacement</span>` : EMPTY_HTML;
  if (diff !== undefined) return html`<tr><td colspan="3"><code>${path}</code> ${why}${diffView(diff)}</td></tr>\n`;
  return html`<tr><td><code>${path}</code>${forcesReplacement ? html`<br>${why}` : EMPTY_HTML}</td>${sides(row)}</tr>\n`;
}

/** Cells of what was and of what will be. */
export const sides = ({ before, after, diff }: Compared): Html =>
  diff === undefined
    ? html`${value(before, "before")}${value(after, "after")}`
    : html`<td colspan="2">${diffView(diff)}</td>`;

/** Longer values are folded. */
const MAX_CHARACTERS = 2000;

/** A cell; what is not a value is set off from one that reads the same. */
function value(shown: ShownValue | undefined, side: "before" | "after"): Html {
  if (shown === undefined) return html`<td></td>`;
  const { kind, text } = shown;
  if (kind !== "value") return html`<td class="${side}"><em>${text}</em></td>`;
  const code = html`<code>${text}</code>`;
  return text.length > MAX_CHARACTERS
    ? html`<td class="${side}"><details><summary>${text.length} characters</summary>${code}</details></td>`
    : html`<td class="${side}">${code}</td>`;
}
