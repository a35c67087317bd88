import type { Json } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

/** A setting that protects. Losing it needs approval, gaining it does not. */
export interface ProtectionRule {
  /** Name in a review and in its documentation. */
  readonly id: string;
  /** Types of the resources that have it. */
  readonly type: RegExp;
  /** Where it is: see `placesOf`. */
  readonly setting: string;
  readonly mechanism: Mechanism;
  /** What is so when it is lost: `the container may run as root`. */
  readonly lost: string;
  /** Where that is written: a control of AWS Security Hub, or a page. */
  readonly source: string;
  /** Applies only where this is true of the resource before the change. */
  readonly where?: (before: Json, after: Json) => boolean;
}

/** Something that protects something else, and no longer does when it goes. */
export interface GuardRule {
  readonly id: string;
  readonly type: RegExp;
  /** Attributes that say what it protects; none for an account or a region. */
  readonly of: readonly string[];
  readonly lost: string;
  readonly source: string;
  /** Whether one with these values protects at all. @default each does */
  readonly counts?: (values: Json) => boolean;
}

/** Page of a control of AWS Security Hub, such as `ELB.6`. */
export function control(id: string): string {
  const [service = "", number] = id.toLowerCase().split(".");
  return `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${service}-${number}`;
}

/** A row of a table: id, types, settings, how they protect, what is lost, where that is written, and where it applies. */
type Row = readonly [
  id: string,
  type: RegExp,
  settings: string | readonly string[],
  mechanism: Mechanism,
  lost: string,
  source: string,
  where?: ProtectionRule["where"],
];

/** Rules of a table, one for each setting. */
export const rulesOf = (rows: readonly Row[]): ProtectionRule[] =>
  rows.flatMap(([id, type, settings, mechanism, lost, source, where]) =>
    [settings].flat().map((setting) => ({
      id,
      type,
      setting,
      mechanism,
      lost,
      source,
      ...(where !== undefined && { where }),
    })),
  );
