import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { judge } from "../../../../tools/plan-review/judge/judge.ts";
import { page as pageOf } from "../../../../tools/plan-review/render/html/page.ts";
import { Browser, hasBrowser, type Page } from "../../../support/browser.ts";
import { newFolder } from "../../../support/folder.ts";
import { changed, stackOf } from "../../../support/plan-json.ts";

jest.setTimeout(30_000);

const review = judge(
  [
    stackOf("network", { changes: [changed("aws_vpc.vpc", { before: { cidr: "a" }, after: { cidr: "b" } })] }),
    stackOf(
      "web",
      {
        changes: [
          changed("aws_lb.web", { actions: ["delete", "create"], before: { name: "old" }, after: { name: "new" } }),
          changed("aws_ecs_service.web", { before: { desired_count: 1 }, after: { desired_count: 2 } }),
        ],
        references: { "aws_lb.web": { subnets: ["data.terraform_remote_state.network.outputs.subnetIds"] } },
      },
      { wave: 2 },
    ),
  ],
  { environment: "shop", rules: new Map(), required: [], waivers: { all: [], today: "2026-01-01" } },
);

(hasBrowser ? describe : describe.skip)("the page of a review in a browser", () => {
  const file = join(newFolder(), "review.html");
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(file, pageOf(review));
    browser = new Browser();
    page = await browser.page();
  });
  beforeEach(async () => {
    await page.reset();
    await page.open(pathToFileURL(file).href);
  });
  afterAll(() => browser?.close());

  const shown = () =>
    page.evaluate<string[]>(
      "return [...document.querySelectorAll('details.change:not([hidden]) > summary code')].map((each) => each.innerText)",
    );
  const click = (selector: string) => page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  const press = (key: string) =>
    page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: ${JSON.stringify(key)}, bubbles: true }))`,
    );
  const focused = () => page.evaluate<string>("return document.activeElement.innerText ?? ''");

  test("has nothing to complain of, so its own style and script are what it allows", () => {
    expect(page.complaints).toEqual([]);
  });

  test("shows all changes, the most severe of a stack first", async () => {
    expect(await shown()).toEqual(["aws_vpc.vpc", "aws_lb.web", "aws_ecs_service.web"]);
  });

  test("is filtered by words, and says how many are left", async () => {
    await page.evaluate(
      "const text = document.querySelector('input[name=text]'); text.value = 'DESIRED'; text.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    expect(await shown()).toEqual(["aws_ecs_service.web"]);
    expect(await page.evaluate("return document.querySelector('#count').innerText")).toBe("1 of 3 changes");
  });

  test("is filtered by risk", async () => {
    await click("input[name=risky]");
    expect(await shown()).toEqual(["aws_lb.web"]);
  });

  test("is walked by keys", async () => {
    await press("j");
    expect(await focused()).toContain("aws_vpc.vpc");
    await press("j");
    expect(await focused()).toContain("aws_lb.web");
    await press("k");
    expect(await focused()).toContain("aws_vpc.vpc");
    await press("/");
    expect(await page.evaluate("return document.activeElement.name")).toBe("text");
  });

  test("opens what a link leads to", async () => {
    await click("#destroyed a");
    expect(await page.evaluate("return document.querySelector('#change-1-0').open")).toBe(true);
  });

  test("dims what does not depend on a stack", async () => {
    await page.evaluate("document.querySelector('a[data-node=\"1\"]').dispatchEvent(new Event('mouseenter'))");
    expect(
      await page.evaluate("return [...document.querySelectorAll('a.away')].map((each) => each.dataset.node)"),
    ).toEqual(["0"]);
  });

  test("runs no injected script", async () => {
    await page.evaluate(
      "const script = document.createElement('script'); script.text = 'window.ran = 1'; document.body.append(script)",
    );
    expect(await page.evaluate("return window.ran ?? 0")).toBe(0);
  });
});
