import fc from "fast-check";
import type { Action, ChangeView, Review, StackReview } from "../../../../tools/plan-review/model/review.ts";
import { markdown } from "../../../../tools/plan-review/render/markdown/markdown.ts";
import { readMarkdown } from "../../../support/markdown.ts";
import { planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const ACTIONS: readonly Action[] = [
  "create",
  "update",
  "replace",
  "delete",
  "forget",
  "read",
  "import",
  "move",
  "other",
];

/** How big a review is: numbers of things in it, and of characters in each text. */
interface Size {
  readonly unit: string;
  readonly length: number;
  readonly stacks: number;
  readonly changes: number;
  readonly rows: number;
  readonly others: number;
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A review in which every text is as long as all others. */
function sized({ unit, length, stacks, changes, rows, others }: Size): Review {
  const text = unit.repeat(length);
  const value = { kind: "value", text } as const;
  const name = (index: number) => `stack-${index}`.padEnd(64, "x");
  const stack = name(0);
  const sides = { before: value, after: value };
  const change = (index: number, of: string): ChangeView => ({
    ...{ stack: of, address: text, type: text, action: ACTIONS[index % ACTIONS.length] ?? "create", actions: text },
    ...{ notes: [text], possiblyBecause: [text], invisible: false, unknown: [], risk: (index * 37) % 101 },
    rows: times(rows, () => ({ path: text, ...sides, forcesReplacement: true })),
  });
  const stackReview = (index: number): StackReview => ({
    ...{
      name: name(index),
      wave: 1,
      status: "failed",
      isNew: index % 2 === 0,
      waitsFor: [text],
      problem: text,
      outputs: 1,
      otherChanges: false,
    },
    counts: { add: 1, change: 1, destroy: 1, replace: 1, import: 1, move: 1, forget: 1 },
    changes: times(changes, (each) => change(each, name(index))),
    plan: `sha256:${"0123456789abcdef".repeat(4)}`,
  });
  const texts = times(9, () => text);
  return {
    version: 2,
    verdict: { kind: "approval", exitCode: 3, headline: text },
    reasons: times(others, () => ({ id: text, kind: "loss", stack, title: "a title", details: texts })),
    hazards: times(others, () => ({
      ...{
        rule: text,
        kind: "phases",
        stack,
        address: text,
        summary: text,
        details: texts,
        because: text,
        steps: texts,
      },
    })),
    order: times(others, () => text),
    phases: [],
    stacks: times(stacks, stackReview),
    leftovers: times(others, () => ({ stack, resources: 1, command: text })),
    access: times(others, (index) => ({
      ...{ stack, address: text, sign: "+", effect: "Allow", principal: text },
      ...{ actions: texts, resources: texts, conditions: texts, widens: index % 2 === 0, broad: false },
    })),
    openings: times(others, (index) => ({
      ...{
        stack,
        group: text,
        sign: "+",
        direction: "in",
        ports: text,
        peer: text,
        widens: index % 2 === 0,
        broad: true,
      },
    })),
    protections: times(others, () => ({
      ...{ stack, address: text, sign: "-", rule: text, setting: text },
      ...{ before: text, after: text, lost: "what is lost", source: text },
    })),
    programs: times(others, () => ({ stack, address: text, kind: text, command: text, when: "when it is made" })),
    notJudged: { [text]: 1 },
    values: times(others, () => ({ output: text, ...sides, readers: texts })),
    rollouts: times(others, () => ({ stack, service: text, because: text, steps: texts })),
    overrides: times(others, () => ({ stack, address: text, paths: texts })),
    drift: times(others, () => ({
      ...{ stack, address: text, action: "update", relevant: true },
      rows: times(rows, () => ({ path: text, ...sides, forcesReplacement: false })),
    })),
    checks: times(others, () => ({ stack, of: text, status: "fail", messages: texts })),
    rules: times(others, () => ({ id: text, rule: text, stack, message: text, required: true })),
    flows: [],
    hidden: { marked: 12 },
  };
}

const up = (most: number) => fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: most }));
const size: fc.Arbitrary<Size> = fc.record({
  unit: fc.constantFrom("a", "|", "`", "\\", "世", "😀", "<", "a|`\\"),
  length: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 700 })),
  stacks: fc.oneof(up(10), up(200)),
  changes: up(12),
  rows: up(50),
  others: fc.oneof(up(5), up(100)),
});

const LINK = "https://example.org/review.html";

test("a comment is short enough for GitHub, whole, and says how much of the review it shows", () => {
  fc.assert(
    fc.property(size, (one) => {
      const review = sized(one);
      const comment = markdown(review, LINK);
      expect(comment.length).toBeLessThan(60_000);
      expect(Buffer.byteLength(comment)).toBeLessThan(60_000);
      expect(comment).toContain("\n\n## 🔴 Approval needed\n\n");
      expect(comment).toContain(`[Full report](${LINK})`);
      const { prose, tables } = readMarkdown(comment);
      expect(tables.filter((rows) => new Set(rows).size > 1)).toEqual([]);
      const all = review.stacks.flatMap(({ changes }) => changes).filter(({ action }) => action !== "read").length;
      const shown = prose.filter((line) => /^- \*\*/.test(line)).length;
      expect(prose.find((line) => /^Shown \d+ of \d+ changes/.test(line))).toMatch(`Shown ${shown} of ${all} changes`);
    }),
    { numRuns: 60 },
  );
});

test("what is least risky is left out first", async () => {
  const creations = times(1500, (index) =>
    resourceChange(`aws_instance.${"a".repeat(50)}${index}`, { after: { ami: "ami-1" } }),
  );
  const loss = resourceChange("aws_db_instance.z", { before: { name: "z" } });
  const comment = markdown(await reviewOf({ stack: planJson({ changes: [...creations, loss] }) }));
  expect(comment).toMatch(/\nShown \d+ of 1501 changes; the least risky are only in the full report\.\n/);
  expect(comment).toContain("- **− destroy** `stack` `aws_db_instance.z` — **what it holds is lost**");
});
