import { nonEmpty } from "../support/non-empty.ts";
import { describeWithTerraform } from "../support/terraform.ts";
import { replacedOrRemoved } from "./replacing.ts";
import { problemsOf, type Trial, tryAll } from "./run.ts";
import { caseTrials } from "./trials.ts";

describeWithTerraform("changes of a deployed environment that replace or remove something", () => {
  test("complete as announced, and leave nothing behind", async () => {
    // Of the changes that are described in words, as few as have each type with each outcome among them; `npm run test:changes`
    // makes all.
    const chosen = coverOf(caseTrials().map((trial) => ({ trial, parts: partsOf(trial) })));
    const results = await tryAll(nonEmpty(chosen), { workers: 1 });
    expect(results.flatMap((result) => problemsOf(result).map((problem) => `${result.trial.id}: ${problem}`))).toEqual(
      [],
    );
  }, 900_000);
});

interface Candidate {
  readonly trial: Trial;
  readonly parts: readonly string[];
}

/** Types that a trial replaces or removes, each with the outcome. */
const partsOf = ({ before, after, expected }: Trial): string[] =>
  replacedOrRemoved(before, after).map((type) => `${type}, ${expected}`);

/** Trials that together have all parts: again and again the one with most of those that are missing. */
function coverOf(candidates: readonly Candidate[]): Trial[] {
  const missing = new Set(candidates.flatMap(({ parts }) => parts));
  const chosen: Trial[] = [];
  const gain = ({ parts }: Candidate) => parts.filter((part) => missing.has(part)).length;
  while (missing.size > 0) {
    const best = candidates.reduce((one, other) => (gain(other) > gain(one) ? other : one));
    for (const part of best.parts) missing.delete(part);
    chosen.push(best.trial);
  }
  return chosen;
}
