import { isList, isMembers, type MarkedValue, UNKNOWN_VALUE } from "./plan-json.ts";
import type { LeafPair } from "./walk.ts";

/** Why a leaf differs, as far as the two values tell. */
export interface DifferenceReason {
  readonly text: string;
  /** Follows from the version of the real provider, not from what the offline AWS does. */
  readonly ofVersion?: boolean;
}

const isNothing = (value: MarkedValue | undefined): boolean =>
  value === null || value === "" || value === 0 || value === false || (isList(value) && value.length === 0);

const hasUnknown = (value: MarkedValue | undefined): boolean =>
  value === UNKNOWN_VALUE ||
  (isList(value) && value.some(hasUnknown)) ||
  (isMembers(value as MarkedValue) && Object.values(value as Record<string, MarkedValue>).some(hasUnknown));

function documentOf(value: MarkedValue | undefined): unknown {
  try {
    return typeof value === "string" ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/** From the most to the least specific. */
const REASONS: readonly (readonly [test: (pair: LeafPair) => boolean, reason: DifferenceReason])[] = [
  [
    ({ offline, real }) => offline === undefined || real === undefined,
    { text: "only one of the two versions has it", ofVersion: true },
  ],
  [
    ({ offline, real }) => real === UNKNOWN_VALUE && offline !== UNKNOWN_VALUE && hasUnknown(offline),
    { text: "partly unknown: the real provider plans all of it as unknown" },
  ],
  [({ real }) => real === UNKNOWN_VALUE, { text: "known only offline" }],
  [({ offline }) => offline === UNKNOWN_VALUE, { text: "known only to the real provider" }],
  [
    ({ offline, real }) => documentOf(offline) !== undefined && documentOf(real) !== undefined,
    { text: "JSON that the real provider normalises" },
  ],
  [({ offline, real }) => isNothing(offline) && isNothing(real), { text: "null here, a zero value there" }],
  [({ offline }) => isNothing(offline), { text: "a default that is not known offline" }],
  [({ real }) => isNothing(real), { text: "the real provider plans nothing" }],
];

export const reasonOf = (pair: LeafPair): DifferenceReason =>
  REASONS.find(([test]) => test(pair))?.[1] ?? { text: "another value" };
