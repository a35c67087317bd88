import fc from "fast-check";
import { judge } from "../../../../tools/plan-review/judge/judge.ts";
import { summary } from "../../../../tools/plan-review/summary.ts";
import { diffText } from "../../../support/diff-text.ts";
import {
  check,
  outputChange,
  planJson,
  rendered,
  resourceChange,
  reviewOf,
  taskDefinition,
} from "../../../support/planned-review.ts";
import { HARMLESS, secret, TOKENS, WRITTEN } from "../../../support/secret-corpus.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const added = (after: unknown) => planJson({ changes: [resourceChange("a.b", { after })] });
const LINES = "#!/bin/sh\nset -e\necho 1\necho 2\necho 3\n";

/** Where a text may be in a plan. */
const PLACES: Readonly<Record<string, (text: string) => object>> = {
  "a new value": (text) => added({ x: text }),
  "an old value": (text) => planJson({ changes: [resourceChange("a.b", { before: { x: text } })] }),
  "both sides": (text) =>
    planJson({ changes: [resourceChange("a.b", { before: { x: text }, after: { x: `${text} ` } })] }),
  "between words": (text) => added({ x: `first ${text}\nthen` }),
  "a list": (text) => added({ x: ["1", text, "2"] }),
  "a list in another order": (text) =>
    planJson({ changes: [resourceChange("a.b", { before: { x: [text, "2"] }, after: { x: ["2", text] } })] }),
  "a map": (text) => added({ x: { y: { z: text } } }),
  "a key": (text) => added({ x: { [text]: 1 } }),
  "a document in a text": (text) => added({ x: JSON.stringify({ y: [{ z: text }] }) }),
  "a document in a document": (text) => added({ x: JSON.stringify({ y: JSON.stringify({ z: text }) }) }),
  "a document after words": (text) => added({ x: `config ${JSON.stringify({ y: text })}` }),
  base64: (text) => added({ x: base64(`run\n${text}\n`) }),
  "user data": (text) =>
    planJson({
      changes: [
        resourceChange("aws_launch_template.b", {
          before: { user_data: base64(LINES) },
          after: { user_data: base64(`${LINES}${text}\n`) },
        }),
      ],
    }),
  "a long script": (text) =>
    planJson({
      changes: [
        resourceChange("a.b", { before: { x: LINES.repeat(20) }, after: { x: `${LINES.repeat(20)}${text}\n` } }),
      ],
    }),
  "a variable of a container": (text) =>
    planJson({ changes: [resourceChange("aws_ecs_task_definition.b", { after: taskDefinition({ SETTING: text }) })] }),
  "a command of a container": (text) =>
    planJson({
      changes: [
        resourceChange("aws_ecs_task_definition.b", { after: taskDefinition({}, { command: ["sh", "-c", text] }) }),
      ],
    }),
  "an output": (text) => planJson({ outputs: { url: outputChange({ before: "1", after: text }) } }),
  "an address": (text) => planJson({ changes: [resourceChange(`a.b[${JSON.stringify(text)}]`, { after: { x: 1 } })] }),
  drift: (text) => planJson({ drift: [resourceChange("a.b", { before: { x: "o" }, after: { x: text } })] }),
  "a message of a check": (text) => planJson({ checks: [check("check.a", "fail", `expected ${text}`)] }),
  "a variable": (text) => planJson({ more: { variables: { x: { value: text } } } }),
  "the prior state": (text) =>
    planJson({ more: { prior_state: { values: { outputs: { x: { sensitive: false, value: text } } } } } }),
};

const all = Object.entries({ ...WRITTEN, ...TOKENS });

/** What must not be shown: the secret, or of a token as much as says what it is. */
const core = (kind: string, text: string, written: string) => (kind in TOKENS ? written.slice(4, 24) : text);

test.each(Object.entries(PLACES))("nothing of the corpus is shown in %s", async (_, planOf) => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), secret, async ([kind, write], text) => {
      const written = write(text);
      const review = await reviewOf({ stack: planOf(written) });
      for (const output of [...rendered(review), summary(review, "out").join("\n")])
        expect(output).not.toContain(core(kind, text, written));
    }),
    { numRuns: 40 },
  );
});

test("nothing of the corpus is shown of why a stack can't be planned", () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), secret, ([kind, write], text) => {
      const written = write(text);
      const stack = { name: "a", wave: 1, status: "failed", waitsFor: [], problem: `Error: ${written}` } as const;
      const review = judge([stack], { rules: new Map(), required: [], waivers: { all: [], today: "2026-01-01" } });
      for (const output of [...rendered(review), summary(review, "out").join("\n")])
        expect(output).not.toContain(core(kind, text, written));
    }),
  );
});

