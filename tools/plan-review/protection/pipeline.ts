import { at, type Json, listAt, textAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

interface Action {
  readonly name: string;
  readonly isApproval: boolean;
  /** Actions of an earlier stage, or with a smaller run order in the same one, come before it. */
  readonly position: number;
}

/** AWS allows run orders up to 999 (https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html). */
const STAGE = 1000;

const actionsOf = (stages: Json): Action[] =>
  (Array.isArray(stages) ? stages : []).flatMap((stage, index) =>
    listAt(stage, "action").map((action) => ({
      name: `${textAt(stage, "name")}/${textAt(action, "name")}`,
      isApproval: textAt(action, "category") === "Approval",
      position: index * STAGE + Number(at(action, "run_order") ?? 1),
    })),
  );

/** How many approvals come before each other action, by its name. */
function approvalsBefore(stages: Json): Map<string, number> {
  const all = actionsOf(stages);
  const approvals = all.filter(({ isApproval }) => isApproval);
  const others = all.filter(({ isApproval }) => !isApproval);
  return new Map(
    others.map(({ name, position }) => [name, approvals.filter((each) => each.position < position).length]),
  );
}

/** Stages of a pipeline, in which what waits for a person goes on doing so. */
export const APPROVED: Mechanism = {
  words: "keeps the approvals before each action",
  protects: (before) => actionsOf(before).some(({ isApproval }) => isApproval),
  loses(before, after) {
    const now = approvalsBefore(after);
    return [...approvalsBefore(before)].some(([name, count]) => (now.get(name) ?? count) < count);
  },
};
