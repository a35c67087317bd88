import { type AcceptedFindings, CHECKED } from "./findings.ts";

const [BEGIN, END] = ["<!-- findings: begin, by npm run docs -->", "<!-- findings: end -->"];

/** `docs/security.md` with what is accepted today. Throws if the document has no place for it. */
export function withFindings(document: string, accepted: AcceptedFindings): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`no place for findings: write ${BEGIN} and ${END} where it is`);
  return `${document.slice(0, from)}${BEGIN}\n\n${findings(accepted)}\n\n${document.slice(to)}`;
}

const findings = (accepted: AcceptedFindings) =>
  [
    `With Checkov ${accepted.version} these checks fail, each at as many places as the columns say:`,
    findingsTable(accepted),
    placesList(accepted),
  ].join("\n\n");

/** Accepted findings as a table of Markdown: a line for each check. */
function findingsTable({ findings }: AcceptedFindings): string {
  const rows = findings.map(({ id, check, reason, places }) => [
    `\`${id}\``,
    check,
    ...CHECKED.map((environment) => String(places[environment]?.length ?? 0)),
    reason,
  ]);
  const head = ["Check", "Asks for", ...CHECKED.map((environment) => `In ${environment}`), "Reason"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Places of the findings of one environment. */
function placesList({ findings }: AcceptedFindings): string {
  const lines = CHECKED.flatMap((environment) => [
    `### ${environment}`,
    "",
    ...findings.flatMap(({ id, places }) => (places[environment] ?? []).map((place) => `- \`${id}\` ${place}`)),
    "",
  ]);
  return lines.join("\n").trimEnd();
}
