import type { AttributeRow, ChangeView, Shown, StackReview } from "../../model/review.ts";
import { ACTIONS, countsText, STATUSES, statusText } from "../words.ts";
import { Html, html, NOTHING } from "./html.ts";

/** Where a change stands on the page. */
export const changeId = (stack: number, change: number): string => `change-${stack}-${change}`;

/** From here on a change is worth a second look. */
const RISKY = 60;

/** A stack with all its changes, each of which opens by itself. */
export function stackSection(stack: StackReview, index: number): Html {
  const { name, wave, status, counts, changes, outputs, plan } = stack;
  const facts = [`wave ${wave}`, countsText(counts), `${outputs} outputs change`];
  return html`<details class="stack" id="stack-${index}" data-stack="${index}"${changes.length > 0 ? new Html(" open") : ""}>
<summary>${name} <span class="${status}">${STATUSES[status].glyph} ${statusText(stack)}</span> <span class="faint">${facts.join(" · ")}</span></summary>
<p class="faint">This plan is ${status}: ${STATUSES[status].about}.${plan === undefined ? "" : ` Digest ${plan}.`}</p>
${changes.map((change, number) => changeSection(change, changeId(index, number), index))}
${changes.length === 0 ? html`<p>Nothing changes here.</p>` : NOTHING}
</details>
`;
}

function changeSection(change: ChangeView, id: string, stack: number): Html {
  const { action, actions, address, loss, notes, possiblyBecause, invisible, rows, unknown, risk } = change;
  const { sign, word } = ACTIONS[action];
  return html`<details class="change" id="${id}" data-stack="${stack}" data-action="${action}" data-risky="${risk >= RISKY ? "yes" : "no"}" data-invisible="${invisible ? "yes" : "no"}">
<summary><span class="sign ${action}">${sign} ${action === "other" ? actions : word}</span> <code>${address}</code>${loss === undefined ? "" : html` <span class="lost">${loss}</span>`}${possiblyBecause.length > 0 ? html` <span class="provisional">only if ${possiblyBecause.join(" or ")} changes</span>` : ""}${invisible ? html` <span class="faint">no visible difference</span>` : ""}</summary>
${notes.length > 0 ? html`<p>${notes.join("; ")}</p>` : NOTHING}${attributes(rows)}${unknown.length > 0 ? html`<p class="faint">Known after apply: <code>${unknown.join(", ")}</code></p>` : NOTHING}
</details>
`;
}

/** Attributes before and after. */
export function attributes(rows: readonly AttributeRow[]): Html {
  if (rows.length === 0) return NOTHING;
  const line = ({ path, before, after, forcesReplacement }: AttributeRow) =>
    html`<tr><td><code>${path}</code>${forcesReplacement ? html`<br><span class="lost">forces replacement</span>` : ""}</td>${value(before, "before")}${value(after, "after")}</tr>
`;
  return html`<div class="scroll"><table class="attributes"><thead><tr><th>attribute</th><th>before</th><th>after</th></tr></thead><tbody>
${rows.map(line)}</tbody></table></div>`;
}

/** A cell; what is not a value is set off from one that reads the same. */
export function value(shown: Shown | undefined, side: "before" | "after"): Html {
  if (shown === undefined) return html`<td></td>`;
  const text = shown.kind === "value" ? html`<code>${shown.text}</code>` : html`<em>${shown.text}</em>`;
  return html`<td class="${side}">${text}</td>`;
}
