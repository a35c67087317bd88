import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { nonEmpty } from "../support/non-empty.ts";
import { type Event, holds, type Job, jobsFor, readText, readWorkflow, type Step } from "../support/workflow.ts";

const workflow = readWorkflow("plan.yml");
const text = readText(".github/workflows/plan.yml");
const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([job, { steps }]) => steps.map((step) => [job, step] as const));
const job = (name: string) => workflow.jobs[name] as Job;
const script = ({ run = "" }: Step) => /^bash (\.github\/scripts\/[\w-]+\.sh)/.exec(run)?.[1];

const scripts = readdirSync(resolve(__dirname, "../../.github/scripts")).map((file) => `.github/scripts/${file}`);

describe("who may do what", () => {
  test("the workflow itself may nothing, and a job only what it needs", () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      plan: { contents: "read", "id-token": "write", "pull-requests": "read" },
      offline: { contents: "read" },
      comment: { contents: "read", "pull-requests": "write" },
      approve: { actions: "read", contents: "read" },
      apply: { actions: "read", contents: "read", "id-token": "write" },
      drift: {},
    });
  });

  test("no event gives code of a fork the rights of the repository", () => {
    expect(Object.keys(workflow.on)).toEqual(["pull_request", "push", "schedule", "workflow_dispatch"]);
    for (const file of nonEmpty(readdirSync(resolve(__dirname, "../../.github/workflows"))))
      expect(readText(`.github/workflows/${file}`)).not.toMatch(/pull_request_target|workflow_run/);
  });

  test("no key of AWS is stored: roles come from variables, by OIDC", () => {
    expect(text).not.toMatch(/secrets\.|aws-access-key|aws-secret/);
    const roles = steps.flatMap(([job, { with: { "role-to-assume": role } = {} }]) => (role ? [[job, role]] : []));
    expect(roles).toEqual([
      ["plan", "${{ vars.PLAN_ROLE_ARN }}"],
      ["apply", "${{ vars.APPLY_ROLE_ARN }}"],
    ]);
  });

  test.each(steps.filter(([, { uses }]) => uses?.startsWith("actions/checkout@")))(
    "the token of %s is not left for code that is checked out",
    (_, step) => {
      expect(step.with).toMatchObject({ "persist-credentials": false });
    },
  );

  test("who is asked is decided by the environment, and whether there are reviewers is checked", () => {
    const asking = jobs.filter(([, { environment }]) => environment !== undefined).map(([name]) => name);
    expect(asking).toEqual(["approve"]);
    expect(job("approve").environment).toBe("infrastructure-approval");
    expect(job("approve").steps.at(-1)?.env?.APPROVAL).toBe("infrastructure-approval");
  });
});

