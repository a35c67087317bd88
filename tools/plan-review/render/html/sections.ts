import type { Review } from "../../model/review.ts";
import { ACTIONS, REASONS, STATUSES, statusText } from "../words.ts";
import { attributes, changeId, value } from "./changes.ts";
import { Html, html, NOTHING } from "./html.ts";

type Cells = readonly (string | number | Html)[];

/** A table; cells that are no cells yet become some. */
function table(columns: readonly string[], rows: readonly Cells[]): Html {
  const cell = (each: string | number | Html) =>
    each instanceof Html && each.text.startsWith("<td") ? each : html`<td>${each}</td>`;
  return html`<div class="scroll"><table><thead><tr>${columns.map((column) => html`<th>${column}</th>`)}</tr></thead><tbody>
${rows.map((cells) => html`<tr>${cells.map(cell)}</tr>\n`)}</tbody></table></div>`;
}

function section(id: string, title: string, count: number, body: Html): Html {
  return count === 0
    ? NOTHING
    : html`<section id="${id}"><h2>${title} <span class="faint">${count}</span></h2>${body}</section>\n`;
}

const codes = (texts: readonly string[]): Html =>
  texts.length === 0
    ? html`–`
    : html`${texts.map((text, index) => html`${index > 0 ? html`, ` : ""}<code>${text}</code>`)}`;

const mark = (sign: string, widens: boolean, broad: boolean): Html =>
  html`${sign === "-" ? "−" : sign}${widens ? html` <span class="wider">⚠ wider${broad ? ", wide open" : ""}</span>` : ""}`;

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

const number = (value: number): Html => html`<td class="number">${value}</td>`;

/** What goes, with a link to all that is known of it. */
export function lossSection({ stacks }: Review): Html {
  const rows = stacks.flatMap(({ name, changes }, stack) =>
    changes.flatMap(({ action, address, loss, notes, possiblyBecause }, index) => {
      if (action !== "delete" && action !== "replace") return [];
      const { sign, word } = ACTIONS[action];
      const only = possiblyBecause.length > 0 ? [`only if ${possiblyBecause.join(" or ")} changes`] : [];
      return [
        [
          html`<span class="${action}">${sign} ${word}</span>`,
          name,
          html`<a href="#${changeId(stack, index)}"><code>${address}</code></a>`,
          html`<span class="lost">${loss ?? ""}</span>`,
          [...only, ...notes].join("; "),
        ],
      ];
    }),
  );
  return section("destroyed", "Destroyed or replaced", rows.length, table(["", "stack", "what", "lost", "why"], rows));
}

export function accessSection({ access, openings }: Review): Html {
  const statements = access.map(
    ({ sign, widens, broad, stack, address, principal, effect, actions, resources, conditions }) => ({
      widens,
      about: `${stack} ${address}`,
      cells: [
        mark(sign, widens, broad),
        stack,
        html`<code>${principal}</code>`,
        effect,
        codes(actions),
        codes(resources),
        codes(conditions),
      ],
    }),
  );
  const opened = openings.map(({ sign, widens, broad, stack, group, direction, ports, peer }) => ({
    widens,
    about: `${stack} ${group}`,
    cells: [
      mark(sign, widens, broad),
      stack,
      html`<code>${group}</code>`,
      direction,
      ports,
      html`<code>${peer}</code>`,
    ],
  }));
  const ways = ["", "stack", "what", "way", "ports", "peer"];
  const columns = ["", "stack", "who", "effect", "actions", "resources", "conditions"];
  return html`${section("openings", "Openings", openings.length, widerFirst(ways, opened))}${section("statements", "Statements of policies", access.length, widerFirst(columns, statements))}`;
}

interface AccessLine {
  readonly widens: boolean;
  /** What it belongs to. */
  readonly about: string;
  readonly cells: Cells;
}

/** What lets more through, with what it takes the place of; the rest is folded. */
function widerFirst(columns: readonly string[], lines: readonly AccessLine[]): Html {
  const wider = new Set(lines.filter(({ widens }) => widens).map(({ about }) => about));
  const rows = (isWider: boolean) =>
    lines.filter(({ about }) => wider.has(about) === isWider).map(({ cells }) => cells);
  const rest = rows(false);
  const others = html`<details><summary>${rest.length} where nothing more is let through</summary>${table(columns, rest)}</details>`;
  return html`${wider.size > 0 ? table(columns, rows(true)) : NOTHING}${rest.length > 0 ? others : NOTHING}`;
}

export function valueSection({ values }: Review): Html {
  const rows = values.map(({ output, before, after, readers }) => [
    html`<code>${output}</code>`,
    value(before, "before"),
    value(after, "after"),
    readers.join("; "),
  ]);
  return section(
    "values",
    "Values between stacks",
    values.length,
    table(["output", "now", "planned", "read by"], rows),
  );
}

export function rolloutSection({ rollouts }: Review): Html {
  const body = rollouts.map(({ stack, service, because, steps }) => {
    return html`<h3>${service} <span class="faint">in ${stack}, because of ${because}</span></h3><ul>${steps.map((step) => html`<li>${step}</li>`)}</ul>`;
  });
  return section("rollouts", "What a rollout will do", rollouts.length, html`${body}`);
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
    return html`<details><summary><code>${address}</code> in ${stack}, ${what}</summary>${attributes(rows)}</details>\n`;
  });
  return html`${section("rules", "Rules that are broken", rules.length, table(["rule", "stack", "where", "", ""], ruleRows))}${section("checks", "Checks", checks.length, table(["check", "stack", "status", "messages"], checkRows))}${section("drift", "Drift", drift.length, html`${drifted}`)}`;
}
