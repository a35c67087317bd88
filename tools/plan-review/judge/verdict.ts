import type { LeftoverRow, Reason, Review, RolloutView, StackReview, Verdict } from "../model/review.ts";
import { pluralize } from "../pluralize.ts";
import { sumOf } from "./action.ts";
import { notJudgedText } from "./not-judged.ts";

/**
 * What to do with the plans. Waived findings do not count. What is left over makes of "nothing changes" something that a
 * person has to see, and needs no approval: applying the plans neither loses nor opens anything in it.
 */
export function verdictOf(
  stacks: readonly StackReview[],
  reasons: readonly Reason[],
  leftovers: readonly LeftoverRow[] = [],
  rollouts: readonly Pick<RolloutView, "service" | "arrives">[] = [],
  order: readonly string[] = [],
  unknownTypes: Review["notJudged"] = {},
): Verdict {
  const verdict = withUnknown(withOrder(verdictOfPlans(stacks, reasons), rollouts, order), unknownTypes);
  const names = leftovers.filter(({ resources }) => resources !== undefined).map(({ stack }) => stack);
  if (names.length === 0) return verdict;
  const headline = `${verdict.headline}; left over: ${names.join(", ")}`;
  return verdict.kind === "nothing" ? { kind: "leftovers", exitCode: 2, headline } : { ...verdict, headline };
}

/**
 * Says that a change is deployed in phases, and of which services it arrives later, so that a green review is not taken for
 * a change that is there.
 */
function withOrder(
  verdict: Verdict,
  rollouts: readonly Pick<RolloutView, "service" | "arrives">[],
  { length: phases }: readonly string[],
): Verdict {
  if (verdict.kind !== "changes" && verdict.kind !== "approval") return verdict;
  const parts = (["with the next release", "by a command"] as const).flatMap((how) => {
    const services = [...new Set(rollouts.filter(({ arrives }) => arrives === how).map(({ service }) => service))];
    return services.length > 0 ? [`; ${how}: ${services.join(", ")}`] : [];
  });
  const inPhases = phases > 0 ? `; in ${phases} phases` : "";
  return { ...verdict, headline: [verdict.headline, inPhases, ...parts].join("") };
}

/** Says of which types nothing is known, so that a green review is not taken for a judgement of them. */
function withUnknown(verdict: Verdict, types: Review["notJudged"]): Verdict {
  const text = notJudgedText(types);
  if (text === undefined || verdict.kind === "error") return verdict;
  return { ...verdict, headline: `${verdict.headline}; not judged: ${text}` };
}

function verdictOfPlans(stacks: readonly StackReview[], reasons: readonly Reason[]): Verdict {
  const open = reasons.filter(({ waived }) => waived === undefined);
  const stacksOf = (...kinds: Reason["kind"][]) => [
    ...new Set(open.filter(({ kind }) => kinds.includes(kind)).map(({ stack }) => stack)),
  ];
  if (stacksOf("error").length > 0)
    return { kind: "error", exitCode: 1, headline: `can't be planned: ${stacksOf("error").join(", ")}` };
  if (stacksOf("rule").length > 0)
    return { kind: "error", exitCode: 1, headline: `a required rule is broken in ${stacksOf("rule").join(", ")}` };
  if (stacksOf("refused").length > 0)
    return {
      kind: "refused",
      exitCode: 3,
      headline: `refused: the change of ${stacksOf("refused").join(", ")} needs other steps`,
    };
  const changing = stacks.filter(isChanging);
  if (open.length > 0) {
    const lost = stacksOf("loss");
    const wider = stacksOf("access");
    const unprotected = stacksOf("protection");
    const running = stacksOf("program");
    const interrupted = stacksOf("interruption");
    const parts = [
      ...(interrupted.length > 0 ? [`an interruption in ${interrupted.join(", ")}`] : []),
      ...(lost.length > 0 ? [`something is lost in ${lost.join(", ")}`] : []),
      ...(wider.length > 0 ? [`access widens in ${wider.join(", ")}`] : []),
      ...(unprotected.length > 0 ? [`protection is taken away in ${unprotected.join(", ")}`] : []),
      ...(running.length > 0 ? [`programs run in ${running.join(", ")}`] : []),
    ];
    return { kind: "approval", exitCode: 3, headline: `approval needed: ${parts.join("; ")}` };
  }
  if (changing.length === 0)
    return { kind: "nothing", exitCode: 0, headline: `no changes in ${pluralize(stacks.length, "stack")}` };
  const { add, change, destroy } = sumOf(stacks.map(({ counts }) => counts));
  const outputs = stacks.reduce((sum, stack) => sum + stack.outputs, 0);
  const others = outputs > 0 ? `, ${pluralize(outputs, "output")}` : "";
  const numbers = `${add} to add, ${change} to change, ${destroy} to destroy${others}`;
  return { kind: "changes", exitCode: 2, headline: `${numbers} in ${changing.map(({ name }) => name).join(", ")}` };
}

/** A stack that can't be planned yet will change as soon as it can. An `http` request of an apply is more than reading. */
const isChanging = ({ changes, outputs, status, otherChanges }: StackReview): boolean =>
  status !== "firm" ||
  otherChanges ||
  outputs > 0 ||
  changes.some(({ action, address }) => action !== "read" || /(^|\.)data\.http\./.test(address));