/** Words of commands in a list, which ECS and others take. */
test.each([
  ["--password", (text: string) => ["run", "--password", text]],
  ["--db-password=", (text: string) => ["run", `--db-password=${text}`]],
  ["mysql -p", (text: string) => ["mysql", "-h", "db", `-p${text}`]],
  ["curl -u", (text: string) => ["/usr/bin/curl", "-u", `admin:${text}`, "https://example.org"]],
  ["redis-cli -a", (text: string) => ["redis-cli", "-a", text]],
  ["sshpass -p", (text: string) => ["sshpass", "-p", text, "ssh", "host"]],
  ["a password of several words", (text: string) => ["run", "--password", `two ${text}`]],
] as const)("the argument of %s is not shown in a list", async (_, wordsOf) => {
  await fc.assert(
    fc.asyncProperty(secret, secret, async (one, other) => {
      const changes = [
        resourceChange("a.b", { before: { x: [...wordsOf(one)] }, after: { x: [...wordsOf(other)] } }),
        resourceChange("aws_x.y", { after: taskDefinition({}, { command: wordsOf(one) }) }),
      ];
      const outputs = { x: outputChange({ after: wordsOf(one) }) };
      const review = await reviewOf({ stack: planJson({ changes, outputs }) });
      for (const output of rendered(review)) for (const text of [one, other]) expect(output).not.toContain(text);
      expect(review.stacks[0]?.changes.find(({ address }) => address === "a.b")?.rows).not.toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test.each(HARMLESS)("%s is shown", async (text) => {
  const review = await reviewOf({ stack: planJson({ changes: [resourceChange("a.b", { after: { x: text } })] }) });
  const { after, diff } = review.stacks[0]?.changes[0]?.rows[0] ?? {};
  if (diff === undefined) expect(after).toEqual({ kind: "value", text: JSON.stringify(text) });
  else expect(diffText(diff)).toEqual(text.split("\n").map((line, index) => `+${index + 1} ${line}`));
  expect(review.hidden).toEqual({});
});

describe("a secret that changes in a text", () => {
  const diff = async (before: unknown, after: unknown) => {
    const changes = [resourceChange("a.b", { before: { x: before }, after: { x: after } })];
    const { stacks } = await reviewOf({ stack: planJson({ changes }) });
    return stacks[0]?.changes[0]?.rows.flatMap((row) => diffText(row.diff));
  };

  test("is marked as changed", async () => {
    expect(await diff("run --password k7xq9zvt3mwp", "run --password k7xq9zvt3mwq")).toEqual([
      '-1 "run --password [(hidden)]"',
      '+1 "run --password [(hidden)]"',
    ]);
  });

  test("is marked as changed beside other changes", async () => {
    expect(await diff("mysql -u one -pk7xq9zvt3mwp", "mysql -u two -pk7xq9zvt3mwq")).toEqual([
      '-1 "mysql -u [one] -p[(hidden)]"',
      '+1 "mysql -u [two] -p[(hidden)]"',
    ]);
  });

  test("is marked as changed in its line, beside other lines that change", async () => {
    const script = (password: string, end: string) => `a\nrun --password ${password}\nb\nc\nd\ne\nf\n${end}\n`;
    const lines = await diff(script("k7xq9zvt3mwp", "x"), script("k7xq9zvt3mwq", "y"));
    expect(lines).toEqual(
      expect.arrayContaining(["-2 run --password [(hidden)]", "+2 run --password [(hidden)]", "-8 x", "+8 y"]),
    );
  });

  test("is not marked as changed where it stays", async () => {
    const script = (end: string) => `run --password k7xq9zvt3mwp\nb\n${end}\n`;
    expect(await diff(script("x"), script("y"))).toEqual([" 1 run --password (hidden)", " 2 b", "-3 x", "+3 y", " 4 "]);
  });

  test.each(Object.entries({ ...WRITTEN, ...TOKENS }))(
    "is marked as changed in %s, and only there",
    async (_, write) => {
      const script = (start: string, text: string) => `${start}\n1\n2\n3\n4\n5\n\n${write(text)}`;
      const [one, other] = ["k7xq9zvt3mwp", "w3mqp7zkx9vt"];
      const changed = async (before: string, after: string) =>
        (await diff(before, after))?.filter((line) => /^[-+]/.test(line));
      expect(await changed(script("x", one), script("y", one))).toEqual(["-1 x", "+1 y"]);
      const lines = await changed(script("x", one), script("x", other));
      expect(lines?.join("\n")).toMatch(/^-.*\(hidden\)[\s\S]*^\+.*\(hidden\)/m);
      expect(lines).not.toContain("-1 x");
    },
  );
});

test("a short password that is marked is cut out of longer texts", async () => {
  const outputs = { password: outputChange({ after: "q7z", sensitiveAfter: true }) };
  const changes = [resourceChange("a.b", { after: { x: "app/q7z@db", y: "aq7zb" } })];
  const review = await reviewOf({ stack: planJson({ outputs, changes }) });
  expect(review.stacks[0]?.changes[0]?.rows.map(({ after }) => after?.text)).toEqual(['"app/(hidden)@db"', '"aq7zb"']);
});
