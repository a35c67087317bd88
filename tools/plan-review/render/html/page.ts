import { createHash } from "node:crypto";
import { sumOf } from "../../judge/action.ts";
import type { Review } from "../../model/review.ts";
import { pluralize } from "../../pluralize.ts";
import { ACTIONS, countsText, hiddenText, verdictWord } from "../words.ts";
import { accessSection } from "./access.ts";
import { stackSection } from "./changes.ts";
import { EMPTY_HTML, Html, html } from "./html.ts";
import { picture } from "./picture.ts";
import { protectionSection } from "./protection.ts";
import { SCRIPT } from "./script.ts";
import {
  checkSection,
  leftoverSection,
  lossSection,
  orderSection,
  overrideSection,
  reasonSection,
  rolloutSection,
  stackTable,
  valueSection,
} from "./sections.ts";
import { STYLE } from "./style.ts";

const digest = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, nothing runs and nothing is sent but what is listed here. */
const POLICY = `default-src 'none'; style-src ${digest(STYLE)}; script-src ${digest(SCRIPT)}; base-uri 'none'; form-action 'none'`;

/** A review as one page that needs no network and says everything. */
export function page(review: Review): string {
  const { verdict, environment, commit, stacks, hidden, record } = review;
  const word = verdictWord(review);
  const facts = [
    ...(environment === undefined ? [] : [environment]),
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
    pluralize(stacks.length, "stack"),
    countsText(sumOf(stacks.map(({ counts }) => counts))),
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${word}: plan review${environment === undefined ? "" : ` of ${environment}`}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header class="${verdict.kind}">
<h1>${word}</h1>
<p>${verdict.headline}</p>
<p class="faint">${facts.join(" · ")}</p>
</header>
<main>
${reasonSection(review)}
${leftoverSection(review)}
${orderSection(review)}
<section id="stacks-picture"><h2>Stacks</h2>${stacks.length > 0 ? html`<div class="scroll">${picture(review)}</div>` : EMPTY_HTML}
<p class="faint">A number at an arrow is how many values are read; with ! how many of them change, in red. Dashed: the plan is not firm.</p>
${stackTable(review)}</section>
${lossSection(review)}
${accessSection(review)}
${protectionSection(review)}
${valueSection(review)}
${rolloutSection(review)}
${overrideSection(review)}
${checkSection(review)}
<section id="changes"><h2>Changes</h2>
${controls(review)}
${stacks.map(stackSection)}</section>
</main>
<footer class="faint"><p>${Object.keys(hidden).length > 0 ? `Values not shown: ${hiddenText(hidden)}.` : "No value had to be hidden."}${record === undefined ? "" : ` Record ${record}.`}</p>
<p>Only firm plans can be applied. Keys: / filter, Esc clear, j and k next and previous change.</p></footer>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text;
}

/** Hidden until its script has loaded. */
function controls({ stacks }: Review): Html {
  const actions = [...new Set(stacks.flatMap(({ changes }) => changes.map(({ action }) => action)))].sort();
  return html`<form class="controls" hidden>
<input type="search" name="text" placeholder="Filter: address, attribute, value" aria-label="Filter">
<select name="stack" aria-label="Stack"><option value="">all stacks</option>${stacks.map(({ name }, index) => html`<option value="${index}">${name}</option>`)}</select>
<select name="action" aria-label="Action"><option value="">all actions</option>${actions.map((action) => html`<option value="${action}">${ACTIONS[action].word}</option>`)}</select>
<label><input type="checkbox" name="risky"> only risky</label>
<label><input type="checkbox" name="invisible"> without visible difference, too</label>
<button type="button" id="open">open all</button><button type="button" id="close">close all</button>
<output id="count"></output>
</form>`;
}
