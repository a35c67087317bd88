import { html } from "../../../../tools/plan-review/render/html/html.ts";
import { page } from "../../../../tools/plan-review/render/html/page.ts";
import { attribute, elements, textIn } from "../../../support/html.ts";
import { outputChange, planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const REPLACED = resourceChange("aws_db_instance.a", {
  before: { size: 1, password: "hunter2!" },
  after: { size: 2, password: "hunter3!" },
  actions: ["delete", "create"],
  replacePaths: [["size"]],
});
const network = planJson({ changes: [REPLACED], outputs: { host: outputChange({ before: "a", after: "b" }) } });
const references = { "aws_x.a": { host: ["data.terraform_remote_state.network.outputs.host"] } };
const app = planJson({ references, changes: [resourceChange("aws_x.a", { after: { host: "a" } })] });

const all = reviewOf({ network, app }).then((review) => elements(page(review)));
const named = async (name: string) => (await all).filter(({ tagName }) => tagName === name);
const withClass = async (name: string) =>
  (await all).filter((each) => attribute(each, "class")?.split(" ").includes(name));

test("a page says the verdict first, also to whom colours say nothing", async () => {
  expect((await named("h1")).map(textIn)).toEqual(["Approval needed"]);
  expect((await withClass("sign")).map(textIn)).toEqual(["± replace", "+ create"]);
  expect((await withClass("waiting")).map(({ tagName }) => tagName)).toEqual(["path", "rect"]);
});

test("without its script a page hides nothing but what needs it", async () => {
  const hidden = (await all).filter((each) => attribute(each, "hidden") !== undefined);
  expect(hidden.map((each) => attribute(each, "class"))).toEqual(["controls"]);
});

test("each change is there with its attributes, before and after", async () => {
  const [change] = await withClass("change");
  expect(attribute(change as never, "data-action")).toBe("replace");
  const cells = [...(await withClass("before")), ...(await withClass("after"))].filter(
    ({ tagName }) => tagName === "td",
  );
  const texts = cells.flatMap(({ childNodes }) => childNodes.map((node) => textIn(node as never)));
  expect(texts).toEqual(expect.arrayContaining(["1", "2", "(hidden: secret by its name)"]));
  expect((await withClass("lost")).map(textIn)).toContain("forces replacement");
});

test("the picture has an arrow for what one stack reads of another", async () => {
  const arrows = (await named("path")).filter((path) => attribute(path, "data-from") !== undefined);
  expect(arrows.map((arrow) => [attribute(arrow, "data-from"), attribute(arrow, "data-to")])).toEqual([["0", "1"]]);
  expect((await named("title")).map(textIn)).toContain("host; changing: host");
});

test("why a stack has no plan is not in the summary of its changes, but below it", async () => {
  const review = await reviewOf({ network });
  const [stack] = review.stacks;
  if (stack === undefined) throw new Error("there is no stack");
  const failed = { ...stack, status: "failed" as const, problem: "terraform init failed", changes: [] };
  const shown = elements(page({ ...review, stacks: [failed] }));
  const statuses = shown.filter((each) => each.tagName === "span" && attribute(each, "class") === "failed");
  expect(statuses.map(textIn)).toEqual(["✗ failed: terraform init failed", "✗ failed"]);
  const paragraphs = shown.filter(({ tagName }) => tagName === "p").map(textIn);
  expect(paragraphs).toContain("terraform init failed");
  expect(paragraphs).not.toContain("Nothing changes here.");
});

test("a page of no stack is one, too", async () => {
  expect(
    elements(page(await reviewOf({})))
      .filter(({ tagName }) => tagName === "h1")
      .map(textIn),
  ).toEqual(["No changes"]);
});

test("what is put into markup is text, in an element and in an attribute, unless it is markup itself", () => {
  expect(html`<a title="${`"'`}">${["<&>", html`<b>${1}</b>`]}</a>`.text).toBe(
    '<a title="&quot;&#39;">&lt;&amp;&gt;<b>1</b></a>',
  );
});
