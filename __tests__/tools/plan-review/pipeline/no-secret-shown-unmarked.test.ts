import fc from "fast-check";
import { planJson, rendered, resourceChange, reviewOf, taskDefinition } from "../../../support/planned-review.ts";

const letters = (unit: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: length, maxLength: length });
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const alphanumeric = `${upper}${upper.toLowerCase()}0123456789`;

/** What no plan marks, and what shows by its looks that it is secret. */
const SHAPES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "an access key": letters(`${upper}23456789`, 16).map((rest) => `AKIA${rest}`),
  "a token of GitHub": letters(alphanumeric, 36).map((rest) => `ghp_${rest}`),
  "a private key": letters(alphanumeric, 64).map(
    (rest) => `-----BEGIN PRIVATE KEY-----\n${rest}\n-----END PRIVATE KEY-----`,
  ),
  "a JSON web token": letters(alphanumeric, 20).map((rest) => `eyJhbGciOiJIUzI1NiJ9.eyJ${rest}.${rest}`),
  "a password in an address": letters(alphanumeric, 12).map((rest) => `postgres://app:${rest}@db.example.org/app`),
};

const secretPart = (text: string) => text.split(/[:@\n.]/).sort((one, other) => other.length - one.length)[0] ?? text;

test.each(Object.entries(SHAPES))("%s is not shown, wherever it is", async (name, shape) => {
  await fc.assert(
    fc.asyncProperty(shape, async (text) => {
      const part = name === "a password in an address" ? (/:(\w+)@/.exec(text)?.[1] ?? "") : secretPart(text);
      const changes = [
        resourceChange("a.b", { before: { x: "o" }, after: { x: text, y: [`run ${text} now`] } }),
        resourceChange(`a.c[${JSON.stringify(text)}]`, { after: taskDefinition({ SETTING: text }) }),
        resourceChange("a.d", { after: { user_data: Buffer.from(`run\n${text}\n`).toString("base64") } }),
      ];
      for (const output of rendered(await reviewOf({ stack: planJson({ changes }) })))
        expect(output).not.toContain(part);
    }),
    { numRuns: 30 },
  );
});

/** Also one that could be a word, and is not looked for elsewhere. */
const value = fc.oneof(
  letters("bcdfghjkmnpqrstvwxz", 9),
  fc.tuple(
    letters("bcdfghjkmnpqrstvwxz23456789", 9),
    fc.string({ unit: fc.constantFrom(..."\"'\\\n<& "), maxLength: 3 }),
  ),
);

test.each(["DB_PASSWORD", "API_TOKEN", "STRIPE_KEY", "CLIENT_SECRET", "private_key"])(
  "a variable %s is not shown, whichever side is known",
  async (name) => {
    await fc.assert(
      fc.asyncProperty(value, fc.boolean(), async (parts, isKnown) => {
        const [core, rest] = typeof parts === "string" ? [parts, ""] : parts;
        const text = `q${core}${rest}`;
        const old = taskDefinition({ [name]: text, PORT: 80 });
        const after = isKnown ? taskDefinition({ [name]: `${text}2`, PORT: 81 }) : { family: "web" };
        const changes = [
          resourceChange("aws_x.a", { before: old, after, unknown: isKnown ? {} : { container_definitions: true } }),
          resourceChange("aws_x.b", { before: old }),
          resourceChange("aws_x.c", { after: { env: [`${name}=${core}`], environment: { [name]: text } } }),
        ];
        const references = { "aws_x.a": { container_definitions: ["aws_x.c.id"] } };
        const review = await reviewOf({ stack: planJson({ changes, references }) });
        for (const output of rendered(review)) expect(output).not.toContain(core);
        expect(review.hidden).not.toEqual({});
      }),
      { numRuns: 30 },
    );
  },
);

test("what a plan holds besides its changes is not read", async () => {
  const clear = { variables: { a: { value: "bqzsecretzqb" } }, errored: false };
  const values = { root_module: { resources: [{ address: "a.b", values: { x: "bqzsecretzqb" } }] } };
  const more = { ...clear, planned_values: values, prior_state: { values } };
  const changes = [resourceChange("a.b", { before: { x: 1 }, after: { x: 2 } })];
  for (const output of rendered(await reviewOf({ stack: planJson({ changes, more }) })))
    expect(output).not.toContain("bqzsecretzqb");
});

test.each([
  ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-AbCdEf", { secrets: "valueFrom" }],
  ["required", { http_tokens: "" }],
])("%s stays readable", async (text, place) => {
  const after =
    "http_tokens" in place
      ? { metadata_options: [{ http_tokens: text }] }
      : taskDefinition({}, { secrets: [{ name: "DB_PASSWORD", valueFrom: text }] });
  const review = await reviewOf({ stack: planJson({ changes: [resourceChange("aws_x.y", { after })] }) });
  expect(review.stacks[0]?.changes[0]?.rows.map((row) => row.after?.text)).toContain(JSON.stringify(text));
});
