import type { AccessRow, Compared, OpeningRow, Review } from "../../model/review.ts";
import { leftoverText, newStacks, REASONS } from "../words.ts";
import type { CommentBlock } from "./blocks.ts";
import { listings, sideOf } from "./diff-lines.ts";
import { code, codeBlock, row } from "./text.ts";

/** Names of sections. */
export const REASON = "reasons";
export const LEFTOVERS = "leftovers";
export const ORDER = "order";
export const ACCESS = "access";
export const OPENINGS = "openings";
export const PROTECTIONS = "protections";
export const PROGRAMS = "programs";
export const VALUES = "values";
export const ROLLOUTS = "rollouts";
export const OVERRIDES = "overrides";
export const CHECKS = "checks";

/** Maximum number of details of a reason. */
const MAX_DETAILS = 6;

/** Maximum number of attributes of something that was changed outside of Terraform. */
const MAX_DRIFTED = 20;

const piece = (section: string, priority: number, ...texts: string[]): CommentBlock => ({
  section,
  priority,
  texts,
  changes: 0,
});

export function reasonBlocks({ reasons }: Review): CommentBlock[] {
  return reasons.map(({ id, kind, stack, title, details, waived }, index) => {
    const name = `${index + 1}. **${REASONS[kind]}** in ${code(stack)}: ${title}`;
    const line =
      waived === undefined ? `${name} (${code(id)})` : `${name}. Waived until ${waived.until}: ${code(waived.reason)}`;
    const shown = details.slice(0, MAX_DETAILS).map((detail) => `   - ${code(detail)}`);
    const more = details.length - MAX_DETAILS;
    const all = more > 0 ? [...shown, `   - and ${more} more`] : shown;
    return piece(REASON, 1000, [line, ...all].join("\n"), line);
  });
}

export function leftoverBlocks({ leftovers }: Review): CommentBlock[] {
  return leftovers.map((leftover) => {
    const { stack, command } = leftover;
    const line = `- ${code(stack)} ${code(leftoverText(leftover))}`;
    return piece(LEFTOVERS, 999, command === undefined ? line : `${line}. To destroy it: ${code(command)}`);
  });
}

/** In which order the stacks are deployed, and why it is not the ordinary one. */
export function orderBlocks({ order, hazards }: Review): CommentBlock[] {
  if (order.length === 0) return [];
  const steps = order.map((text, index) => `${index + 1}. ${code(text)}`).join("\n");
  const why = hazards.filter(({ kind }) => kind === "phases").map(({ summary }) => `- ${code(summary, 1000)}`);
  return [piece(ORDER, 998, `${[...why, "", steps].join("\n")}\n`, `${steps}\n`)];
}

const quoted = (texts: readonly string[]): string => {
  const first = texts
    .slice(0, 8)
    .map((text) => code(text, 200))
    .join(", ");
  return texts.length > 8 ? `${first} and ${texts.length - 8} more` : first || "–";
};

/** Of a new stack it goes without saying that all is more than before. */
const mark = ({ sign, widens, broad }: AccessRow | OpeningRow, isNew: boolean): string =>
  `${sign === "-" ? "−" : sign}${widens && (broad || !isNew) ? " ⚠ wider" : ""}${broad && widens ? ", wide open" : ""}`;

export function accessBlocks({ access, openings, stacks }: Review): CommentBlock[] {
  const addedStacks = newStacks(stacks);
  const priority = ({ widens, broad }: AccessRow | OpeningRow) => (widens ? (broad ? 95 : 90) : 30);
  return [
    ...access.map((statement) => {
      const { stack, principal, effect, actions, resources, conditions } = statement;
      const who = [mark(statement, addedStacks.has(stack)), code(stack), code(principal), effect];
      return piece(ACCESS, priority(statement), row([...who, quoted(actions), quoted(resources), quoted(conditions)]));
    }),
    ...openings.map((opening) => {
      const { stack, group, direction, ports, peer } = opening;
      const cells = [
        mark(opening, addedStacks.has(stack)),
        code(stack),
        code(group),
        direction,
        code(ports),
        code(peer),
      ];
      return piece(OPENINGS, priority(opening), row(cells));
    }),
  ];
}

/** What protected something and goes, and programs that run. */
export function protectionBlocks({ protections, programs }: Review): CommentBlock[] {
  return [
    ...protections.map(({ sign, stack, address, lost, setting, before, after }) => {
      const texts = [code(stack), code(address), lost, code(setting), cell(before), cell(after)];
      return piece(PROTECTIONS, 92, row([sign === "?" ? "may be" : "−", ...texts]));
    }),
    ...programs.map(({ stack, address, kind, command, when }) =>
      piece(PROGRAMS, 91, row([code(stack), code(address), code(kind), cell(command), when])),
    ),
  ];
}

function cells({ before, after, diff }: Compared): string[] {
  if (diff !== undefined) return (["-", "+"] as const).map((sign) => cell(sideOf(diff, sign)));
  return [before, after].map((side) => cell(side?.text ?? ""));
}

const cell = (text: string): string => (text === "" ? "–" : code(text, 300));

export function valueBlocks({ values }: Review): CommentBlock[] {
  return values.map((value) => piece(VALUES, 70, row([code(value.output), ...cells(value), quoted(value.readers)])));
}

export function rolloutBlocks({ rollouts }: Review): CommentBlock[] {
  return rollouts.map(({ stack, service, because, steps }) => {
    const line = `- ${code(service)} in ${code(stack)}, because of ${code(because)}`;
    return piece(ROLLOUTS, 65, [line, ...steps.map((step) => `  - ${code(step)}`)].join("\n"), line);
  });
}

export function overrideBlocks({ overrides }: Review): CommentBlock[] {
  return overrides.map(({ stack, address, paths }) =>
    piece(OVERRIDES, 20, row([code(stack), code(address), quoted(paths)])),
  );
}

/** Checks, rules and drift: what Terraform and the project say besides the changes. */
export function checkBlocks({ checks, rules, drift }: Review): CommentBlock[] {
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
      const ways = rows.length === 0 ? [] : listings(rows, MAX_DRIFTED);
      const texts = ways.map(({ lines }) => `${line}\n\n${codeBlock("diff", lines)}\n`);
      return piece(CHECKS, relevant ? 62 : 10, ...texts, line);
    }),
  ];
}
