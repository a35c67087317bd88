import type { ChangeView, Review } from "../../model/review.ts";
import { ACTIONS, leftoverText, REASONS, STATUSES, statusText } from "../words.ts";
import { attributeTable, changeId, sides } from "./changes.ts";
import { EMPTY_HTML, type Html, html } from "./html.ts";
import { type Cells, number, section, table } from "./table.ts";

export function reasonSection({ reasons }: Review): Html {
  const items = reasons.map(({ id, kind, stack, title, details, waived }) => {
    const end =
      waived === undefined
        ? html`<code class="faint">${id}</code>`
        : html`<em>waived until ${waived.until}: ${waived.reason}</em>`;
    const list = html`<ul>${details.map((detail) => html`<li><code>${detail}</code></li>`)}</ul>`;
    const folded =
      details.length > 6 ? html`<details><summary>${details.length} details</summary>${list}</details>` : list;
    return html`<li><strong>${REASONS[kind]}</strong> in ${stack}: ${title} ${end}${folded}</li>\n`;
  });
  return section("reasons", "Reasons", reasons.length, html`<ol class="reasons">${items}</ol>`);
}

export function leftoverSection({ leftovers }: Review): Html {
  const items = leftovers.map((leftover) => {
    const { stack, command } = leftover;
    const how = command === undefined ? EMPTY_HTML : html`<br>To destroy it: <code>${command}</code>`;
    return html`<li>${stack} ${leftoverText(leftover)}${how}</li>\n`;
  });
  return section("leftovers", "Left over", leftovers.length, html`<ul>${items}</ul>`);
}

export function orderSection({ order, hazards }: Review): Html {
  const why = hazards.filter(({ kind }) => kind === "phases").map(({ summary }) => html`<li>${summary}</li>\n`);
  const body = html`<ul>${why}</ul><ol>${order.map((text) => html`<li>${text}</li>\n`)}</ol>`;
  return section("order", "Order of deployment", order.length, body);
}

export function stackTable({ stacks }: Review): Html {
  const rows = stacks.map((stack, index) => {
    const { wave, name, status, counts, outputs } = stack;
    const { add, change, replace, destroy } = counts;
    const plan = html`<span class="${status}">${STATUSES[status].glyph} ${statusText(stack)}</span>`;
    return [
      wave,
      html`<a href="#stack-${index}">${name}</a>`,
      plan,
      ...[add, change, replace, destroy - replace, outputs].map(number),
    ];
  });
  return table(["wave", "stack", "plan", "+ add", "~ change", "± of them replaced", "− destroy only", "outputs"], rows);
}

/** What goes, with a link to all that is known of it. Of many, those with which nothing is lost are folded. */
export function lossSection({ stacks }: Review): Html {
  const destroyed = stacks.flatMap(({ name, changes }, stack) =>
    changes.flatMap((change, index) =>
      change.action === "delete" || change.action === "replace"
        ? [{ isLost: change.loss !== undefined, cells: goneCells(change, name, changeId(stack, index)) }]
        : [],
    ),
  );
  const columns = ["", "stack", "what", "lost", "why"];
  const rows = (isLost: boolean) => destroyed.filter((each) => each.isLost === isLost).map(({ cells }) => cells);
  const harmless = rows(false);
  if (harmless.length <= FEW)
    return section(
      "destroyed",
      "Destroyed or replaced",
      destroyed.length,
      table(columns, [...rows(true), ...harmless]),
    );
  const others = html`<details><summary>${harmless.length} with which nothing is lost</summary>${table(columns, harmless)}</details>`;
  return section(
    "destroyed",
    "Destroyed or replaced",
    destroyed.length,
    html`${rows(true).length > 0 ? table(columns, rows(true)) : EMPTY_HTML}${others}`,
  );
}

/** So many rows are not worth folding. */
const FEW = 12;

function goneCells({ action, address, loss, notes, possiblyBecause }: ChangeView, stack: string, id: string): Cells {
  const { sign, word } = ACTIONS[action];
  const only = possiblyBecause.length > 0 ? [`only if ${possiblyBecause.join(" or ")} changes`] : [];
  return [
    html`<span class="${action}">${sign} ${word}</span>`,
    stack,
    html`<a href="#${id}"><code>${address}</code></a>`,
    html`<span class="lost">${loss ?? ""}</span>`,
    [...only, ...notes].join("; "),
  ];
}

export function valueSection({ values }: Review): Html {
  const rows = values.map((value) => [html`<code>${value.output}</code>`, sides(value), value.readers.join("; ")]);
  return section("values", "Outputs", values.length, table(["output", "now", "planned", "read by"], rows));
}

export function rolloutSection({ rollouts }: Review): Html {
  const body = rollouts.map(({ stack, service, because, steps }) => {
    return html`<h3>${service} <span class="faint">in ${stack}, because of ${because}</span></h3><ul>${steps.map((step) => html`<li>${step}</li>`)}</ul>`;
  });
  return section("rollouts", "What a rollout will do", rollouts.length, html`${body}`);
}

export function overrideSection({ overrides }: Review): Html {
  const rows = overrides.map(({ stack, address, paths }) => [
    stack,
    html`<code>${address}</code>`,
    html`${paths.map((path, index) => html`${index > 0 ? ", " : ""}<code>${path}</code>`)}`,
  ]);
  return section("overrides", "Overrides", overrides.length, table(["stack", "resource", "arguments"], rows));
}

export function checkSection({ rules, checks, drift }: Review): Html {
  const ruleRows = rules.map(({ id, rule, stack, message, required, waived }) => [
    rule,
    stack,
    message,
    waived === undefined ? (required ? "required" : "a warning") : `waived until ${waived.until}: ${waived.reason}`,
    html`<code>${id}</code>`,
  ]);
  const checkRows = checks.map(({ stack, of, status, messages }) => [
    html`<code>${of}</code>`,
    stack,
    status,
    messages.join("; "),
  ]);
  const drifted = drift.map(({ stack, address, action, relevant, rows }) => {
    const what = `${action === "delete" ? "deleted" : "changed"} outside of Terraform${relevant ? "; the plan depends on it" : ""}`;
    return html`<details><summary><code>${address}</code> in ${stack}, ${what}</summary>${attributeTable(rows)}</details>\n`;
  });
  return html`${section("rules", "Rules that are broken", rules.length, table(["rule", "stack", "where", "", ""], ruleRows))}${section("checks", "Checks", checks.length, table(["check", "stack", "status", "messages"], checkRows))}${section("drift", "Drift", drift.length, html`${drifted}`)}`;
}
