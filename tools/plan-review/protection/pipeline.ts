import { at, type Json, listAt, textAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

interface Action {
  readonly name: string;
  readonly category: string | undefined;
  /** Actions of an earlier stage, or with a smaller run order in the same one, come before it. */
  readonly position: number;
}

/** AWS allows run orders up to 999 (https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html). */
const STAGE = 1000;

const actionsOf = (stages: Json): Action[] =>
  (Array.isArray(stages) ? stages : []).flatMap((stage, index) =>
    listAt(stage, "action").map((action) => ({
      name: `${textAt(stage, "name")}/${textAt(action, "name")}`,
      category: textAt(action, "category"),
      position: index * STAGE + Number(at(action, "run_order") ?? 1),
    })),
  );

/** How many actions of a category come before each action of another one, by its name. */
function checksBefore(stages: Json, category: string): Map<string, number> {
  const all = actionsOf(stages);
  const checks = all.filter((each) => each.category === category);
  const others = all.filter((each) => each.category !== category);
  return new Map(others.map(({ name, position }) => [name, checks.filter((each) => each.position < position).length]));
}

/** Stages of a pipeline, in which what waits for the actions of a category goes on doing so. */
function checkedBy(category: string, words: string): Mechanism {
  return {
    words,
    protects: (before) => actionsOf(before).some((each) => each.category === category),
    loses(before, after) {
      const now = checksBefore(after, category);
      return [...checksBefore(before, category)].some(([name, count]) => (now.get(name) ?? count) < count);
    },
  };
}

export const APPROVED = checkedBy("Approval", "keeps the approvals before each action");
export const TESTED = checkedBy("Test", "keeps the tests before each action");
