import { createHash } from "node:crypto";
import type { AccessRow, ChangeView, OpeningRow, ProgramRow, ProtectionRow, Reason, RuleRow } from "../model/review.ts";
import { pluralize } from "../pluralize.ts";
import { isNewStack } from "./new-stack.ts";
import type { PlannedStack } from "./planned-stack.ts";
import { type Waivers, waived } from "./waivers.ts";

/** What a stack's reasons are made of. */
export interface Findings {
  readonly stack: PlannedStack;
  readonly changes: readonly ChangeView[];
  readonly access: readonly AccessRow[];
  readonly openings: readonly OpeningRow[];
  readonly protections: readonly ProtectionRow[];
  readonly programs: readonly ProgramRow[];
  readonly rules: readonly RuleRow[];
}

/** Why approval is needed, or why it can't go on: most severe first. */
export function reasonsOf(all: readonly Findings[], waivers: Waivers, more: readonly Reason[] = []): Reason[] {
  const ofStacks = all.flatMap((findings) => [
    ...errors(findings),
    ...rules(findings),
    ...losses(findings),
    ...access(findings),
    ...protections(findings),
    ...programs(findings),
  ]);
  const found = [...ofStacks, ...more];
  const order: Reason["kind"][] = [
    "error",
    "rule",
    "refused",
    "interruption",
    "loss",
    "access",
    "protection",
    "program",
  ];
  return order
    .flatMap((kind) => found.filter((reason) => reason.kind === kind))
    .map((reason) => waived(reason, waivers));
}

/** Another one as soon as what it covers changes, so that a waiver covers just what was read. */
export function reasonId(kind: string, stack: string, content: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([kind, stack, ...content]))
    .digest("hex");
  return `${kind}-${stack.replace(/[^\w-]/g, "_")}-${digest.slice(0, 8)}`;
}

/** `content` is what it is about, where the details only sum it up. */
const reason = (
  kind: Reason["kind"],
  { stack }: Findings,
  title: string,
  details: readonly string[],
  content = details,
): Reason => ({
  id: reasonId(kind, stack.name, content),
  kind,
  stack: stack.name,
  title,
  details,
});

function errors(findings: Findings): Reason[] {
  const { status, problem = "" } = findings.stack;
  if (status === "failed") return [reason("error", findings, "can't be planned", [problem])];
  if (status === "blocked") return [reason("error", findings, "can't be planned before what it reads", [problem])];
  return [];
}

function rules(findings: Findings): Reason[] {
  return findings.rules
    .filter(({ required }) => required)
    .map(({ id, rule, message, stack, waived: given }) => ({
      id,
      kind: "rule",
      stack,
      title: `rule ${rule} is broken`,
      details: [message],
      ...(given !== undefined && { waived: given }),
    }));
}

const LOST: Partial<Record<ChangeView["action"], string>> = {
  replace: "replaced",
  delete: "destroyed",
  update: "changed",
};

function losses(findings: Findings): Reason[] {
  const lost = findings.changes.filter(({ loss }) => loss !== undefined);
  if (lost.length === 0) return [];
  const details = lost.map(({ address, action, loss, notes, possiblyBecause }) => {
    const why = notes.length > 0 ? ` (${notes.join("; ")})` : "";
    const maybe = possiblyBecause.length > 0 ? `, if ${possiblyBecause.join(" or ")} changes` : "";
    return `${address} is ${LOST[action] ?? action}${maybe}: ${loss}${why}`;
  });
  const title = `${pluralize(lost.length, "resource")} destroyed, replaced or changed, with a loss that can't be undone`;
  return [reason("loss", findings, title, details)];
}

function access(findings: Findings): Reason[] {
  const byBreadth = (one: { broad: boolean }, other: { broad: boolean }) => Number(other.broad) - Number(one.broad);
  const statements = findings.access.filter(({ widens }) => widens).sort(byBreadth);
  const openings = findings.openings.filter(({ widens }) => widens).sort(byBreadth);
  if (statements.length + openings.length === 0) return [];
  const details = [...openings.map(openingText), ...statements.map(statementText)];
  const wide = [...statements, ...openings].filter(({ broad }) => broad).length;
  const title = [
    ...(openings.length > 0 ? [pluralize(openings.length, "opening")] : []),
    ...(statements.length > 0 ? [pluralize(statements.length, "statement")] : []),
  ].join(" and ");
  const breadth = wide > 0 ? `, ${wide} for everyone or everything` : "";
  if (isNewStack(findings.stack.plan)) {
    const sums = [
      ...openings.filter(({ broad }) => broad).map(openingText),
      ...statements.filter(({ broad }) => broad).map(statementText),
      ...summed(
        openings.filter(({ broad }) => !broad).map(({ group }) => group),
        "opening",
      ),
      ...summed(
        statements.filter(({ broad }) => !broad).map(({ principal }) => principal),
        "statement",
      ),
    ];
    return [
      reason(
        "access",
        findings,
        `the stack is new, and what it allows and opens with it: ${title}${breadth}`,
        sums,
        details,
      ),
    ];
  }
  return [
    reason(
      "access",
      findings,
      `${title} ${statements.length + openings.length === 1 ? "lets" : "let"} more through than before${breadth}`,
      details,
    ),
  ];
}

function protections(findings: Findings): Reason[] {
  const { length } = findings.protections;
  if (length === 0) return [];
  const details = findings.protections.map(protectionText).sort();
  return [reason("protection", findings, `${pluralize(length, "protection")} taken away or weakened`, details)];
}

/** Here and where `--apply` finds more than was reviewed. */
export function protectionText({ address, sign, setting, before, after, lost }: ProtectionRow): string {
  return `${address}: ${sign === "?" ? "it may be that " : ""}${lost} (${setting}: ${before} → ${after})`;
}

function programs(findings: Findings): Reason[] {
  const { length } = findings.programs;
  if (length === 0) return [];
  const details = findings.programs.map(
    ({ address, kind, command, when }) => `${address} runs ${when}: ${kind} ${command}`,
  );
  return [
    reason(
      "program",
      findings,
      `${pluralize(length, "program")} of the configuration ${length === 1 ? "runs" : "run"} on the machine that deploys`,
      details,
    ),
  ];
}

/** What belongs together by its number: `role web: 5 statements`. */
function summed(owners: readonly string[], what: string): string[] {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts].map(([owner, count]) => `${owner}: ${pluralize(count, what)}`);
}

function openingText({ group, direction, ports, peer, sign }: OpeningRow): string {
  if (peer === "anyone") return `${group} ${ports}`;
  const what = sign === "?" ? "may open" : "opens";
  return `${group} ${what} ${ports} ${direction === "in" ? "from" : "to"} ${peer}`;
}

function statementText({ sign, effect, principal, actions, resources, conditions, address }: AccessRow): string {
  if (sign === "?") return `${address}: what ${principal} may do is known after apply`;
  const what = `${actions.join(", ")} on ${resources.join(", ")}`;
  const when = conditions.length > 0 ? ` if ${conditions.join(" and ")}` : "";
  return sign === "-" ? `no longer denied to ${principal}: ${what}${when}` : `${effect} ${principal}: ${what}${when}`;
}
