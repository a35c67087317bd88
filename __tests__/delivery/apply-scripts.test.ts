import { answers, describeScripts, RECORD, runScript } from "../support/workflow-script.ts";

const SHA = "a".repeat(40);
const OTHER = "b".repeat(40);
const MAIN = { GITHUB_SHA: SHA, GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main" };

describeScripts("whether a commit was reviewed in a pull request", () => {
  const here = { full_name: "acme/shop" };
  const pull = {
    number: 7,
    user: { login: "ada" },
    merged_at: "2026-01-01",
    merge_commit_sha: SHA,
    base: { ref: "main", repo: here },
    head: { sha: OTHER, repo: here },
  };
  const origin = (pulls: readonly object[]) =>
    runScript("origin", {
      variables: MAIN,
      programs: { sleep: "true", gh: answers({ [`api repos/acme/shop/commits/${SHA}/pulls`]: pulls }) },
    });

  test("is so for the merge of a pull request, and people read which", () => {
    expect(origin([pull])).toMatchObject({
      succeeds: true,
      output: "reviewed=true\n",
      summary: "This commit is the merge of pull request #7.\n\n",
    });
  });

  test("is found by the pull request that became this commit, not by another that has it too", () => {
    const other = { ...pull, number: 8, merge_commit_sha: OTHER, head: { sha: SHA, repo: here } };
    expect(origin([other, pull]).summary).toContain("pull request #7");
  });

  test.each<[what: string, pulls: object[]]>([
    ["that was pushed past pull requests", []],
    ["whose pull request is not merged", [{ ...pull, merged_at: null }]],
    [
      "whose pull request from the same commit was merged into another branch",
      [{ ...pull, base: { ref: "next", repo: here } }],
    ],
    ["whose pull request has a base that is only called alike", [{ ...pull, base: { ref: "Main", repo: here } }]],
    [
      "whose pull request was merged in another repository",
      [{ ...pull, base: { ref: "main", repo: { full_name: "eve/shop" } } }],
    ],
    ["that a merged pull request has as its head", [{ ...pull, merge_commit_sha: OTHER, head: { sha: SHA } }]],
    ["that came from a fork", [{ ...pull, head: { sha: OTHER, repo: { full_name: "eve/shop" } } }]],
    ["that came from a fork that is gone", [{ ...pull, head: { sha: OTHER, repo: null } }]],
    ["that came from Dependabot", [{ ...pull, user: { login: "dependabot[bot]" } }]],
  ])("is not so for a commit %s", (_, pulls) => {
    const { succeeds, output, summary } = origin(pulls);
    expect([succeeds, output]).toEqual([true, "reviewed=false\n"]);
    expect(summary).toContain("so its changes have to be approved.");
  });

  test("waits a little for GitHub to know the pull request", () => {
    expect(origin([]).calls.filter((call) => call === "sleep 5")).toHaveLength(4);
  });

  test("is not decided where GitHub does not answer", () => {
    expect(runScript("origin", { variables: MAIN, programs: { gh: "exit 1" } })).toMatchObject({
      succeeds: false,
      output: "",
    });
  });
});

describeScripts("applying", () => {
  const PLANS = "mkdir review/plans; echo '{}' > review/plans/record.json";
  const gh = ({ newest = SHA, record = RECORD as unknown } = {}) => `case "$*" in
  "api repos/acme/shop/git/ref/heads/main") echo '${JSON.stringify({ object: { sha: newest } })}' ;;
  "run download 4711 --repo acme/shop --name plan-review --dir review")
    mkdir review; echo '${JSON.stringify({ record })}' > review/review.json ;;
  *) exit 22 ;;
esac`;
  const apply = (programs: Record<string, string> = {}, variables: Record<string, string> = {}) =>
    runScript("apply", {
      variables: { ...MAIN, RECORD, PLAN_BUCKET: "acme-plans", ...variables },
      programs: { gh: gh(), aws: PLANS, npm: "true", ...programs },
      files: { "review/plans/old.tfplan": "" },
    });
  const applied = ({ calls }: { calls: readonly string[] }) => calls.some((call) => call.startsWith("npm"));

  test("takes the review and the plans of its own run, and applies them", () => {
    const { succeeds, calls, has } = apply();
    expect(succeeds).toBe(true);
    expect(calls).toEqual([
      "gh api repos/acme/shop/git/ref/heads/main",
      "gh run download 4711 --repo acme/shop --name plan-review --dir review",
      "aws s3 cp --recursive --only-show-errors s3://acme-plans/plans/acme/shop/4711 review/plans",
      "npm run --silent review -- --apply review",
    ]);
    expect(has("review/plans/old.tfplan")).toBe(false);
  });

  test("ignores a run in the environment", () => {
    expect(apply({}, { RUN: "99" }).calls.join("\n")).not.toContain("99");
  });

  test.each<[what: string, programs: Record<string, string>, message: string]>([
    ["the newest commit", { gh: "exit 1" }, "the newest commit of refs/heads/main can't be found out"],
    [
      "the review",
      { gh: gh().replace("mkdir review;", "exit 1;") },
      "the review of run 4711 can't be fetched. Nothing was applied",
    ],
    [
      "the plans",
      { aws: "exit 1" },
      "the plans of run 4711 can't be fetched from the bucket acme-plans. Nothing was applied",
    ],
    [
      "their record",
      { aws: "mkdir review/plans" },
      "the bucket acme-plans has no plans of run 4711: they have expired. Nothing was applied",
    ],
  ])("without %s applies nothing", (_, programs, message) => {
    const run = apply(programs);
    expect([run.succeeds, applied(run)]).toEqual([false, false]);
    expect(run.text).toContain(`::error::${message}`);
  });

  test("in a run of an older commit, which was run again, applies nothing", () => {
    const run = apply({ gh: gh({ newest: OTHER }) });
    expect([run.succeeds, applied(run)]).toEqual([false, false]);
    expect(run.text).toContain(`this run is about ${SHA}, and refs/heads/main is at ${OTHER} now. Nothing was applied`);
  });

  test.each([RECORD.replace("0", "1"), null, ""])("of a review whose record is %j applies nothing", (record) => {
    const run = apply({ gh: gh({ record }) });
    expect([run.succeeds, applied(run)]).toEqual([false, false]);
    expect(run.text).toContain("the review was altered: its record is ");
  });

  test.each(["", "null", "sha256:0", `${RECORD}0`])(
    "without a digest to compare with, but %j, applies nothing",
    (RECORD) => {
      const run = apply({}, { RECORD });
      expect([run.succeeds, run.calls]).toEqual([false, []]);
      expect(run.text).toContain("it must be the digest of this run's review");
    },
  );

  test.each([
    [1, "exit code 1: the log says what was applied"],
    [3, "a stack turned out different from what was reviewed"],
  ])("that ends with %p says what to do", (code, message) => {
    const { succeeds, text } = apply({ npm: `exit ${code}` });
    expect(succeeds).toBe(false);
    expect(text).toContain(`::error::${message}`);
    expect(text).toContain("run this workflow by hand (gh workflow run plan.yml)");
  });
});
