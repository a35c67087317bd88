import { markdown } from "../../../../tools/plan-review/render/markdown/markdown.ts";
import { readMarkdown } from "../../../support/markdown.ts";
import { check, outputChange, planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const commentOf = async (plans: Readonly<Record<string, object>>) => markdown(await reviewOf(plans));
const ofChanges = (...changes: object[]) => commentOf({ stack: planJson({ changes }) });

test("a review without changes has a few lines", async () => {
  const comment = await ofChanges();
  expect(comment).toContain("## ⚪ No changes");
  expect(comment.split("\n").length).toBeLessThan(20);
});

test("an update is shown as a diff, a creation by its address", async () => {
  const comment = await ofChanges(
    resourceChange("aws_x.a", { before: { size: 1 }, after: { size: 2 } }),
    resourceChange("aws_x.b", { after: { size: 3 } }),
  );
  expect(comment).toContain("- **~ update** `aws_x.a`\n\n```diff\n- size = 1\n+ size = 2\n```");
  expect(comment).toContain("- **+ create** `aws_x.b`\n");
  expect(comment).not.toContain("size = 3");
});

test("a replacement says once what forces it, even if a text does", async () => {
  const [before, after] = [{ user_data: "a\nb\nc\nd" }, { user_data: "a\nx\ny\nd" }];
  const comment = await ofChanges(
    resourceChange("aws_launch_template.a", {
      before,
      after,
      actions: ["delete", "create"],
      replacePaths: [["user_data"]],
    }),
  );
  expect(comment).toContain("- **± replace** `stack` `aws_launch_template.a` — `user_data: can't be changed in place`");
  expect(comment).toContain("```diff\n  user_data:  # forces replacement\n  a\n- b\n- c\n+ x\n+ y\n  d\n```");
});

test("what was only moved has not been changed outside of Terraform", async () => {
  const moved = resourceChange("aws_x.b", {
    before: { x: 1 },
    after: { x: 1 },
    actions: ["no-op"],
    previousAddress: "aws_x.a",
  });
  const drifted = resourceChange("aws_x.c", { before: { x: 1 }, after: { x: 2 } });
  const comment = await commentOf({ stack: planJson({ drift: [moved, drifted] }) });
  expect(comment).toContain("Drift in `stack`: `aws_x.c` has been changed outside of Terraform");
  expect(comment).not.toContain("aws_x.b");
});

test("of what has drifted it counts the attributes that it leaves out", async () => {
  const values = (value: number) => Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`k${index}`, value]));
  const drift = [resourceChange("aws_x.c", { before: values(1), after: values(2) })];
  expect(await commentOf({ stack: planJson({ drift }) })).toContain("… and 5 more attributes");
});

test("of a text that is too long it says how many lines are left out, and how many of them change", async () => {
  const text = (letter: string) => Array.from({ length: 3000 }, (_, index) => letter + index).join("\n");
  const comment = await ofChanges(resourceChange("aws_x.a", { before: { x: text("a") }, after: { x: text("b") } }));
  const [, left] = /… and (\d+) more lines, \1 of them changed/.exec(comment) ?? [];
  expect(Number(left) + comment.split("\n").filter((line) => /^[-+] [ab]\d+/.test(line)).length).toBe(6000);
});

test("an output that is too long for a cell is there with what changes of it", async () => {
  const list = (changed: string) => [...Array(50).fill("host"), changed, ...Array(50).fill("host")];
  const outputs = { hosts: outputChange({ before: list("old"), after: list("fresh") }) };
  const comment = await commentOf({ network: planJson({ outputs }) });
  expect(comment).toMatch(/\| `… \d+ unchanged characters ….*"old".*` \| `.*"fresh".*` \|/);
});

test("a check that fails is there with what it says", async () => {
  const comment = await commentOf({ stack: planJson({ checks: [check("check.health", "fail", "no answer")] }) });
  expect(comment).toContain("- Check `check.health` in `stack`: `fail` `no answer`");
});

test("a value that another stack reads is there before and after, with who reads it", async () => {
  const outputs = { vpcId: outputChange({ before: "vpc-1", after: "vpc-2" }) };
  const references = { "aws_lb.a": { vpc: ["data.terraform_remote_state.network.outputs.vpcId"] } };
  const comment = await commentOf({ network: planJson({ outputs }), app: planJson({ references }) });
  expect(comment).toContain('| `network.vpcId` | `"vpc-1"` | `"vpc-2"` | `app: 1 attribute` |');
  expect(comment).toContain("🟡 `provisional, waits for network.vpcId`");
  expect(comment).toContain("Provisional plans can't be applied.");
});

test("updates in which nothing differs to see are one line", async () => {
  const changes = ["a", "b"].map((name) =>
    resourceChange(`aws_x.${name}`, { before: { x: 1 }, after: { x: 1 }, unknown: { tags_all: true } }),
  );
  expect(await ofChanges(...changes)).toContain("- updates without a visible difference: `aws_x.a`, `aws_x.b`");
});

test("a sensitive value that changes is shown to change", async () => {
  const comment = await ofChanges(
    resourceChange("aws_x.a", { before: { key: "one" }, after: { key: "two" }, sensitiveBefore: { key: true } }),
  );
  expect(comment).toContain("- key = (hidden: marked)\n+ key = (hidden: marked)");
  expect(comment).toContain("Values not shown: 2 marked.");
});

test("what is waived is listed with why and until when, and its reason is text like any other", async () => {
  const plans = { stack: planJson({ changes: [resourceChange("aws_db_instance.a", { before: { name: "a" } })] }) };
  const [loss] = (await reviewOf(plans)).reasons;
  const waiver = { id: loss?.id ?? "", reason: "moved`\n\n</details>", until: "2026-02-01" };
  const comment = markdown(await reviewOf(plans, { waivers: { all: [waiver], today: "2026-02-01" } }));
  expect(comment).toContain("Waived until 2026-02-01: ``moved`\\n\\n</details>``\n");
  expect(readMarkdown(comment).prose.filter((line) => line === "</details>")).toHaveLength(1);
});
