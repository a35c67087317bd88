import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  answers,
  describeScripts,
  RECORD,
  runScript,
  type Surroundings,
  workingFolder,
} from "../support/workflow-script.ts";

const RUN_URL = "https://github.com/acme/shop/actions/runs/4711#artifacts";
const MARKER = "<!-- ecs-pipeline plan review: prod -->";

describeScripts("settings", () => {
  const SETTINGS = {
    ENVIRONMENT: "prod",
    AWS_REGION: "eu-central-1",
    PLAN_BUCKET: "acme-plans",
    PLAN_KEY_ARN: "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555",
    PLAN_ROLE_ARN: "arn:aws:iam::123456789012:role/ci/plan",
    APPLY_ROLE_ARN: "arn:aws-us-gov:iam::123456789012:role/apply",
  };
  const check = (variables: Record<string, string>) =>
    runScript("settings", { args: Object.keys(SETTINGS), variables: { ...SETTINGS, ...variables } });

  test("that are right say nothing", () => {
    expect(check({})).toMatchObject({ succeeds: true, text: "" });
    expect(check({ PLAN_KEY_ARN: "" })).toMatchObject({ succeeds: true, text: "" });
  });

  test.each([
    ["ENVIRONMENT", "../prod", "is ../prod: it must be the name of an environment in config/environments"],
    ["AWS_REGION", "", "is not set: it must be a region, such as us-east-1"],
    ["AWS_REGION", "Frankfurt", "is Frankfurt: it must be a region"],
    ["PLAN_BUCKET", "", "is not set: it must be the name of the bucket that keeps plans"],
    ["PLAN_BUCKET", "s3://plans", "is s3://plans: it must be the name of the bucket"],
    ["PLAN_KEY_ARN", "alias/plans", "is alias/plans: it must be the ARN of a KMS key, or not set"],
    ["PLAN_ROLE_ARN", "plan", "is plan: it must be the ARN of a role"],
    ["APPLY_ROLE_ARN", "arn:aws:iam::1:user/me", "is arn:aws:iam::1:user/me: it must be the ARN of a role"],
  ])("%s that is %p is refused, with the place where to set it", (name, value, message) => {
    const { succeeds, text } = check({ [name]: value });
    expect(succeeds).toBe(false);
    expect(text).toContain(`::error::the variable ${name} ${message}`);
    expect(text).toContain("(Settings, Secrets and variables, Actions, Variables)");
  });

  test("that are unknown are refused", () => {
    expect(runScript("settings", { args: ["PATH"] }).text).toContain("PATH is not a known setting");
  });
});

describeScripts("review", () => {
  const npm = (code: number, record: unknown = RECORD) =>
    `mkdir review; echo '${MARKER}' > review/review.md; echo '${JSON.stringify({ record })}' > review/review.json; exit ${code}`;
  const review = (code: number, surroundings: Surroundings = {}) =>
    runScript("review", { programs: { npm: npm(code) }, ...surroundings });

  test.each([0, 2, 3])("with result %p goes on, and writes that digit, the digest and nothing else", (code) => {
    const { succeeds, output, summary, calls } = review(code);
    expect([succeeds, output, summary]).toEqual([true, `code=${code}\nrecord=${RECORD}\n`, `${MARKER}\n`]);
    expect(calls).toEqual([`npm run --silent review -- --out review --link ${RUN_URL}`]);
  });

  test.each([1, 4, 137])("with exit code %p fails, and writes no result", (code) => {
    const { succeeds, output, text, summary } = review(code);
    expect([succeeds, output]).toEqual([false, ""]);
    expect(text).toContain(`::error::the review has failed with exit code ${code}`);
    expect(summary).toBe(`${MARKER}\n`); // if it got so far
  });

  test.each([undefined, null, "", `${RECORD}\ncode=0`])("whose record is %j fails, and writes no result", (record) => {
    const { succeeds, output } = review(2, { programs: { npm: npm(2, record ?? null) } });
    expect([succeeds, output]).toEqual([false, ""]);
  });

  test("that wrote nothing fails without a summary", () => {
    expect(review(1, { programs: { npm: "exit 1" } })).toMatchObject({ succeeds: false, summary: "" });
  });

  test("passes options", () => {
    expect(review(0, { args: ["--offline"] }).calls[0]).toMatch(/ --offline$/);
  });

  test("leaves nothing of an older review", () => {
    expect(review(0, { files: { "review/plans/old.tfplan": "" } }).has("review/plans/old.tfplan")).toBe(false);
  });
});

