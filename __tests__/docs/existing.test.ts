import { resolve } from "node:path";
import { smallest } from "../../examples/smallest.ts";
import { examplesIn } from "../support/document.ts";
import { brokenLinks } from "../support/links.ts";
import { problems } from "../support/problems.ts";

const PATH = resolve(__dirname, "../../docs/existing.md");

test.each(examplesIn(PATH).map((example) => [Object.keys(example).join(), example]))(
  "the example of %s is accepted",
  (_, example) => {
    expect(problems({ ...smallest, ...example })).toEqual([]);
  },
);

test("links lead somewhere", () => {
  expect(brokenLinks(PATH)).toEqual([]);
});
