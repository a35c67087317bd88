import { timeline } from "../../../packages/deployments/timeline.ts";
import type { Deployment } from "../../../tools/rollout/deployment.ts";
import { draw } from "../../../tools/rollout/picture/draw.ts";
import { wrap } from "../../../tools/rollout/picture/svg.ts";

const canary = {
  service: "web",
  desiredCount: 2,
  type: "two-sets",
  shiftedBy: "CodeDeploy",
  shift: { type: "canary", percent: 10, minutes: 15 },
  hasTestListener: true,
  approvalMinutes: 30,
  keepOldMinutes: 60,
} as const;
const rolling = {
  service: "web",
  desiredCount: 3,
  type: "rolling",
  minimumHealthyPercent: 50,
  maximumPercent: 150,
} as const;

const picture = (deployment: Deployment) => draw(deployment, timeline(deployment, deployment.desiredCount));

/** What is written in a picture, in the order in which it is there. */
const written = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text as string);

const blocks = (svg: string, kind: string) =>
  [...svg.matchAll(new RegExp(`<text class="small on-${kind}"[^>]*>${kind}<`, "g"))].length;

test("a picture says what it is about, to those who don't see it too", () => {
  const svg = picture(canary);
  expect(written(svg).slice(0, 3)).toEqual([
    "web: CodeDeploy canary",
    "2 tasks, 10 % of the requests first and the rest after 15 minutes, approval within 30 minutes, old tasks",
    "kept for 60 minutes",
  ]);
  expect(svg).toContain('<title id="title">web: CodeDeploy canary</title>');
  expect(svg).toContain(
    "5. 10 % moved: 2 old, 0 starting and 2 new tasks, new tasks get 10 % of the requests, the test listener reaches new tasks, for 15 minutes.",
  );
});

test("each task is a block", () => {
  const svg = picture(rolling);
  expect(["old", "starting", "new"].map((kind) => blocks(svg, kind))).toEqual([3 + 2 + 2, 2 + 1, 2 + 2 + 3]);
});

test("minutes count from the first request that moves", () => {
  const marks = [...picture(canary).matchAll(/<text class="small muted"[^>]*text-anchor="middle">([^<]*)</g)];
  expect(marks.map(([, text]) => text)).toEqual(["0", "15", "75"]);
});

test("a rolling deployment shows its limits, and neither minutes nor a test listener", () => {
  const texts = written(picture(rolling));
  expect(texts).toEqual(expect.arrayContaining(["at most 4", "at least 2 healthy"]));
  expect(texts.join()).not.toMatch(/Test listener|minutes/);
});

test("a limit that is never reached is not drawn", () => {
  expect(
    written(picture({ ...rolling, desiredCount: 2, minimumHealthyPercent: 100, maximumPercent: 400 })),
  ).not.toContain("at most 8");
});

test("requests without an answer are shown as such", () => {
  expect(written(picture({ ...rolling, desiredCount: 1, minimumHealthyPercent: 0, maximumPercent: 100 }))).toContain(
    "no answer",
  );
});

test("a picture needs nothing from elsewhere, and runs nothing", () => {
  const svg = picture(canary).replace('xmlns="http://www.w3.org/2000/svg"', "");
  expect(svg).not.toMatch(/<script|https?:|@import|href|\son\w+=/);
});

test("names can't break a picture", () => {
  expect(picture({ ...rolling, service: 'a<b&"c' })).toContain('<title id="title">a&lt;b&amp;&quot;c: rolling');
});

test("a deployment with too many moments is refused", () => {
  expect(() => picture({ ...canary, shift: { type: "linear", percent: 10, minutes: 1 } })).toThrow(
    "a deployment of web has 15 moments, too many for a picture",
  );
});

test.each([
  ["2 new start", 9, ["2 new", "start"]],
  ["wait for approval", 9, ["wait for", "approval"]],
  ["unbreakable", 5, ["unbreakable"]],
])("%s in lines of %i letters", (text, letters, lines) => {
  expect(wrap(text, letters)).toEqual(lines);
});
