import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { showcase } from "../../config/environments/showcase.ts";
import { type Asked, allows } from "../support/iam-policy.ts";
import { brokenLinks } from "../support/links.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { problems } from "../support/problems.ts";
import { readText, readWorkflow } from "../support/workflow.ts";

const DOCS = resolve(__dirname, "../../docs");
const DOCUMENT = readFileSync(resolve(DOCS, "infrastructure-delivery.md"), "utf8");
const WORKFLOW = readText(".github/workflows/plan.yml");

const [trust = "", planPolicy = "", applyPolicy = ""] = [
  ...DOCUMENT.matchAll(/^ {3}```json\n([\s\S]*?)^ {3}```$/gm),
].map(([, json]) => json as string);

test("every variable of the workflow is explained, and no other", () => {
  const used = new Set(nonEmpty(WORKFLOW.matchAll(/\bvars\.(\w+)/g)).map(([, name]) => name));
  const explained = [...DOCUMENT.matchAll(/^ {3}\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(explained.sort()).toEqual([...used].sort());
});

test("the environment, the artifacts, the way on and the clock are those of the workflow", () => {
  const { on, jobs } = readWorkflow("plan.yml");
  const [{ cron }] = on.schedule as [{ cron: string }];
  const [minute, hour, ...days] = cron.split(" ");
  expect(days).toEqual(["*", "*", "1-5"]);
  expect(DOCUMENT).toContain(`workdays at ${hour}:${minute} UTC`);
  expect(DOCUMENT).toContain(`\`${jobs.approve?.environment}\``);
  expect(DOCUMENT).toContain("gh workflow run plan.yml");
  for (const [, name] of nonEmpty(WORKFLOW.matchAll(/^ {10}name: ([\w-]+)$/gm)))
    expect(DOCUMENT).toContain(`\`${name}\``);
});

describe("the role that plans", () => {
  test("is only for one repository, and there for pull requests and main", () => {
    const [{ Condition }] = (JSON.parse(trust) as { Statement: [{ Condition: Record<string, object> }] }).Statement;
    expect(Condition).toEqual({
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": [
          "repo:acme/shop:pull_request",
          "repo:acme/shop:ref:refs/heads/main",
        ],
      },
    });
  });

  const PLAN = "arn:aws:s3:::acme-plans/plans/acme/shop/4711/network.tfplan";
  const STATE = "arn:aws:s3:::acme-state/ecs-pipeline/shop/network.tfstate";

  test.each<[Asked, plan: boolean, apply: boolean]>([
    [["s3:PutObject", PLAN], true, false],
    [["s3:GetObject", PLAN], false, true],
    [["s3:ListBucket", "arn:aws:s3:::acme-plans"], false, true],
    [["s3:ListBucket", "arn:aws:s3:::acme-state"], true, true],
    [["s3:GetObject", STATE], true, true],
    [["s3:PutObject", STATE], false, true],
    [["s3:PutObject", `${STATE}.tflock`], false, true],
    [["s3:DeleteObject", `${STATE}.tflock`], false, true],
    [["s3:DeleteObject", STATE], false, false],
    [["s3:GetObject", STATE.replace("shop", "prod")], false, false],
    [["s3:GetObject", PLAN.replace("shop", "other")], false, false],
  ])("%j: it may %p, the one that applies %p", (asked, plan, apply) => {
    expect([allows([planPolicy], asked), allows([applyPolicy], asked)]).toEqual([plan, apply]);
  });

  test("the scripts keep plans where the policies say", () => {
    const place = "$PLAN_BUCKET/plans/$GITHUB_REPOSITORY/";
    for (const name of ["keep-plans", "apply"]) expect(readText(`.github/scripts/${name}.sh`)).toContain(place);
  });
});

/** Examples: `// ENVIRONMENT` or `// example`, and below it some fields of `delivery`. */
const EXAMPLES = [...DOCUMENT.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
  .flatMap(([, code]) => (code as string).split("\n\n"))
  .map((code) => {
    const [, from = "nowhere"] = /^\/\/ (\w+)/.exec(code) ?? [];
    return { from, fields: new Function(`return ({${code}\n});`)() as object };
  });

test("the example of the showcase is all that it has", () => {
  expect(EXAMPLES.filter(({ from }) => from === "showcase").map(({ fields }) => fields)).toEqual([
    { infrastructure: showcase.delivery.infrastructure },
  ]);
});

test.each(EXAMPLES)("an example of $from is accepted", ({ fields }) => {
  expect(problems({ ...showcase, delivery: { ...showcase.delivery, ...fields } })).toEqual([]);
});

test("the steps are the stages of the pipeline, and its file is the one that it runs", () => {
  const [, section = ""] = /## CodePipeline([\s\S]*?)\n## /.exec(DOCUMENT) ?? [];
  expect([...section.matchAll(/^\d\. \*\*(\w+)\*\*/gm)].map(([, stage]) => stage)).toEqual([
    "Source",
    "Plan",
    "Approve",
    "Apply",
  ]);
  expect(Object.keys(parse(readText("buildspec.plan.yml")) as object)).toContain("phases");
});

test("every link leads somewhere", () => {
  expect(brokenLinks(resolve(DOCS, "infrastructure-delivery.md"))).toEqual([]);
});
