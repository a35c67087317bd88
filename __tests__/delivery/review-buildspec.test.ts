import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { REVIEW_ARTIFACT } from "../../constructs/cicd/infrastructure-pipeline.ts";
import { buildspec, INSTALLER, RECORD, runReviewBuild, VERSION } from "../support/review-build.ts";

const phases = Object.entries(buildspec.phases);
const scripts = phases.flatMap(([name, phase]) => phase.commands.map((script) => [name, script] as const));
const text = readFileSync(resolve(__dirname, "../../buildspec.plan.yml"), "utf8");

const URL =
  "https://console.aws.amazon.com/s3/object/a-bucket?region=eu-central-1&prefix=reviews/0a1b-2c3d/review.html";

describe("the form", () => {
  test("is the one in which a phase is run in one shell, and that shell is bash", () => {
    expect([buildspec.version, buildspec.env.shell]).toEqual([0.2, "bash"]);
  });

  test.each(phases)("%s ends the build where it fails", (_, phase) => {
    expect(phase["on-failure"]).toBe("ABORT");
  });

  test.each(scripts)("a command of %s stops at its first error, and prints no values", (_, script) => {
    expect(script).toMatch(/^set -euo pipefail\n/);
    expect(script).not.toMatch(/set -\w*x|xtrace|\bprintenv\b/);
  });

  test("exports what the pipeline reads, and passes the whole review", () => {
    expect(buildspec.env["exported-variables"]).toEqual([
      "REVIEW_URL",
      "REVIEW_HEADLINE",
      "REVIEW_CODE",
      "REVIEW_RECORD",
    ]);
    expect(buildspec.artifacts).toEqual({ "base-directory": "review", files: ["**/*"] });
  });

  test("looks for the plan's artifact under the name that the pipeline gives it", () => {
    const names = [...text.matchAll(/CODEBUILD_SRC_DIR_(\w+)/g)].map(([, name]) => name);
    expect([...new Set(names)]).toEqual([REVIEW_ARTIFACT]);
  });
});

