import type { ProtectionRow } from "../model/review.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { configAddress } from "../read/upstream.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { LostGuards } from "./lost-guards.ts";
import { lostSettings } from "./settings.ts";

/** Protection that a plan takes away, or may. */
export interface PlanProtection {
  readonly rows: readonly ProtectionRow[];
  /** Addresses of the resources with which it goes. */
  readonly addresses: ReadonlySet<string>;
}

export function planProtection(stack: string, plan: PlanFile, redactor: Redactor): PlanProtection {
  const guards = new LostGuards(stack, plan);
  const found = plan.resourceChanges
    .filter(({ mode, deposed }) => mode === "managed" && deposed === undefined)
    .map((resource) => {
      const references = plan.references.get(configAddress(resource.address));
      // Without a configuration it can't be told, and what is unknown may be anything.
      const isConfigured = (attribute: string) => references === undefined || references.has(attribute);
      const rows = [...lostSettings(stack, resource, isConfigured, redactor), ...guards.rowsOf(resource, redactor)];
      return { address: resource.address, rows };
    });
  const outputs = plan.unmarkedOutputs.map((name) => unmarkedOutput(stack, name, redactor));
  return {
    rows: [...found.flatMap(({ rows }) => rows), ...outputs],
    addresses: new Set(found.filter(({ rows }) => rows.length > 0).map(({ address }) => address)),
  };
}

const unmarkedOutput = (stack: string, name: string, redactor: Redactor): ProtectionRow => ({
  stack,
  address: redactor.text(`output.${name}`),
  sign: "-",
  rule: "sensitive-output",
  setting: "sensitive",
  before: "true",
  after: "false",
  lost: "its value is shown where Terraform runs",
  source: "https://developer.hashicorp.com/terraform/language/values/outputs",
});
