import { type App, Testing } from "cdktf";
import fc from "fast-check";
import type { Config } from "../../config/config.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { ConfigError, parseConfig } from "../../config/load.ts";
import { compose } from "../../main.ts";
import { changedAt, valuesIn } from "../support/written-values.ts";

/** A smaller environment with most options: synthesis takes a part of the time. */
const written = {
  ...showcase,
  services: showcase.services.filter(({ name }) => ["web", "checkout", "collector"].includes(name)),
  delivery: { ...showcase.delivery, services: ["checkout"], deployedFrom: undefined },
};

const PATHS = [...valuesIn(written)].map(({ path }) => path).filter((path) => path.length > 0);

/** Values that break arithmetic, regular expressions and ids. */
const value = fc.oneof(
  fc.constantFrom<unknown>(NaN, Infinity, -Infinity, -0, 1e308, -8.2e298, -1.8881545897087503e289, -123456789, 2 ** 53),
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    [],
    {},
    [[]],
    [null],
    "",
    " ",
    "/",
    "a/b",
    "__proto__",
    "constructor",
  ),
  fc.constantFrom<unknown>(
    "String Map Token Value",
    "${TfToken[TOKEN.1]}",
    "-8.2e298",
    "0.0.0.0/0",
    "::/0",
    "10.1.0.0/8",
  ),
  fc.constantFrom("a", "a.", "a-", ".", "/", " ", "@a.", "*", "1").map((text) => text.repeat(20_000)),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);

type Change = (old: unknown) => unknown;
const change: fc.Arbitrary<Change> = fc.oneof(
  value.map(
    (text): Change =>
      () =>
        text,
  ),
  value.map(
    (text): Change =>
      (old) =>
        typeof old === "string" ? `${old}${text}` : text,
  ),
  fc.constant<Change>((old) => (Array.isArray(old) ? [...old, ...old] : old)),
  fc.constant<Change>((old) => (Array.isArray(old) ? [] : old)),
  value.map(
    (text): Change =>
      (old) =>
        Array.isArray(old) ? [...old, text] : old,
  ),
  value.map(
    (text): Change =>
      (old) =>
        typeof old === "object" && old !== null && !Array.isArray(old)
          ? { ...old, [String(text).slice(0, 200)]: "x" }
          : old,
  ),
);

const changes = fc.array(fc.tuple(fc.constantFrom(...PATHS), change), { minLength: 1, maxLength: 3 });

/** The environment with all changes, of which a later one may find its place gone. */
function changed(all: readonly (readonly [(typeof PATHS)[number], Change])[]): unknown {
  return all.reduce<unknown>((before, [path, change]) => {
    const isThere = [...valuesIn(before)].some((each) => String(each.path) === String(path));
    return isThere ? changedAt(before, path, change) : before;
  }, written);
}

function parsed(environment: unknown) {
  try {
    return parseConfig(environment, "test");
  } catch (problem) {
    if (problem instanceof ConfigError) return undefined;
    throw problem;
  }
}

/** Whether an environment was composed; not where its overrides fit nothing, which only the stacks can find. */
function isComposed(app: App, config: Config): boolean {
  try {
    compose(app, config);
    return true;
  } catch (problem) {
    if (problem instanceof ConfigError) return false;
    throw problem;
  }
}

test("an environment is refused with an error for the person who wrote it, or it is composed", () => {
  fc.assert(
    fc.property(changes, (all) => {
      const config = parsed(changed(all));
      if (config !== undefined) isComposed(Testing.app(), config);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test("what is accepted of single changes is synthesized", () => {
  fc.assert(
    fc.property(fc.constantFrom(...PATHS), change, (path, one) => {
      const config = parsed(changed([[path, one]]));
      fc.pre(config !== undefined);
      const app = Testing.app();
      if (isComposed(app, config)) app.synth();
    }),
    { numRuns: 5 },
  );
}, 60_000);
