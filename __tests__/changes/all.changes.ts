import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeWithTerraform } from "../support/terraform.ts";
import { renderPage } from "./page.ts";
import { problemsOf, type Result, tryAll } from "./run.ts";
import { allTrials } from "./trials.ts";

const DOCUMENT = resolve(__dirname, "../../docs/changes.md");
const workers = process.env.CHANGES_WORKERS === undefined ? undefined : Number(process.env.CHANGES_WORKERS);

describeWithTerraform("changes of a deployed environment, with the real Terraform", () => {
  let missing: readonly string[] = [];
  let results: Result[] = [];

  beforeAll(async () => {
    const all = allTrials();
    missing = all.missing;
    let done = 0;
    const onResult = (result: Result) => {
      for (const problem of problemsOf(result)) process.stderr.write(`${result.trial.id}: ${problem}\n`);
      process.stderr.write(`${++done} of about ${all.trials.length} changes\r`);
    };
    results = await tryAll(all.trials, { ...(workers !== undefined && { workers }), onResult });
  }, 3_600_000);

  test("every field of an environment is changed", () => {
    expect(missing).toEqual([]);
  });

  test("every change completes as announced, and leaves nothing behind", () => {
    const wrong = results.flatMap((result) => problemsOf(result).map((problem) => `${result.trial.id}: ${problem}`));
    expect(wrong).toEqual([]);
  });

  test("docs/changes.md is current; it is written if not", () => {
    const page = renderPage(results);
    const isCurrent = read(DOCUMENT) === page;
    if (!isCurrent) writeFileSync(DOCUMENT, page);
    expect(isCurrent ? [] : ["docs/changes.md: commit it"]).toEqual([]);
  });
});

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
