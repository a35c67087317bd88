import type { Review } from "../../model/review.ts";
import { newStacks } from "../words.ts";
import { EMPTY_HTML, type Html, html } from "./html.ts";
import { type Cells, codes, mark, section, table } from "./table.ts";

/** Statements and openings that come and go. */
export function accessSection({ access, openings, stacks }: Review): Html {
  const addedStacks = newStacks(stacks);
  const statements = access.map(
    ({ sign, widens, broad, stack, address, principal, effect, actions, resources, conditions }) => ({
      widens,
      about: `${stack} ${address}`,
      cells: [
        mark(sign, widens, broad, addedStacks.has(stack)),
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
      mark(sign, widens, broad, addedStacks.has(stack)),
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
  return html`${wider.size > 0 ? table(columns, rows(true)) : EMPTY_HTML}${rest.length > 0 ? others : EMPTY_HTML}`;
}
