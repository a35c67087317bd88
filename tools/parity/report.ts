import type { Comparison, PlanDifference } from "./compare.ts";
import type { Measured } from "./measure.ts";
import { UNKNOWN_VALUE } from "./plan-json.ts";

/** Maximum number of characters of a value that are shown. */
const MAX_SHOWN = 70;

/** The report: one line for each plan, then each kind of difference with an example. */
export function parityReport(version: string, measured: readonly Measured[]): string {
  const comparisons = measured.flatMap(({ comparison }) => comparison ?? []);
  return [
    `Plans of the offline AWS against those of hashicorp/aws ${version}`,
    "",
    ...measured.map(line),
    "",
    `All plans: ${share(comparisons)}`,
    "",
    ...kinds(
      measured.flatMap(({ name, plan, comparison }) =>
        (comparison?.differences ?? []).map((each) => ({ ...each, address: `${name}, ${plan}: ${each.address}` })),
      ),
    ),
    "",
  ].join("\n");
}

function line({ name, plan, comparison, failure }: Measured): string {
  if (comparison === undefined) return `${name}, ${plan}: not compared\n${indented(failure ?? "")}`;
  return `${name}, ${plan}: ${comparison.resources} resources, ${share([comparison])}`;
}

const indented = (text: string) => text.replace(/^/gm, "    ");

function share(comparisons: readonly Comparison[]): string {
  const sum = (of: (each: Comparison) => number) => comparisons.reduce((total, each) => total + of(each), 0);
  const leaves = sum((each) => each.leaves);
  const unlike = (isCounted: (each: PlanDifference) => boolean) =>
    sum(({ differences }) => differences.filter((each) => each.path !== "" && isCounted(each)).length);
  const percent = (count: number) => `${((100 * (leaves - count)) / Math.max(leaves, 1)).toFixed(2)} %`;
  const ofVersion = percent(unlike(({ reason }) => reason.ofVersion !== true));
  const changes = sum(({ differences }) => differences.filter(({ path }) => path === "").length);
  return `${percent(unlike(() => true))} of ${leaves} values equal, ${ofVersion} less the version${changes > 0 ? `, ${changes} other actions, replace paths or marks` : ""}`;
}

/** Kinds of differences, those that are ours first, the most frequent first. */
function kinds(differences: readonly PlanDifference[]): string[] {
  const found = new Map<string, PlanDifference[]>();
  for (const each of differences) {
    const key = `${each.reason.text}: ${each.type}${each.path.replace(/\[\d+\]/g, "[]")}`;
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  const rank = ([, [first]]: [string, PlanDifference[]]) => (first?.reason.ofVersion ? 1 : 0);
  return [...found]
    .sort((a, b) => rank(a) - rank(b) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([kind, all]) => `${all.length} × ${kind}${example(all[0] as PlanDifference)}`);
}

const example = ({ address, reason, offline, real }: PlanDifference): string =>
  reason.ofVersion ? "" : `\n    ${address}: ${shown(offline)} offline, ${shown(real)} real`;

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) => (each === UNKNOWN_VALUE ? "(known after apply)" : each));
  const label = value === UNKNOWN_VALUE ? "(known after apply)" : String(text);
  return label.length > MAX_SHOWN ? `${label.slice(0, MAX_SHOWN)}…` : label;
}