describe("what runs", () => {
  test.each(steps.filter(([, { run }]) => run !== undefined))(
    "a command of %s takes values from its environment only",
    (_, { run }) => {
      expect(run).not.toContain("${{");
    },
  );

  test("values of the event that an outsider can choose are a number only", () => {
    const given = steps.flatMap(([, { env = {}, with: inputs = {} }]) => Object.values({ ...env, ...inputs }));
    const ofEvent = given.filter((value) => /github\.(event\.|head_ref|ref)/.test(String(value)));
    expect(ofEvent).toEqual(["${{ github.event.pull_request.number }}"]);
  });

  test.each(scripts)("%s stops at its first error, and prints no values", (file) => {
    expect(readText(file)).toMatch(/^#!\/usr\/bin\/env bash\n(#.*\n)+set -euo pipefail\n/);
    expect(readText(file)).not.toMatch(/set -\w*x|xtrace|\bprintenv\b/);
  });

  const hasShellcheck = spawnSync("shellcheck", ["--version"]).status === 0;
  if (!hasShellcheck) process.stderr.write("skipped: shellcheck of .github/scripts, because it is not on the PATH\n");

  (hasShellcheck ? test.each(scripts) : test.skip.each(scripts))("shellcheck finds nothing in %s", (file) => {
    const { stdout } = spawnSync("shellcheck", ["-"], { input: readText(file), encoding: "utf8" });
    expect(stdout).toBe("");
  });

  test("every script is there, and every one is used", () => {
    const checked = Object.values(readWorkflow("ci.yml").jobs).flatMap(({ steps }) => steps);
    const used = [...steps.map(([, step]) => step), ...checked].flatMap((step) => script(step) ?? []);
    const called = readText(".github/scripts/review-offline.sh").match(/\.github\/scripts\/[\w-]+\.sh/g) ?? [];
    expect([...new Set([...used, ...called])].sort()).toEqual(scripts.sort());
  });

  test("actions are pinned to commits, and each to one", () => {
    const used = nonEmpty(text.matchAll(/uses: (\S+?)@(\S+)(.*)$/gm));
    for (const [, , version, comment] of used) {
      expect(version).toMatch(/^[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
    const versions = new Map(used.map(([, action, version]) => [action, version]));
    expect(new Set(used.map(([, action, version]) => `${action}@${version}`)).size).toBe(versions.size);
  });

  test.each(jobs)("%s ends after a time", (_, { "timeout-minutes": minutes }) => {
    expect(minutes).toBeLessThanOrEqual(60); // as long as credentials last
  });

  test("Terraform is of one version wherever it is installed, and Node.js one that is tested", () => {
    const files = [".github/workflows/plan.yml", ".github/workflows/ci.yml", "buildspec.plan.yml"];
    const found = files.flatMap((file) => [
      ...readText(file).matchAll(/(?:TERRAFORM_VERSION: |install-terraform\.sh )([\d.]+)/g),
    ]);
    expect(found).toHaveLength(5);
    expect(new Set(found.map(([, version]) => version)).size).toBe(1);
    const nodes = steps.flatMap(([, { with: { "node-version": node } = {} }]) => (node === undefined ? [] : [node]));
    const { matrix } = (readWorkflow("ci.yml").jobs.check as unknown as { strategy: { matrix: { node: number[] } } })
      .strategy;
    for (const node of nonEmpty(nodes)) expect(matrix.node).toContain(node);
  });
});

describe("plans, which hold secrets,", () => {
  const uploads = steps.filter(([, { uses }]) => uses?.startsWith("actions/upload-artifact@"));

  test("are in no artifact", () => {
    expect(uploads.map(([job, { with: inputs = {} }]) => [job, inputs.name, inputs.path])).toEqual([
      ["plan", "plan-review", "review/review.html\nreview/review.md\nreview/review.json\n"],
      ["offline", "offline-review", "review/review.html\nreview/review.md\nreview/review.json\n"],
    ]);
  });

  test("are taken away before anything is uploaded", () => {
    const names = job("plan").steps.map((step) => script(step) ?? step.uses?.split("@")[0]);
    expect(names.slice(-3)).toEqual([".github/scripts/keep-plans.sh", undefined, "actions/upload-artifact"]);
    expect(job("plan").steps.at(-2)?.run).toBe("rm -rf review/plans");
  });
});

describe("what a pull request has made", () => {
  test("is not applied: apply takes the digest from its own run, and gets no other", () => {
    expect(job("apply").needs).toEqual(["plan", "approve"]);
    expect(job("apply").steps.at(-1)?.env).toEqual({
      GH_TOKEN: "${{ github.token }}",
      PLAN_BUCKET: "${{ vars.PLAN_BUCKET }}",
      RECORD: "${{ needs.plan.outputs.record }}",
    });
  });

  test("decides nothing: what later jobs read of plan are outputs of its own steps", () => {
    expect(job("plan").outputs).toEqual({
      code: "${{ steps.review.outputs.code }}",
      record: "${{ steps.review.outputs.record }}",
      reviewed: "${{ steps.origin.outputs.reviewed }}",
    });
  });

  test.each<[what: string, apply: boolean, code: string, reviewed: string, plan: string, approve: string]>([
    ["harmless and shown", true, "2", "true", "success", "skipped"],
    ["approved", true, "3", "false", "success", "success"],
    ["harmless, shown, and not approved", false, "2", "true", "success", "failure"],
    ["harmless and not shown", false, "2", "false", "success", "skipped"],
    ["harmless and perhaps shown", false, "2", "", "success", "skipped"],
    ["in need of approval, which was skipped", false, "3", "true", "success", "skipped"],
    ["in need of approval, which failed", false, "3", "true", "success", "failure"],
    ["nothing", false, "0", "true", "success", "skipped"],
    ["not completely planned", false, "2", "true", "failure", "skipped"],
    ["approved, but not completely planned", false, "3", "true", "failure", "success"],
  ])("a push whose plan is %s is applied: %p", (_, applied, code, reviewed, plan, approve) => {
    const needs = { plan: { result: plan, outputs: { code, reviewed } }, approve: { result: approve } };
    const github = { event_name: "push", ref: "refs/heads/main" };
    expect(holds(job("apply").if ?? "true", { github, vars: { APPLY_ROLE_ARN: "arn:apply" }, needs })).toBe(applied);
  });

  test("is looked for by no script: the only run that one reads is its own", () => {
    for (const file of scripts) {
      expect(readText(file)).not.toMatch(/gh api [^\n]*\/actions\/|gh run (list|view|watch)/);
      for (const [, run] of readText(file).matchAll(/gh run download (\S+)/g)) expect(run).toBe('"$GITHUB_RUN_ID"');
    }
  });

  test("is not kept with the plans that are applied", () => {
    const keep = job("plan").steps.find((step) => script(step)?.endsWith("keep-plans.sh"));
    const kept = ["pull_request", "push", "schedule", "workflow_dispatch"].filter((event_name) =>
      holds(keep?.if ?? "true", { github: { event_name } }),
    );
    expect(kept).toEqual(["push", "workflow_dispatch"]);
  });

  test("asks for no approval, since its workflow could leave the question out", () => {
    const github = { event_name: "pull_request" };
    const needs = { plan: { result: "success", outputs: { code: "3" } } };
    expect(holds(job("approve").if ?? "true", { github, needs })).toBe(false);
  });

  test.each([
    "refs/pull/7/merge",
    "refs/heads/next",
    "refs/tags/main",
    "refs/heads/refs/heads/main",
    "refs/heads/Main",
  ])("on %s gets no job with the role that applies", (ref) => {
    const needs = {
      plan: { result: "success", outputs: { code: "2", reviewed: "true" } },
      approve: { result: "success" },
    };
    for (const event_name of ["pull_request", "push", "workflow_dispatch"])
      expect(
        holds(job("apply").if ?? "true", { github: { event_name, ref }, vars: { APPLY_ROLE_ARN: "arn:apply" }, needs }),
      ).toBe(false);
  });
});

test("two applies never run at once, and none is interrupted", () => {
  expect(job("apply").concurrency).toEqual({ group: "apply", "cancel-in-progress": false });
});

describe("an event", () => {
  const SET = { PLAN_ROLE_ARN: "arn:plan", APPLY_ROLE_ARN: "arn:apply" };
  const plan = (code: string, reviewed = "") => ({ plan: { outputs: { code, reviewed } } });
  const pullRequest = (change: object = {}, from = "acme/shop") => ({
    event_name: "pull_request",
    ref: "refs/pull/7/merge",
    repository: "acme/shop",
    actor: "ada",
    event: { pull_request: { head: { repo: { full_name: from } } } },
    ...change,
  });
  const onMain = (event_name: string, ref = "refs/heads/main") => ({ event_name, ref, repository: "acme/shop" });

  test.each<[what: string, event: Event, jobs: string[]]>([
    ["a pull request without change", { github: pullRequest(), vars: SET, ends: plan("0") }, ["plan", "comment"]],
    ["a pull request with changes", { github: pullRequest(), vars: SET, ends: plan("2") }, ["plan", "comment"]],
    ["a pull request that needs approval", { github: pullRequest(), vars: SET, ends: plan("3") }, ["plan", "comment"]],
    [
      "a pull request that can't be planned",
      { github: pullRequest(), vars: SET, ends: { plan: { result: "failure" } } },
      ["plan"],
    ],
    ["a pull request of a fork", { github: pullRequest({}, "eve/shop"), vars: SET }, ["offline"]],
    [
      "a pull request of a fork that is gone",
      { github: pullRequest({ event: { pull_request: { head: {} } } }), vars: SET },
      ["offline"],
    ],
    ["a pull request of Dependabot", { github: pullRequest({ actor: "dependabot[bot]" }), vars: SET }, ["offline"]],
    ["a pull request where no role is set up", { github: pullRequest(), vars: {} }, ["offline", "comment"]],
    [
      "an offline review that finds what needs approval",
      { github: pullRequest(), vars: {}, ends: { offline: { outputs: { code: "3" } } } },
      ["offline", "comment"],
    ],
    ["a merge, and nothing is to do", { github: onMain("push"), vars: SET, ends: plan("0", "true") }, ["plan"]],
    ["a merge with changes", { github: onMain("push"), vars: SET, ends: plan("2", "true") }, ["plan", "apply"]],
    [
      "a merge that needs approval",
      { github: onMain("push"), vars: SET, ends: plan("3", "true") },
      ["plan", "approve", "apply"],
    ],
    [
      "a merge without approval",
      { github: onMain("push"), vars: SET, ends: { ...plan("3", "true"), approve: { result: "failure" } } },
      ["plan", "approve"],
    ],
    [
      "a merge that can't be planned",
      { github: onMain("push"), vars: SET, ends: { plan: { result: "failure", outputs: { reviewed: "true" } } } },
      ["plan"],
    ],
    [
      "a push of what no pull request has shown",
      { github: onMain("push"), vars: SET, ends: plan("2", "false") },
      ["plan", "approve", "apply"],
    ],
    [
      "a push without a pull request, and without approval",
      { github: onMain("push"), vars: SET, ends: { ...plan("2", "false"), approve: { result: "failure" } } },
      ["plan", "approve"],
    ],
    [
      "a merge where nothing is to be applied",
      { github: onMain("push"), vars: { PLAN_ROLE_ARN: "arn:plan" }, ends: plan("2", "true") },
      [],
    ],
    ["a merge where no role is set up", { github: onMain("push"), vars: {} }, []],
    ["the clock, and AWS is as main says", { github: onMain("schedule"), vars: SET, ends: plan("0") }, ["plan"]],
    ["the clock, and AWS is otherwise", { github: onMain("schedule"), vars: SET, ends: plan("2") }, ["plan", "drift"]],
    [
      "the clock, and data would be lost",
      { github: onMain("schedule"), vars: SET, ends: plan("3") },
      ["plan", "drift"],
    ],
    ["the clock where no role is set up", { github: onMain("schedule"), vars: {} }, []],
    ["a person, and nothing is to do", { github: onMain("workflow_dispatch"), vars: SET, ends: plan("0") }, ["plan"]],
    [
      "a person, and there are changes",
      { github: onMain("workflow_dispatch"), vars: SET, ends: plan("2") },
      ["plan", "approve", "apply"],
    ],
    [
      "a person without approval",
      { github: onMain("workflow_dispatch"), vars: SET, ends: { ...plan("3"), approve: { result: "failure" } } },
      ["plan", "approve"],
    ],
    [
      "a person on another branch",
      { github: onMain("workflow_dispatch", "refs/heads/x"), vars: SET, ends: plan("2") },
      [],
    ],
  ])("that is %s", (_, event, expected) => {
    expect(jobsFor(workflow, event)).toEqual(expected);
  });
});