describeScripts("an offline review", () => {
  /** Notes which files each command finds, and fails if asked to. */
  const npm = (failing: string) => `printf '%s in %s\\n' "$*" "$(cat main.ts)" >> "$HOME/seen"
case "$*" in
  *deploy*) mkdir -p .offline-aws; ${failing} ;;
  *--out*) test -d .offline-aws || exit 1; mkdir review; echo '${MARKER}' > review/review.md
    echo '{"record":"${RECORD}"}' > review/review.json; exit 2 ;;
esac`;

  const run = (failing = "true") => {
    const folder = workingFolder({ "main.ts": "base\n", ".gitignore": ".offline-aws/\nreview/\n" });
    const git = (...args: string[]) => {
      const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
      const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
    };
    git("init", "--quiet", "--initial-branch=main", ".");
    git("add", "--all");
    git("commit", "--quiet", "--message=base");
    git("checkout", "--quiet", "-b", "change");
    writeFileSync(join(folder, "main.ts"), "change\n");
    writeFileSync(join(folder, ".github/scripts/review-offline.sh"), "# longer than before\n", { flag: "a" });
    git("commit", "--quiet", "--all", "--message=change");
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "--message=merge", "change");
    const result = runScript("review-offline", { programs: { npm: npm(failing) } }, folder);
    const seen = spawnSync("cat", [join(folder, "../seen")], { encoding: "utf8" })
      .stdout.trim()
      .split("\n");
    return { ...result, seen };
  };

  test("deploys the base, and reviews the merge against that", () => {
    const { succeeds, seen, output, summary } = run();
    expect(seen).toEqual([
      "ci --no-audit --no-fund --loglevel=error in base",
      "run --silent offline -- npm run --silent deploy in base",
      "ci --no-audit --no-fund --loglevel=error in change",
      `run --silent review -- --out review --link ${RUN_URL} --offline in change`,
    ]);
    expect([succeeds, output, summary]).toEqual([true, `code=2\nrecord=${RECORD}\n`, `${MARKER}\n`]);
  });

  test("of a base that can't be deployed shows everything as new, with a note", () => {
    const { succeeds, seen, text, summary } = run("exit 1");
    expect(succeeds).toBe(true);
    expect(seen[3]).toBe("run --silent offline -- --reset in change");
    expect(text).toContain("::warning::the base could not be deployed to the offline AWS");
    expect(summary).toMatch(/^> Note: the base could not be deployed .*\n\n<!-- ecs-pipeline/);
  });
});

describeScripts("keeping plans", () => {
  const keep = (variables: Record<string, string> = {}, aws = "true") =>
    runScript("keep-plans", {
      variables: { PLAN_BUCKET: "acme-plans", ...variables },
      programs: { aws },
      files: { "review/plans/network.tfplan": "", "review/review.md": "" },
    });
  const to = "review/plans s3://acme-plans/plans/acme/shop/4711";

  test("encrypts them in the bucket, by run", () => {
    const { succeeds, calls } = keep();
    expect(succeeds).toBe(true);
    expect(calls).toEqual([`aws s3 cp --recursive --only-show-errors --sse AES256 ${to}`]);
  });

  test("takes a customer managed key", () => {
    const key = "arn:aws:kms:eu-central-1:123456789012:key/1";
    expect(keep({ PLAN_KEY_ARN: key }).calls).toEqual([
      `aws s3 cp --recursive --only-show-errors --sse aws:kms --sse-kms-key-id ${key} ${to}`,
    ]);
  });

  test("fails if they can't be kept", () => {
    expect(keep({}, "exit 1").succeeds).toBe(false);
  });
});

