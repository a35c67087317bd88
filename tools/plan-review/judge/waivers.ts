import { visible } from "../secrets/visible.ts";

/** A finding that was accepted until a date. */
export interface Waiver {
  /** Of a reason or of a broken rule. */
  readonly id: string;
  readonly reason: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly until: string;
}

export interface Waivers {
  readonly all: readonly Waiver[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

type Waived = { readonly waived?: { readonly reason: string; readonly until: string } };

/** The same, with the waiver for it if there is one that still counts. */
export function waived<T extends Waived & { readonly id: string; readonly kind?: string }>(
  finding: T,
  { all, today }: Waivers,
): T {
  const found = all.find(({ id, until }) => id === finding.id && today <= until);
  // What could not be planned can't be accepted either: it was not reviewed. Nor can what is never deployed.
  if (found === undefined || finding.kind === "error" || finding.kind === "refused") return finding;
  return { ...finding, waived: { reason: visible(found.reason), until: found.until } };
}

/** Waivers that have no effect, each with the reason. */
export function idleWaivers({ all, today }: Waivers, ids: ReadonlySet<string>): string[] {
  return all.flatMap(({ id, until }) => {
    if (until < today) return [`the waiver of ${id} has expired on ${until}`];
    return ids.has(id) ? [] : [`the waiver of ${id} matches nothing`];
  });
}
