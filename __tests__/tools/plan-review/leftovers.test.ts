import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leftoversOf } from "../../../tools/plan-review/leftovers.ts";
import { page } from "../../../tools/plan-review/render/html/page.ts";
import { markdown } from "../../../tools/plan-review/render/markdown/markdown.ts";
import { leftoverLines } from "../../../tools/plan-review/summary.ts";
import { newFolder } from "../../support/folder.ts";
import { HOSTILE } from "../../support/hostile.ts";
import { attribute, elements, textIn } from "../../support/html.ts";
import { readMarkdown } from "../../support/markdown.ts";
import { planJson, rendered, reviewOf } from "../../support/planned-review.ts";
import { writeStacks } from "../../support/stack-files.ts";

const COMMAND = "npm run destroy:leftover -- cicd";
const cicd = { stack: "cicd", resources: 2, command: COMMAND };
const unread = { stack: "registry", problem: "terraform init failed: no credentials" };
const review = (...leftovers: readonly object[]) =>
  reviewOf({ network: planJson({}) }, { leftovers: leftovers as (typeof cicd)[] });

test("every form of a review names what is left over, with the command that destroys it", async () => {
  for (const text of rendered(await review(cicd))) {
    expect(text).toContain("left over: cicd");
    expect(text).toContain(COMMAND);
  }
});

test("every form says of which stacks it is not known", async () => {
  for (const text of rendered(await review(unread)).map((each) => each.replaceAll("&#39;", "'")))
    expect(text).toMatch(/registry[\s\S]*no credentials/);
});

test("a page heads it by its own name", async () => {
  const all = elements(page(await review(cicd)));
  expect(all.filter(({ tagName }) => tagName === "h1").map(textIn)).toEqual(["No changes, but something is left over"]);
  expect(all.filter((each) => attribute(each, "id") === "leftovers")).toHaveLength(1);
});

test.each(HOSTILE)("a comment has nothing but text of the name %j", async (name) => {
  const [read, harmless] = await Promise.all(
    [name, "harmless"].map(async (stack) => readMarkdown(markdown(await review({ ...cicd, stack, command: stack })))),
  );
  expect(read?.prose).toEqual(harmless?.prose);
});

test("a terminal shows a line for each, and one for the command", () => {
  expect(leftoverLines([cicd, unread])).toEqual([
    "cicd is left over: the environment no longer has it, and 2 resources are still there",
    `   to destroy it: ${COMMAND}`,
    "registry may be left over: its state can't be read: terraform init failed: no credentials",
    "",
  ]);
});

test("the review of an environment looks for them beside the states of its stacks", async () => {
  const outdir = newFolder();
  writeStacks(outdir, { network: {} });
  mkdirSync(join(outdir, "state"));
  const resources = [{ mode: "managed", type: "aws_vpc", name: "main", instances: [{}] }];
  writeFileSync(join(outdir, "state", "cicd.tfstate"), JSON.stringify({ version: 4, resources }));
  writeFileSync(join(outdir, "state", "registry.tfstate"), "no JSON");
  expect(await leftoversOf(outdir, { ENVIRONMENT: "shop" })).toEqual([
    { stack: "cicd", resources: 1, command: `ENVIRONMENT=shop ${COMMAND}` },
    { stack: "registry", problem: expect.stringContaining("JSON") },
  ]);
});

test("a secret in what Terraform says is hidden", async () => {
  const leftover = { stack: "cicd", problem: "Get https://user:hunter2hunter2@host failed" };
  for (const text of rendered(await review(leftover))) expect(text).not.toContain("hunter2hunter2");
});
