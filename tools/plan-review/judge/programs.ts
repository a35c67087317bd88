import type { ProgramRow } from "../model/review.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { configAddress } from "../read/upstream.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { actionOf, isNoOp } from "./action.ts";

/** Maximum number of characters of a command that are shown: more than of other texts, because all of it runs. */
const MAX_LENGTH = 2000;

/**
 * Programs that run on the machine that deploys. A provisioner runs when its resource is made or destroyed: a plan does
 * not say which (https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax). An `external` data
 * source runs with every plan, so it counts where a plan changes something.
 */
export function programRows(stack: string, plan: PlanFile, redactor: Redactor): ProgramRow[] {
  const configured = new Set(plan.programs.map(({ address }) => address));
  const made = new Map<string, string>();
  for (const resource of plan.resourceChanges) {
    const address = configAddress(resource.address);
    const action = actionOf(resource);
    if (["create", "replace"].includes(action)) made.set(address, "when it is made");
    else if (action === "delete" && !made.has(address))
      made.set(address, "when it is destroyed, if it is meant for that");
    else if (action === "read") made.set(address, "during the apply");
  }
  const isChanging =
    plan.resourceChanges.some(({ change }) => !isNoOp(change)) ||
    [...plan.outputs.values()].some((change) => !isNoOp(change));
  const read = plan.resourceChanges
    .filter(
      ({ mode, type, address }) => mode === "data" && type === "external" && !configured.has(configAddress(address)),
    )
    .map(({ address }) => ({ address: configAddress(address), kind: "external", command: undefined }));
  const running = plan.programs.filter(({ kind }) => kind !== "http");
  return [...running, ...new Map(read.map((each) => [each.address, each])).values()].flatMap(
    ({ address, kind, command }) => {
      const when = made.get(address) ?? (kind === "external" && isChanging ? "with every plan" : undefined);
      if (when === undefined) return [];
      return [
        {
          stack,
          address: redactor.text(address),
          kind: redactor.text(kind),
          command:
            command === undefined ? "(what it runs is put together by the plan)" : redactor.text(command, MAX_LENGTH),
          when,
        },
      ];
    },
  );
}
