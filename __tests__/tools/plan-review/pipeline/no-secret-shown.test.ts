import fc from "fast-check";
import {
  check,
  outputChange,
  planJson,
  rendered,
  resourceChange,
  reviewOf,
  taskDefinition,
} from "../../../support/planned-review.ts";

/** Long and random enough to be nowhere by chance. */
const core = fc.string({ unit: fc.constantFrom(..."bcdfghjkmnpqrstvwxz23456789"), minLength: 6, maxLength: 12 });
const NASTY = [
  '"',
  "'",
  "\\",
  "\n",
  "\r\n",
  "\t",
  "&",
  "<",
  ">",
  "$^.*+?()[]{}|",
  "é",
  "😀",
  "\u202e",
  "%",
  "/",
  "`",
  "${a}",
];
const around = fc.string({ unit: fc.constantFrom(...NASTY, "a", "-", " "), maxLength: 4 });

/** A printable secret, and the part of it by which it is looked for whatever way the rest of it is written. */
const secret = fc.tuple(around, core, around).map(([before, core, after]) => ({ core, text: before + core + after }));

const base64 = (text: string) => Buffer.from(text).toString("base64");

async function expectNothingOf({ core, text }: { core: string; text: string }, ...plans: object[]) {
  const review = await reviewOf(Object.fromEntries(plans.map((plan, index) => [`stack-${index}`, plan])));
  for (const output of rendered(review)) {
    expect(output).not.toContain(core);
    expect(output).not.toContain(base64(text).replace(/=+$/, ""));
  }
  return review;
}

/** Where a marked value may be, by what a plan then looks like. */
const MARKED: Readonly<Record<string, (text: string) => object[]>> = {
  "a leaf": (text) => [resourceChange("a.b", { after: { x: text }, sensitiveAfter: { x: true } })],
  "a part of an object": (text) => [
    resourceChange("a.b", { before: { x: { y: "1" } }, after: { x: { y: text } }, sensitiveAfter: { x: { y: true } } }),
  ],
  "a whole object": (text) => [resourceChange("a.b", { after: { x: { y: [text] } }, sensitiveAfter: { x: true } })],
  "a list": (text) => [
    resourceChange("a.b", { before: { x: ["1"] }, after: { x: ["1", text] }, sensitiveAfter: { x: [false, true] } }),
  ],
  "before only": (text) => [
    resourceChange("a.b", { before: { x: text }, after: { x: "n" }, sensitiveBefore: { x: true } }),
  ],
  "after only": (text) => [
    resourceChange("a.b", { before: { x: text }, after: { x: "n" }, sensitiveAfter: { x: true } }),
  ],
  "what goes": (text) => [resourceChange("a.b", { before: { x: text }, sensitiveBefore: { x: true } })],
  "a name of an entry": (text) => [
    resourceChange("a.b", { after: { x: [{ name: text, y: 1 }] }, sensitiveAfter: { x: [{ name: true }] } }),
  ],
  "a document": (text) => [
    resourceChange("a.b", { after: { x: JSON.stringify({ y: [{ z: text }] }) }, sensitiveAfter: { x: true } }),
  ],
};

test.each(Object.entries(MARKED))("a marked value is not shown: %s", async (_, changes) => {
  await fc.assert(
    fc.asyncProperty(secret, async (one) => {
      await expectNothingOf(one, planJson({ changes: changes(one.text) }));
    }),
    { numRuns: 30 },
  );
});

/** Where a value turns up without its mark, after another stack has read it. */
const UNMARKED: Readonly<Record<string, (text: string) => Parameters<typeof planJson>[0]>> = {
  "an attribute": (text) => ({ changes: [resourceChange("a.b", { before: { x: "o" }, after: { x: text } })] }),
  "a part of a text": (text) => ({ changes: [resourceChange("a.b", { after: { x: `user:${text}@host` } })] }),
  "a key": (text) => ({ changes: [resourceChange("a.b", { after: { x: { [text]: 1 } } })] }),
  "a document in a text": (text) => ({
    changes: [resourceChange("a.b", { after: { x: JSON.stringify({ y: text }) } })],
  }),
  "a document after another text": (text) => ({
    changes: [resourceChange("a.b", { after: { x: `config = ${JSON.stringify({ y: text })}` } })],
  }),
  "a script of several lines": (text) => ({
    changes: [resourceChange("a.b", { before: { x: "1\n2\n3" }, after: { x: `1\nrun ${text}\n3` } })],
  }),
  "encoded user data": (text) => ({
    changes: [
      resourceChange("aws_launch_template.b", {
        before: { user_data: base64("#!/bin/sh\na\nb") },
        after: { user_data: base64(`#!/bin/sh\nrun ${text}\nb`) },
      }),
    ],
  }),
  "encoded elsewhere": (text) => ({ changes: [resourceChange("a.b", { after: { x: base64(`run ${text} now`) } })] }),
  "an environment variable": (text) => ({
    changes: [resourceChange("aws_ecs_task_definition.b", { after: taskDefinition({ URL: `x${text}` }) })],
  }),
  "an address": (text) => ({ changes: [resourceChange(`a.b[${JSON.stringify(text)}]`, { after: { x: 1 } })] }),
  "a message of a check": (text) => ({ checks: [check("check.a", "fail", `expected ${text}`)] }),
  drift: (text) => ({ drift: [resourceChange("a.b", { before: { x: "o" }, after: { x: text } })] }),
  "an output": (text) => ({ outputs: { url: outputChange({ after: `https://${text}/` }) } }),
  "a statement": (text) => ({
    changes: [
      resourceChange("aws_iam_policy.b", {
        after: { policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: `x${text}` } }) },
      }),
    ],
  }),
  "a peer": (text) => ({
    changes: [
      resourceChange("aws_security_group.b", { after: { ingress: [{ protocol: "tcp", cidr_blocks: [`${text}/0`] }] } }),
    ],
  }),
};

test.each(Object.entries(UNMARKED))("what another stack marks is not shown: %s", async (_, parts) => {
  await fc.assert(
    fc.asyncProperty(secret, async (one) => {
      const outputs = { secret: outputChange({ after: one.text, sensitiveAfter: true }) };
      const references = { "a.b": { x: ["data.terraform_remote_state.stack-0.outputs.secret"] } };
      const review = await expectNothingOf(one, planJson({ outputs }), planJson({ ...parts(one.text), references }));
      expect(JSON.stringify(review.stacks[1])).toContain("stack-1");
    }),
    { numRuns: 30 },
  );
});
