import fc from "fast-check";
import { page } from "../../../../tools/plan-review/render/html/page.ts";
import { HOSTILE, plansWith } from "../../../support/hostile.ts";
import { attribute, elements, form, sha256, textIn } from "../../../support/html.ts";
import { nonEmpty } from "../../../support/non-empty.ts";
import { reviewOf } from "../../../support/planned-review.ts";

const elementsOf = async (...shape: Parameters<typeof plansWith>) =>
  elements(page(await reviewOf(plansWith(...shape))));
type Element = ReturnType<typeof elements>[number];

const ancestors = ({ parentNode }: Element): Element[] =>
  parentNode ? [parentNode as Element, ...ancestors(parentNode as Element)] : [];

/** Whether an element is in a row with a value: how many lines that has, and what of it has changed, is up to the value. */
function isOfValue(element: Element): boolean {
  const around = ancestors(element);
  const isValueTable = ({ tagName, attrs = [] }: Element) =>
    (tagName === "table" && attrs.some(({ value }) => value === "attributes")) ||
    (tagName === "section" && attrs.some(({ value }) => value === "values"));
  return around.some(({ tagName }) => tagName === "tr") && around.some(isValueTable);
}

/** All that a value is made of. */
const OF_VALUES = [
  ...["td", "td class", "td colspan", "th", "code", "em", "br", "details", "summary", "mark"],
  ...["div class", "div class data-line", "span class"],
];

const forms = (all: readonly Element[]) =>
  all
    .filter((element) => !isOfValue(element))
    .map(form)
    .sort()
    .join("\n");
const harmless = elementsOf("harmless").then(forms);

/** Whether an element does or loads something, looks otherwise than its class, or leads away. */
const isAlive = (element: Element) =>
  / (on\w+|style|src|srcdoc|action|formaction)\b/.test(form(element)) ||
  ["href", "xlink:href"].some((name) => attribute(element, name)?.startsWith("#") === false);

async function expectOnlyText(text: string) {
  const all = await elementsOf(text);
  expect(forms(all)).toBe(await harmless);
  const ofValues = new Set(all.filter(isOfValue).map(form));
  expect([...ofValues].filter((each) => !OF_VALUES.includes(each))).toEqual([]);
  expect(all.filter(isAlive).map(form)).toEqual([]);
}

test.each(HOSTILE)("a page has nothing but text of %j", expectOnlyText);

test("a page has nothing but text of anything", async () => {
  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."<>&\"'/=- ") }),
  );
  const texts = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => `t${pieces.join("")}`);
  await fc.assert(fc.asyncProperty(texts, expectOnlyText), { numRuns: 25 });
});

test.each([
  ["__proto__", "constructor"],
  ["_", "-"],
  ["a".repeat(64), "1"],
])("stacks may be called %s and %s", async (...names) => {
  expect(forms(await elementsOf("harmless", ...names))).toBe(await harmless);
});

test("a page runs and loads nothing but its own script and style", async () => {
  const all = await elementsOf(HOSTILE.join(" "));
  const [script, ...moreScripts] = all.filter(({ tagName }) => tagName === "script");
  const [style, ...moreStyles] = all.filter(({ tagName }) => tagName === "style");
  expect([...moreScripts, ...moreStyles]).toEqual([]);
  const policies = all.flatMap((element) =>
    attribute(element, "http-equiv") === undefined ? [] : [attribute(element, "content")],
  );
  const [own, looks] = [script, style].map((element) => sha256(element === undefined ? "" : textIn(element)));
  expect(policies).toEqual([
    `default-src 'none'; style-src ${looks}; script-src ${own}; base-uri 'none'; form-action 'none'`,
  ]);
  expect(
    all.map(({ tagName }) => tagName).filter((name) => /^(link|img|iframe|object|embed|base|image|use)$/.test(name)),
  ).toEqual([]);
});

test("each link of a page leads to a place in it, and each place has one name", async () => {
  const all = await elementsOf("harmless");
  const ids = all.flatMap((element) => attribute(element, "id") ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = all.flatMap((element) => attribute(element, "href")?.slice(1) ?? []);
  expect(nonEmpty(targets).filter((target) => !ids.includes(target))).toEqual([]);
});
