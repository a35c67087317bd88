import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Environments whose findings are known. */
export const CHECKED = ["prod", "demo"] as const;

export type CheckedEnvironment = (typeof CHECKED)[number];

/** A check of Checkov that fails, and why it may. */
export interface AcceptedFinding {
  /** Id of the check, such as `CKV_AWS_144`. */
  readonly id: string;
  /** What the check asks for, in Checkov's words. */
  readonly check: string;
  readonly reason: string;
  /** Where it fails: addresses of resources, each with its stack before it, by environment. */
  readonly places: Readonly<Partial<Record<CheckedEnvironment, readonly string[]>>>;
}

/** What fails, and may. */
export interface AcceptedFindings {
  /** Version of Checkov that has found it. */
  readonly version: string;
  readonly findings: readonly AcceptedFinding[];
}

export const acceptedFindings = (): AcceptedFindings =>
  JSON.parse(readFileSync(resolve(__dirname, "accepted.json"), "utf8")) as AcceptedFindings;

/** A check that fails somewhere. */
export interface FailedCheck {
  readonly id: string;
  /** `STACK: TYPE.NAME` */
  readonly place: string;
}

/** How failures differ from what is accepted. */
export interface FindingsDifference {
  /** Fails, and is not accepted. */
  readonly unknown: readonly FailedCheck[];
  /** Is accepted, and does not fail any more. */
  readonly stale: readonly FailedCheck[];
}

/** Compares what fails in an environment with what may: the same place may fail in a plan and in what was synthesized. */
export function compare(
  { findings }: AcceptedFindings,
  environment: CheckedEnvironment,
  failures: readonly FailedCheck[],
): FindingsDifference {
  const key = ({ id, place }: FailedCheck) => `${id} ${place}`;
  const accepted = findings.flatMap(({ id, places }) => (places[environment] ?? []).map((place) => ({ id, place })));
  const known = new Set(accepted.map(key));
  const found = new Map(failures.map((each) => [key(each), each]));
  return {
    unknown: [...found].filter(([each]) => !known.has(each)).map(([, failure]) => failure),
    stale: accepted.filter((each) => !found.has(key(each))),
  };
}
