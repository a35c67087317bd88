import { EMPTY_HTML, Html, html } from "./html.ts";

/** Cells of a row; texts become some. */
export type Cells = readonly (string | number | Html)[];

/** A table; values that are not cells yet become cells. */
export function table(columns: readonly string[], rows: readonly Cells[]): Html {
  const cell = (each: string | number | Html) =>
    each instanceof Html && each.text.startsWith("<td") ? each : html`<td>${each}</td>`;
  const head = (column: string, index: number) =>
    isNumber(rows[0]?.[index]) ? html`<th class="number">${column}</th>` : html`<th>${column}</th>`;
  return html`<div class="scroll"><table><thead><tr>${columns.map(head)}</tr></thead><tbody>
${rows.map((cells) => html`<tr>${cells.map(cell)}</tr>\n`)}</tbody></table></div>`;
}

/** A part of the page, with how many things it has; nothing if it has none. */
export function section(id: string, title: string, count: number, body: Html): Html {
  return count === 0
    ? EMPTY_HTML
    : html`<section id="${id}"><h2>${title} <span class="faint">${count}</span></h2>${body}</section>\n`;
}

/** Texts of a plan, one after the other. */
export const codes = (texts: readonly string[]): Html =>
  texts.length === 0
    ? html`–`
    : html`${texts.map((text, index) => html`${index > 0 ? html`, ` : ""}<code>${text}</code>`)}`;

/** Whether something comes or goes, and whether more is let through with it, which of a new stack goes without saying. */
export const mark = (sign: string, widens: boolean, broad: boolean, isNew: boolean): Html =>
  html`${sign === "-" ? "−" : sign}${widens && (broad || !isNew) ? html` <span class="wider">⚠ wider${broad ? ", wide open" : ""}</span>` : ""}`;

/** A cell of a number. */
export const number = (value: number): Html => html`<td class="number">${value}</td>`;

const isNumber = (cell: Cells[number] | undefined): boolean =>
  cell instanceof Html && cell.text.startsWith('<td class="number"');