describe("a run", () => {
  describe("of plan", () => {
    const build = runReviewBuild("plan", { exitCode: 2, headline: "2 to add, 1 to change" });

    test("installs what it needs, reviews, and puts the report where people read it, in that order", () => {
      expect(build.succeeds).toBe(true);
      expect(build.calls).toEqual([
        `install-terraform ${VERSION} TOOLS`,
        "npm ci --no-audit --no-fund --loglevel=error",
        `npm run --silent review -- --out review --link ${URL}`,
        "aws s3api put-object --if-none-match * --bucket a-bucket --key reviews/0a1b-2c3d/review.html --content-type text/html; charset=utf-8 --body review/review.html",
      ]);
    });

    test("installs Terraform with a script that is there", () => {
      expect(existsSync(resolve(__dirname, "../..", INSTALLER))).toBe(true);
    });

    test("runs the Terraform that it has checked", () => {
      expect(build.terraform).toMatch(/\/tmp\/[\w.]+$/);
    });

    test("tells the pipeline what came of it", () => {
      expect(build.exported).toEqual({
        REVIEW_URL: URL,
        REVIEW_HEADLINE: "2 to add, 1 to change",
        REVIEW_CODE: "2",
        REVIEW_RECORD: RECORD,
      });
    });

    test("hands the review and the plans on, and puts nothing but the report elsewhere", () => {
      expect(build.artifact).toEqual(["plans", "plans/network.tfplan", "review.html", "review.json"]);
      expect(build.calls.filter((call) => call.startsWith("aws"))).toHaveLength(1);
    });

    test("makes a tree of git of files that came without", () => {
      expect(build.commits).toBe("source");
    });
  });

  test.each([0, 2, 3])("of plan goes on after result %p", (exitCode) => {
    const { succeeds, exported } = runReviewBuild("plan", { exitCode });
    expect([succeeds, exported.REVIEW_CODE]).toEqual([true, String(exitCode)]);
  });

  test.each([
    [0, true],
    [2, false],
    [3, false],
  ])("of plan that looks for drift ends after result %p: %p", (exitCode, succeeds) => {
    const drift = runReviewBuild("plan", { exitCode, variables: { DRIFT: "true" } });
    expect(drift.succeeds).toBe(succeeds);
    expect(drift.calls.filter((call) => call.startsWith("aws"))).toHaveLength(1); // the report, which is looked at
    expect(drift.text.includes("plan stopped: AWS is not what the source says")).toBe(!succeeds);
  });

  test.each([1, 4, 127])("of plan stops after exit code %p, and uploads nothing", (exitCode) => {
    const { succeeds, exported, calls, text } = runReviewBuild("plan", { exitCode });
    expect(succeeds).toBe(false);
    expect(text).toContain(`plan stopped: the review has failed with exit code ${exitCode}: see above`);
    expect(exported.REVIEW_CODE).toBeUndefined();
    expect(calls.filter((call) => call.startsWith("aws"))).toEqual([]);
  });

  test.each([
    ["two\nlines\tand\u2028more", "two lines and more"],
    ["x".repeat(400), "x".repeat(300)],
    ['say "yes" to $(this)', 'say \\"yes\\" to \\$(this)'], // as export -p writes it
  ])("of plan makes one short line of the headline %j", (headline, exported) => {
    expect(runReviewBuild("plan", { headline }).exported.REVIEW_HEADLINE).toBe(exported);
  });

  test.each([undefined, "", "short", "a'; rm -rf /; echo 'aaaaaaaaaaaa"])("of plan refuses the record %p", (record) => {
    const { succeeds, text } = runReviewBuild("plan", { record: record ?? null });
    expect(succeeds).toBe(false);
    expect(text).toContain("plan stopped: review.json says of its record: ");
  });

  test.each([
    ["cn-north-1", "https://console.amazonaws.cn/"],
    ["us-gov-west-1", "https://console.amazonaws-us-gov.com/"],
    ["us-east-1", "https://console.aws.amazon.com/"],
  ])("of plan in %s links to %s", (AWS_REGION, start) => {
    expect(runReviewBuild("plan", { variables: { AWS_REGION } }).exported.REVIEW_URL).toContain(
      `${start}s3/object/a-bucket?region=${AWS_REGION}&`,
    );
  });

  describe("of apply", () => {
    const build = runReviewBuild("apply");

    test("applies what the plan has passed, and writes to nowhere itself", () => {
      expect(build.succeeds).toBe(true);
      expect(build.calls.at(-1)).toBe("npm run --silent review -- --apply ROOT/given");
      expect(build.calls.filter((call) => call.startsWith("aws"))).toEqual([]);
    });

    test("leaves a file that the section artifacts finds", () => {
      expect(build.artifact).toEqual(["review.json"]);
    });

    test("applies nothing if the record is not the one that the plan has exported", () => {
      const { succeeds, calls, text } = runReviewBuild("apply", { given: RECORD.replace("0", "1") });
      expect(succeeds).toBe(false);
      expect(calls.join("\n")).not.toContain("--apply");
      expect(text).toContain(`apply stopped: the review was altered: its record is sha256:1`);
    });

    test.each([
      [1, "apply stopped: exit code 1: see above for what was applied."],
      [3, "apply stopped: a stack turned out different from what was reviewed"],
    ])("that ends with %p says what to do", (exitCode, message) => {
      const { succeeds, text } = runReviewBuild("apply", { exitCode });
      expect(succeeds).toBe(false);
      expect(text).toContain(message);
      expect(text).toContain("start the pipeline again");
    });

    test("needs the plan's artifact", () => {
      expect(runReviewBuild("apply", { given: null }).text).toContain(
        "the action needs the plan's output as its second input, named ReviewArtifact",
      );
    });
  });

  test.each(["install-terraform", "npm", "aws"])("in which %s fails is a failure", (name) => {
    const { succeeds, calls, text } = runReviewBuild("plan", { failing: [name] });
    expect(succeeds).toBe(false);
    expect(text).toContain(`${name} is broken`);
    expect(calls.at(-1)).toMatch(new RegExp(`^${name} `));
  });

  test.each<[step: "plan" | "apply", name: string, value: string | undefined, message: string]>([
    ["plan", "STEP", undefined, "build stopped: STEP is not set: it must be plan or apply"],
    ["plan", "STEP", "destroy", "STEP is destroy: it must be plan or apply"],
    ["plan", "STEP", "plan\napply", "it must be plan or apply"],
    ["plan", "ENVIRONMENT", undefined, "ENVIRONMENT is not set: it must be the name of an environment"],
    ["plan", "ENVIRONMENT", "../prod", "ENVIRONMENT is ../prod: it must be the name of an environment"],
    ["plan", "TERRAFORM_VERSION", "latest", "TERRAFORM_VERSION is latest: it must be three numbers, such as 1.11.4"],
    ["plan", "REVIEW_BUCKET", undefined, "REVIEW_BUCKET is not set: it must be the bucket that reviews are put into"],
    ["plan", "AWS_REGION", "", "AWS_REGION is not set: it must be the region of the build"],
    ["plan", "CODEBUILD_BUILD_ID", "1", "CODEBUILD_BUILD_ID is 1: it must be the id of a build, PROJECT:ID"],
    ["plan", "DRIFT", "yes", "DRIFT is yes: it must be true, or not set"],
    ["apply", "REVIEW_RECORD", undefined, "REVIEW_RECORD is not set: it must be the digest that the plan has exported"],
    ["apply", "REVIEW_RECORD", "a b", "REVIEW_RECORD is a b: it must be the digest that the plan has exported"],
    ["apply", "CODEBUILD_SRC_DIR_ReviewArtifact", undefined, "CODEBUILD_SRC_DIR_ReviewArtifact, which is not set"],
  ])("of %s with %s that is %p is refused before anything is fetched", (step, name, value, message) => {
    const { succeeds, calls, text } = runReviewBuild(step, { variables: { [name]: value } });
    expect(text).toContain(message);
    expect([succeeds, calls]).toEqual([false, []]);
  });
});
