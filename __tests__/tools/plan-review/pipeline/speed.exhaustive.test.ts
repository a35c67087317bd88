import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bigPlan } from "../../../support/big-plan.ts";
import { newFolder } from "../../../support/folder.ts";
import { planJson, resourceChange } from "../../../support/planned-review.ts";

const ROOT = resolve(__dirname, "../../../..");

/** Says at the end what the process has taken of the machine. */
const MEASURE = `data:text/javascript,${encodeURIComponent(`
  process.on("exit", () => {
    const { userCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write("\\n" + JSON.stringify({ seconds: userCPUTime / 1e6, megabytes: maxRSS / 1024 }));
  });
`)}`;

/** Reviews a plan as a user does. */
function measured(plan: object) {
  const folder = newFolder();
  const file = join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(plan));
  const args = ["--import", MEASURE, "--import", "tsx", "tools/plan-review/main.ts", "--plan", `a=${file}`];
  const out = join(folder, "out");
  const { status, stderr } = spawnSync(process.execPath, [...args, "--out", out], { cwd: ROOT, encoding: "utf8" });
  const taken = JSON.parse(stderr.split("\n").at(-1) ?? "") as { seconds: number; megabytes: number };
  return { status, ...taken, review: JSON.parse(readFileSync(join(out, "review.json"), "utf8")) };
}

const least = measured(planJson({ changes: [resourceChange("a.b", { after: { x: 1 } })] }));

test("1,200 changes are reviewed in little more time and memory than one", () => {
  const plan = bigPlan(1200, 300_000);
  expect(JSON.stringify(plan).length).toBeGreaterThan(2_000_000);
  const { status, seconds, megabytes, review } = measured(plan);
  expect(status).toBe(3);
  expect(review.stacks[0].changes).toHaveLength(1200);
  // 1.0 s of processor time (0.8 s on the clock) on a machine that does nothing else.
  expect(seconds - least.seconds).toBeLessThan(2.5);
  expect(megabytes).toBeLessThan(220); // 181 MB, of which Node.js and tsx take 95
});

const strings = (letter: string) => Array.from({ length: 10_000 }, (_, index) => `${letter}${index}`);
const objects = (letter: string) => strings(letter).map((x) => ({ x, y: 1 }));
const numbered = (make: (index: number) => object) => Array.from({ length: 1500 }, (_, index) => make(index));
const rule = (port: number) => ({
  type: "ingress",
  security_group_id: "sg-1",
  protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_blocks: [`10.0.${port % 250}.0/24`],
});
/** 300 kB, in lines of a length. */
const text = (letter: string, length: number) =>
  Array.from({ length: 300_000 / length }, (_, index) => `${letter}${index} `.padEnd(length - 1, letter)).join("\n");
const change = (make: (letter: string) => unknown) => [
  resourceChange("a.b", { before: { x: make("a") }, after: { x: make("b") } }),
];

test.each([
  ["a list of 10,000 texts", change(strings)],
  ["a list of 10,000 objects", change(objects)],
  ["a list of 10,000 equal entries", change((letter) => [...Array(10_000).fill("same"), letter])],
  [
    "1,500 rules of one security group",
    numbered((port) => resourceChange(`aws_security_group_rule.r${port}`, { after: rule(port) })),
  ],
  [
    "documents in texts, nested without end",
    change((letter) => "[".repeat(3000) + JSON.stringify(letter) + "]".repeat(3000)),
  ],
  ["two texts of 300 kB", change((letter) => text(letter, 60))],
  ["two texts of 300 kB in long lines", change((letter) => text(letter, 10_000))],
  ["two lines of 300 kB", change((letter) => text(letter, 6).replaceAll("\n", " "))],
  ["two lines of 300 kB without a blank", change((letter) => `0${letter}1${letter}2${letter}`.repeat(50_000))],
  ["10,000 marked values", [resourceChange("a.b", { after: { x: strings("secret-") }, sensitiveAfter: { x: true } })]],
  [
    "a marked value of 300 kB",
    [resourceChange("a.b", { after: { x: "xY7".repeat(100_000) }, sensitiveAfter: { x: true } })],
  ],
])("%s does not take long", (_, changes) => {
  const { status, seconds } = measured(planJson({ changes }));
  expect([2, 3]).toContain(status);
  expect(seconds - least.seconds).toBeLessThan(4);
});
