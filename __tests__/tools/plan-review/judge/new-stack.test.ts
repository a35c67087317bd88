import { page } from "../../../../tools/plan-review/render/html/page.ts";
import { markdown } from "../../../../tools/plan-review/render/markdown/markdown.ts";
import { planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const policy = (action: string, resource: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: resource }] });
const made = (index: number, resource = `arn:x:${index}`) =>
  resourceChange(`aws_iam_role_policy.p${index}`, {
    after: { role: `role-${index % 2}`, policy: policy("s3:GetObject", resource) },
  });
const some = Array.from({ length: 8 }, (_, index) => made(index));
const kept = resourceChange("aws_iam_role.kept", { before: { name: "a" }, after: { name: "a" }, actions: ["no-op"] });
const reviewed = (changes: readonly object[]) => reviewOf({ web: planJson({ changes }) });

test("a stack that is new needs approval, and sums up what it allows", async () => {
  const { verdict, reasons, stacks, access } = await reviewed(some);
  expect(verdict.exitCode).toBe(3);
  expect(stacks.map(({ isNew }) => isNew)).toEqual([true]);
  expect(access.every(({ widens }) => widens)).toBe(true);
  expect(reasons.map(({ title, details }) => [title, details])).toEqual([
    [
      "the stack is new, and what it allows and opens with it: 8 statements",
      ["role role-0: 4 statements", "role role-1: 4 statements"],
    ],
  ]);
});

test("what is for everything is named by itself, and marked", async () => {
  const review = await reviewed([...some, made(9, "*")]);
  expect(review.reasons[0]?.details[0]).toBe("Allow role role-1: s3:GetObject on *");
  for (const text of [markdown(review), page(review)]) expect(text.match(/⚠ wider/g)).toHaveLength(1);
});

test("a waiver of it covers just what was read", async () => {
  const id = async (changes: readonly object[]) => (await reviewed(changes)).reasons[0]?.id;
  expect(await id(some)).not.toBe(await id([...some.slice(1), made(0, "arn:other")]));
  expect(await id(some)).toBe(await id(some));
});

test("a stack of which something is there names each statement", async () => {
  const review = await reviewed([...some, kept]);
  expect(review.stacks.map(({ isNew }) => isNew)).toEqual([false]);
  expect(review.reasons[0]?.details).toHaveLength(8);
  expect(markdown(review).match(/⚠ wider/g)).toHaveLength(8);
});
