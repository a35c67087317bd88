import type { AccessRow, OpeningRow, Review, Shown } from "../../model/review.ts";
import { REASONS } from "../words.ts";
import type { Block } from "./blocks.ts";
import { diffLines } from "./change-blocks.ts";
import { block, code, row } from "./text.ts";

/** Names of sections. */
export const REASON = "reasons";
export const ACCESS = "access";
export const OPENINGS = "openings";
export const VALUES = "values";
export const ROLLOUTS = "rollouts";
export const OVERRIDES = "overrides";
export const CHECKS = "checks";

/** Most details of a reason. */
const MOST_DETAILS = 6;

const piece = (section: string, priority: number, ...texts: string[]): Block => ({
  section,
  priority,
  texts,
  changes: 0,
});

export function reasonBlocks({ reasons }: Review): Block[] {
  return reasons.map(({ id, kind, stack, title, details, waived }, index) => {
    const name = `${index + 1}. **${REASONS[kind]}** in ${code(stack)}: ${title}`;
    const line =
      waived === undefined ? `${name} (${code(id)})` : `${name}. Waived until ${waived.until}: ${code(waived.reason)}`;
    const shown = details.slice(0, MOST_DETAILS).map((detail) => `   - ${code(detail)}`);
    const more = details.length - MOST_DETAILS;
    const all = more > 0 ? [...shown, `   - and ${more} more`] : shown;
    return piece(REASON, 1000, [line, ...all].join("\n"), line);
  });
}

const quoted = (texts: readonly string[]): string => {
  const first = texts
    .slice(0, 8)
    .map((text) => code(text, 200))
    .join(", ");
  return texts.length > 8 ? `${first} and ${texts.length - 8} more` : first || "–";
};

const mark = ({ sign, widens, broad }: AccessRow | OpeningRow): string =>
  `${sign === "-" ? "−" : sign}${widens ? " ⚠ wider" : ""}${broad && widens ? ", wide open" : ""}`;

export function accessBlocks({ access, openings }: Review): Block[] {
  const priority = ({ widens, broad }: AccessRow | OpeningRow) => (widens ? (broad ? 95 : 90) : 30);
  return [
    ...access.map((statement) => {
      const { stack, principal, effect, actions, resources, conditions } = statement;
      const who = [mark(statement), code(stack), code(principal), effect];
      return piece(ACCESS, priority(statement), row([...who, quoted(actions), quoted(resources), quoted(conditions)]));
    }),
    ...openings.map((opening) => {
      const { stack, group, direction, ports, peer } = opening;
      const cells = [mark(opening), code(stack), code(group), direction, code(ports), code(peer)];
      return piece(OPENINGS, priority(opening), row(cells));
    }),
  ];
}

const cell = (value: Shown | undefined): string => (value === undefined ? "–" : code(value.text, 120));

export function valueBlocks({ values }: Review): Block[] {
  return values.map(({ output, before, after, readers }) =>
    piece(VALUES, 70, row([code(output), cell(before), cell(after), quoted(readers)])),
  );
}

export function rolloutBlocks({ rollouts }: Review): Block[] {
  return rollouts.map(({ stack, service, because, steps }) => {
    const line = `- ${code(service)} in ${code(stack)}, because of ${code(because)}`;
    return piece(ROLLOUTS, 65, [line, ...steps.map((step) => `  - ${code(step)}`)].join("\n"), line);
  });
}

export function overrideBlocks({ overrides }: Review): Block[] {
  return overrides.map(({ stack, address, paths }) =>
    piece(OVERRIDES, 20, row([code(stack), code(address), quoted(paths)])),
  );
}

/** Checks, rules and drift: what Terraform and the project say besides the changes. */
export function checkBlocks({ checks, rules, drift }: Review): Block[] {
  return [
    ...rules.map(({ stack, rule, message, required, waived, id }) => {
      const how =
        waived === undefined
          ? required
            ? "required"
            : "a warning"
          : `waived until ${waived.until}: ${code(waived.reason)}`;
      return piece(CHECKS, 64, `- Rule ${code(rule)} in ${code(stack)}, ${how}: ${code(message)} (${code(id)})`);
    }),
    ...checks.map(({ stack, of, status, messages }) =>
      piece(
        CHECKS,
        status === "unknown" ? 12 : 63,
        `- Check ${code(of)} in ${code(stack)}: ${code(status)}${messages.map((message) => ` ${code(message)}`).join("")}`,
      ),
    ),
    ...drift.map(({ stack, address, action, relevant, rows }) => {
      const line = `- Drift in ${code(stack)}: ${code(address)} has been ${action === "delete" ? "deleted" : "changed"} outside of Terraform${relevant ? ", and the plan depends on it" : ""}`;
      const lines = rows.slice(0, 20).flatMap(diffLines);
      return piece(
        CHECKS,
        relevant ? 62 : 10,
        ...(lines.length > 0 ? [`${line}\n\n${block("diff", lines)}\n`] : []),
        line,
      );
    }),
  ];
}
