import fc from "fast-check";
import { markdown } from "../../../../tools/plan-review/render/markdown/markdown.ts";
import { HOSTILE, plansWith } from "../../../support/hostile.ts";
import { readMarkdown } from "../../../support/markdown.ts";
import { reviewOf } from "../../../support/planned-review.ts";

const commentOf = async (text: string) => markdown(await reviewOf(plansWith(text)));
const sorted = (lines: readonly string[]) => [...lines].sort();

async function expectOnlyText(text: string) {
  const comment = await commentOf(text);
  const [read, harmless] = [readMarkdown(comment), readMarkdown(await commentOf("harmless"))];
  expect(sorted(read.prose)).toEqual(sorted(harmless.prose));
  expect(sorted(read.tables.map(String))).toEqual(sorted(harmless.tables.map(String)));
  for (const table of read.tables) expect(new Set(table).size).toBe(1);
  expect(comment).not.toMatch(/[^\P{C}\n]/u);
  expect(comment).toMatch(/^<!-- ecs-pipeline plan review: plans -->\n\n## /);
}

test.each(HOSTILE)("a comment has nothing but text of %j", expectOnlyText);

test("a comment has nothing but text of anything", async () => {
  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."`|\\<>\n") }),
  );
  const texts = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => `t${pieces.join("")}`);
  await fc.assert(fc.asyncProperty(texts, expectOnlyText), { numRuns: 60 });
});