describeScripts("a comment", () => {
  const body = `${MARKER}\nno change $(touch pwned) \`touch pwned\` "\${HOME}"\n`;
  const by = (login: string, id: number, text: string) => ({ id, user: { login }, body: text });
  const bot = "github-actions[bot]";
  const comment = (pages: readonly object[][], change: Surroundings = {}) =>
    runScript("comment", {
      args: ["review/review.md"],
      variables: { PULL_REQUEST: "7" },
      files: { "review/review.md": body },
      programs: {
        gh: `case "$*" in *--paginate*) cat <<'END'\n${pages.map((page) => JSON.stringify(page)).join("\n")}\nEND\n;; esac`,
      },
      ...change,
    });
  const written = (pages: readonly object[][]) => comment(pages).calls[1];
  const POSTED = "gh api --silent --method POST repos/acme/shop/issues/7/comments --field body=@review/review.md";
  const patched = (id: number) =>
    `gh api --silent --method PATCH repos/acme/shop/issues/comments/${id} --field body=@review/review.md`;

  test("is new where there is none", () => {
    const { succeeds, calls, has } = comment([[]]);
    expect(succeeds).toBe(true);
    expect(calls).toEqual(["gh api --paginate repos/acme/shop/issues/7/comments?per_page=100", POSTED]);
    expect(has("pwned")).toBe(false);
  });

  test("is updated where it is, on whatever page", () => {
    const other = by("ada", 1, "looks good");
    expect(written([[other], [other, by(bot, 42, body)]])).toBe(patched(42));
  });

  test("of which there are two is the first", () => {
    expect(written([[by(bot, 41, body), by(bot, 42, body)]])).toBe(patched(41));
  });

  test.each<[what: string, other: object]>([
    ["of another author that begins alike", by("eve", 13, body)],
    ["of another program that begins alike", by("eve[bot]", 13, body)],
    ["of ours that has the line further down", by(bot, 13, `as in ${body}`)],
    ["of ours about another environment", by(bot, 13, MARKER.replace("prod", "shop"))],
    ["of a user who is gone", { id: 13, user: null, body }],
    ["without text", { id: 13, user: { login: bot }, body: null }],
  ])("%s is left alone", (_, other) => {
    expect(written([[other]])).toBe(POSTED);
  });

  test.each([
    ["no review", "hello\n", "does not begin as a review does"],
    ["a review with something behind its name", `${MARKER} x\n`, "does not begin as a review does"],
    ["nothing", "", "review/review.md is empty"],
  ])("of %s is refused", (_, text, message) => {
    const { succeeds, calls, text: said } = comment([[]], { files: { "review/review.md": text } });
    expect([succeeds, calls]).toEqual([false, []]);
    expect(said).toContain(message);
  });

  test("needs the number of a pull request", () => {
    const { calls, text } = comment([[]], { variables: { PULL_REQUEST: "7/../8" } });
    expect(calls).toEqual([]);
    expect(text).toContain("PULL_REQUEST is 7/../8: it must be the number of a pull request");
  });

  test("is not posted where the others can't be read", () => {
    expect(comment([[]], { programs: { gh: "exit 1" } })).toMatchObject({
      succeeds: false,
      calls: [expect.anything()],
    });
  });
});

describeScripts("an approval", () => {
  const approved = (environment: object) =>
    runScript("approved", {
      variables: { APPROVAL: "infrastructure-approval" },
      programs: { gh: answers({ "api repos/acme/shop/environments/infrastructure-approval": environment }) },
    });

  test("counts where the environment has reviewers", () => {
    const rules = [{ type: "branch_policy" }, { type: "required_reviewers", reviewers: [{ type: "Team" }] }];
    expect(approved({ protection_rules: rules }).succeeds).toBe(true);
  });

  test.each([
    { protection_rules: [] },
    { protection_rules: [{ type: "wait_timer" }] },
    { protection_rules: [{ type: "required_reviewers", reviewers: [] }] },
    {},
  ])("of an environment with %j does not, since no reviewer was asked", (environment) => {
    const { succeeds, text } = approved(environment);
    expect(succeeds).toBe(false);
    expect(text).toContain(
      "the environment infrastructure-approval has no required reviewers, so no approval was given",
    );
  });
});
