import { readReviewArguments } from "../../../tools/plan-review/arguments.ts";
import { Problem } from "../../../tools/plan-review/problem.ts";

const read = (...words: string[]) => readReviewArguments(words, ["firm", "checks-pass"]);
const PLAN = { action: "plan", offline: false, out: ".plan-review", plans: new Map(), required: [], waivers: [] };

test.each<[string[], object]>([
  [[], PLAN],
  [["--help"], { action: "help" }],
  [["-h", "--apply", "x"], { action: "help" }],
  [["--offline"], { ...PLAN, offline: true }],
  [["--out", "review"], { ...PLAN, out: "review" }],
  [["--apply", "review"], { action: "apply", offline: false, folder: "review" }],
  [["--apply=review", "--offline"], { action: "apply", offline: true, folder: "review" }],
  [
    ["--plan", "web=a=b.json", "--plan", "iam-1.x_y=c"],
    {
      ...PLAN,
      plans: new Map([
        ["web", "a=b.json"],
        ["iam-1.x_y", "c"],
      ]),
    },
  ],
  [["--plan", "__proto__=x"], { ...PLAN, plans: new Map([["__proto__", "x"]]) }],
  [
    ["--require", "firm", "--require", "checks-pass", "--require", "firm"],
    { ...PLAN, required: ["firm", "checks-pass"] },
  ],
  [["--link", "https://example.org/a?b=1&c=%20#d"], { ...PLAN, link: "https://example.org/a?b=1&c=%20#d" }],
  [
    [
      "--waive",
      "a",
      "--reason",
      "r",
      "--until",
      "2027-01-31",
      "--waive",
      "b",
      "--until",
      "2028-02-29",
      "--reason",
      "s",
    ],
    {
      ...PLAN,
      waivers: [
        { id: "a", reason: "r", until: "2027-01-31" },
        { id: "b", reason: "s", until: "2028-02-29" },
      ],
    },
  ],
])("%j", (words, asked) => {
  expect(read(...words)).toEqual(asked);
});

const waiver = (until: string) => ["--waive", "a", "--reason", "r", "--until", until];

test.each<[string[], string]>([
  [["--up"], "Unknown option '--up'; npm run review -- --help lists what there is"],
  [["review"], "Unexpected argument 'review'"],
  [["--out"], "--out"],
  [["--out", ""], "--out is empty: give it a value, or leave it out"],
  [["--apply", " "], "--apply is empty"],
  [["--apply", "x", "--out", "y"], "--apply takes no --out: what is applied was decided when it was reviewed"],
  [["--apply", "x", ...waiver("2027-01-31")], "--apply takes no --waive"],
  [["--plan", "web=a", "--offline"], "--plan reads existing plans: leave --offline out"],
  [["--plan", "web"], "--plan web: write STACK=FILE"],
  [["--plan", "=a"], "--plan =a: write STACK=FILE"],
  [["--plan", "web="], "--plan web=: write STACK=FILE"],
  [["--plan", "a/b=c"], "--plan a/b=c: write STACK=FILE"],
  [["--plan", `${"a".repeat(65)}=c`], "write STACK=FILE"],
  [["--plan", "web=a", "--plan", "web=b"], "--plan web=b: web has a plan already, a"],
  [["--require", "good"], "--require good: unknown rule; use firm, checks-pass"],
  [["--waive", "a"], "1 --waive, 0 --reason and 0 --until: each waiver has one of each"],
  [["--reason", "r"], "0 --waive, 1 --reason and 0 --until"],
  [["--waive", " ", "--reason", "r", "--until", "2027-01-31"], "--waive is empty"],
  [["--waive", "a", "--reason", "", "--until", "2027-01-31"], "--reason is empty"],
  [waiver("tomorrow"), "--until tomorrow must be a day"],
  [waiver("2027-02-30"), "--until 2027-02-30 must be a day"],
  [waiver("2027-13-01"), "--until 2027-13-01 must be a day"],
  [waiver("2027-1-1"), "--until 2027-1-1 must be a day"],
  [waiver("2027-01-31T00:00"), "--until 2027-01-31T00:00 must be a day"],
  [["--link", "http://example.org"], "--link http://example.org must be an address"],
  [["--link", "javascript:alert(1)"], "must be an address"],
  [["--link", "https://example.org/)x"], "must be an address"],
  [["--link", "https://example.org/ x"], "must be an address"],
])("%j is refused", (words, message) => {
  expect(() => read(...words)).toThrow(Problem);
  expect(() => read(...words)).toThrow(message);
});
