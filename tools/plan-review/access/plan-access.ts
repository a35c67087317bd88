import type { AccessRow, OpeningRow } from "../model/review.ts";
import type { PlanFile } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { accessRows } from "./access-rows.ts";
import { exposureRows } from "./exposure.ts";
import { openingChanges } from "./opening-rows.ts";

/** Everything that a plan changes about who may do what, and who gets where. */
export interface PlanAccess {
  readonly access: readonly AccessRow[];
  /** Openings of security groups, and what is exposed besides. */
  readonly openings: readonly OpeningRow[];
  /** Addresses of the resources with which more becomes allowed. */
  readonly widens: ReadonlySet<string>;
}

export function planAccess(stack: string, plan: PlanFile, redactor: Redactor): PlanAccess {
  const found = plan.resourceChanges.map((resource) => ({
    address: resource.address,
    access: accessRows(stack, resource, plan.references, redactor),
    exposed: exposureRows(stack, resource, redactor),
  }));
  const opened = openingChanges(stack, plan, redactor);
  const rows = [
    ...found.flatMap(({ address, access, exposed }) => [...access, ...exposed].map((row) => ({ address, row }))),
    ...opened,
  ];
  return {
    access: found.flatMap(({ access }) => access),
    openings: [...opened.map(({ row }) => row), ...found.flatMap(({ exposed }) => exposed)],
    widens: new Set(rows.filter(({ row }) => row.widens).map(({ address }) => address)),
  };
}

export const NO_ACCESS: PlanAccess = { access: [], openings: [], widens: new Set() };
