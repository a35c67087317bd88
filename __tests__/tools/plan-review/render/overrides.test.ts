import { judge } from "../../../../tools/plan-review/judge/judge.ts";
import { page } from "../../../../tools/plan-review/render/html/page.ts";
import { markdown } from "../../../../tools/plan-review/render/markdown/markdown.ts";

const overrides = [{ address: "aws_lb.web", paths: ["access_logs.enabled", "internal"] }];
const stack = { name: "fargate-cluster", wave: 1, status: "firm", waitsFor: [] } as const;
const options = { rules: new Map(), required: [], waivers: { all: [], today: "2026-01-01" } };
const review = judge([{ ...stack, overrides }], options);

test("a review lists the arguments that an environment overrides, whether or not they change", () => {
  expect(review.overrides).toEqual([{ stack: "fargate-cluster", ...overrides[0] }]);
});

test("the comment lists them", () => {
  expect(markdown(review)).toContain("| `fargate-cluster` | `aws_lb.web` | `access_logs.enabled`, `internal` |");
});

test("the page lists them", () => {
  expect(page(review)).toContain(
    "<code>aws_lb.web</code></td><td><code>access_logs.enabled</code>, <code>internal</code>",
  );
});

test("a secret in a path is hidden", () => {
  const token = `ghp_${"a1B2".repeat(9)}`;
  const shown = judge([{ ...stack, overrides: [{ address: "aws_lb.web", paths: [`tags.${token}`] }] }], options);
  expect(JSON.stringify(shown)).not.toContain(token);
});
