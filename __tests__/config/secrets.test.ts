import fc from "fast-check";
import { demo } from "../../config/environments/demo.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { loadConfig } from "../../config/load.ts";
import { Shown } from "../../config/secrets.ts";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import { environmentOf, problems, service, serviceProblems } from "../support/problems.ts";
import { HARMLESS, secret, TOKENS, WRITTEN } from "../support/secret-corpus.ts";

const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf";
const BY_NAME = "(value hidden: its name says that it is a secret)";
const BY_LOOKS = "(value hidden: it looks like a secret)";
const TOKEN = TOKENS.GitHub?.("k7xq9zvt3mwp") ?? "";

const container = (change: object) => ({ container: { ...service.container, ...change } });

test.each<[string, object, string]>([
  [
    "a secret itself under secrets",
    container({ secrets: { DB_PASSWORD: "hunter2" } }),
    `services[0].container.secrets.DB_PASSWORD: ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "a setting under secrets whose name is about something else",
    container({ secrets: { DB_NAME: "hunter2" } }),
    `services[0].container.secrets.DB_NAME: ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "a text for secrets",
    container({ secrets: "DB=hunter2" }),
    `services[0].container.secrets: ${BY_NAME} has the wrong type: write an object`,
  ],
  [
    "an object under secrets",
    container({ secrets: { DB: { from: "hunter2" } } }),
    `services[0].container.secrets.DB.from: ${BY_NAME} unknown field: remove it, or correct its name`,
  ],
  [
    "a number under secrets",
    container({ secrets: { PIN: 12345678 } }),
    `services[0].container.secrets.PIN: ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "a sidecar's secret",
    { sidecars: [{ name: "a", image: "nginx:1", secrets: { A: "hunter2" } }] },
    `services[0].sidecars[0].secrets.A: ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "a secret of FireLens",
    { logs: { type: "firelens", options: { Name: "http" }, secrets: { http_Passwd: "hunter2" } } },
    `services[0].logs.secrets.http_Passwd: ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "credentials instead of their ARN",
    container({ registryCredentialsArn: "app:hunter2" }),
    `services[0].container.registryCredentialsArn: ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "credentials instead of their ARN, beside a key",
    container({
      registryCredentialsArn: {
        arn: "app:hunter2",
        keyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      },
    }),
    `services[0].container.registryCredentialsArn.arn: ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "a variable with the name of a secret",
    container({ environment: { DB_PASSWORD: 12345678 } }),
    `services[0].container.environment.DB_PASSWORD: ${BY_NAME} has the wrong type: write text, in quotes`,
  ],
  [
    "a key of AWS in a variable",
    container({ environment: { AWS_SECRET_ACCESS_KEY: "hunter2hunter2" } }),
    `services[0].container.environment.AWS_SECRET_ACCESS_KEY: ${BY_NAME} is a credential that anyone allowed to describe the task can read: use taskRole, or secrets`,
  ],
  ["a value that looks like a secret", { architecture: TOKEN }, `services[0].architecture: ${BY_LOOKS} must be one of`],
  [
    "a text with a secret in it",
    container({ workingDirectory: "https://app:hunter2@registry.example.org/x" }),
    'services[0].container.workingDirectory: "https://app:(hidden)@registry.example.org/x" is not an absolute path',
  ],
  [
    "an unknown field with the name of a secret",
    container({ password: "hunter2" }),
    `services[0].container.password: ${BY_NAME} unknown field: remove it, or correct its name`,
  ],
  [
    "a text in a misspelt field of secrets",
    container({ secrects: "hunter2" }),
    "services[0].container.secrects: unknown field; did you mean `secrets`?",
  ],
  [
    "a list in a misspelt field of secrets",
    container({ sercets: ["hunter2"] }),
    "services[0].container.sercets: unknown field; did you mean `secrets`?",
  ],
  [
    "a variable as an entry with a name and a value",
    container({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
    'services[0].container.environment: [{"name":"DB_PASSWORD","value":"(hidden)"}] has the wrong type: write an object',
  ],
  [
    "secrets in an object that is quoted as a whole",
    { container: '{"secrets":{"A":"hunter2"}}' },
    'services[0].container: "{\\"secrets\\":\\"(hidden)\\"}" has the wrong type: write an object',
  ],
  [
    "a misspelt field of secrets",
    container({ secerts: { DB: "hunter2" } }),
    'services[0].container.secerts: {"DB":"…"} unknown field; did you mean `secrets`?',
  ],
  [
    "an object of the wrong type",
    container({ dependsOn: { DB_PASSWORD: "hunter2", MODE: "a" } }),
    'services[0].container.dependsOn: {"DB_PASSWORD":"(hidden)","MODE":"a"} has the wrong type: write a list',
  ],
  ["a name that is a secret", { [TOKEN]: 1 }, "services[0].(hidden): unknown field: remove it, or correct its name"],
  [
    "a secret instead of its name",
    container({ secrets: { "hunter2!": ARN.replace("arn", "x") } }),
    `services[0].container.secrets.(hidden): ${BY_NAME} is not a secret: write the ARN of one in Secrets Manager`,
  ],
  [
    "words of a command",
    container({ command: { run: ["run", "--password", "hunter2"] } }),
    'services[0].container.command: {"run":["run","--password","(hidden)"]} has the wrong type: write a list',
  ],
])("%s is named and not shown", (_, change, message) => {
  const found = serviceProblems(change);
  expect(found).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  expect(found.join("\n")).not.toContain("hunter2");
  expect(found.map((line) => withoutSecrets(line))).toEqual(found); // tools that run synthesis hide secrets once more
});

test("the name of an environment is shown without a secret", () => {
  expect(() => loadConfig({ ENVIRONMENT: TOKEN })).toThrow('ENVIRONMENT: "(hidden)" is not an environment');
});

test("a secret that is used elsewhere is not shown there", () => {
  const written = environmentOf({
    ...service,
    ...container({ secrets: { A: "hunter2-of-demo" }, image: "registry/hunter2-of-demo:$" }),
  });
  expect(problems(written).join("\n")).not.toContain("hunter2");
});

test("an error of synthesis is shown without the secrets of the configuration", () => {
  const shown = new Shown({ services: [{ container: { environment: { DB_PASSWORD: "hunter2-of-demo" } } }] });
  expect(shown.text("Error: can't use hunter2-of-demo\n    at a.ts:1")).toBe(
    "Error: can't use (hidden)\n    at a.ts:1",
  );
});

test.each([
  [{ account: "1234" }, 'account: "1234" '],
  [{ registry: { pullThroughCache: { credentialsArn: ARN } } }, `credentialsArn: "${ARN}" `],
  [{ tags: { passwordPolicy: 5 } }, "tags.passwordPolicy: 5 "],
])("what is not secret is shown: %j", (change, message) => {
  expect(problems({ ...demo, ...change }).join("\n")).toContain(message);
});

test.each(HARMLESS)("%s is shown", (text) => {
  const found = problems({ ...demo, account: text })[0] ?? "";
  expect(found).toContain(`account: ${JSON.stringify(text).slice(0, 77)}`);
});

/** Every way to a text of a value, to its lists and objects, and to its numbers and truth values. */
function ways(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const members = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : Object.entries(value);
  return [path, ...members.flatMap(([key, member]) => ways(member, [...path, key]))].filter(({ length }) => length > 0);
}

/** The same value with another one at the end of a way, or with another field beside it. */
function planted(
  value: unknown,
  [step, ...rest]: readonly (string | number)[],
  planting: (old: unknown) => unknown,
): unknown {
  if (step === undefined) return planting(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === step ? planted(each, rest, planting) : each));
  const fields = value as Record<string, unknown>;
  return { ...fields, [step]: planted(fields[step], rest, planting) };
}

const WAYS = ways(showcase);
const PLANTINGS: Readonly<Record<string, (written: string) => (old: unknown) => unknown>> = {
  "in its place": (written) => () => written,
  "in a list": (written) => () => [written],
  "in an object": (written) => () => ({ a: { b: written } }),
  "as a name": (written) => (old) =>
    typeof old === "object" && !Array.isArray(old) ? { ...old, [written]: 1 } : written,
  "with a text around it": (written) => () => `first ${written} then`,
};

test.each(Object.entries(PLANTINGS))("no message has a secret that is anywhere in the showcase %s", (_, planting) => {
  const all = Object.entries({ ...WRITTEN, ...TOKENS });
  fc.assert(
    fc.property(fc.constantFrom(...WAYS), fc.constantFrom(...all), secret, (way, [kind, write], text) => {
      const written = write(text);
      const found = problems(planted(showcase, way, planting(written))).join("\n");
      expect(found).not.toContain(kind in TOKENS ? written.slice(4, 24) : text);
    }),
    { numRuns: 60 },
  );
});

const SECRET_WAYS = WAYS.filter((way) => way.includes("secrets"));

test("no message has what is written under secrets, whatever it is", () => {
  expect(SECRET_WAYS.length).toBeGreaterThan(5);
  const value = fc.oneof(secret, fc.array(secret), fc.dictionary(fc.constantFrom("DB_NAME", "a", "url"), secret));
  fc.assert(
    fc.property(fc.constantFrom(...SECRET_WAYS), secret, value, (way, text, more) => {
      for (const wrong of [text, { a: text }, [text], { a: more, b: text }]) {
        const found = problems(planted(showcase, way, () => wrong)).join("\n");
        expect(found).not.toContain(text);
      }
    }),
    { numRuns: 60 },
  );
});
