import { nonEmpty } from "../support/non-empty.ts";
import { describeWithTerraform } from "../support/terraform.ts";
import { replacedOrRemoved } from "./replacing.ts";
import { problemsOf, type Trial, tryAll } from "./run.ts";
import { caseTrials } from "./trials.ts";

describeWithTerraform("changes of a deployed environment that replace or remove something", () => {
  test("complete as announced, and leave nothing behind", async () => {
    // One change for each set of types, of those that are described in words; `npm run test:changes` makes all.
    const byTypes = new Map<string, Trial>();
    for (const trial of caseTrials()) {
      const types = replacedOrRemoved(trial.before, trial.after).join(", ");
      if (types !== "" && !byTypes.has(types)) byTypes.set(types, trial);
    }
    const results = await tryAll(nonEmpty(byTypes.values()), { workers: 1 });
    expect(results.flatMap((result) => problemsOf(result).map((problem) => `${result.trial.id}: ${problem}`))).toEqual(
      [],
    );
  }, 900_000);
});
