import fc from "fast-check";
import { statementsIn } from "../../../../tools/plan-review/access/statement.ts";
import { newlyAllowed, noLongerDenied } from "../../../../tools/plan-review/access/widening.ts";

type OneOrMany = string | readonly string[];

/** A statement as policies have it. */
interface Written {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: { readonly AWS: OneOrMany };
  readonly NotPrincipal?: { readonly AWS: OneOrMany };
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

const read = (all: readonly Written[]) => statementsIn({ Statement: JSON.parse(JSON.stringify(all)) }) ?? [];
const newly = (before: readonly Written[], after: readonly Written[]) => newlyAllowed(read(before), read(after)).length;
const undenied = (before: readonly Written[], after: readonly Written[]) =>
  noLongerDenied(read(before), read(after)).length;

const allow = (Action: OneOrMany, Resource: OneOrMany = "a", more: Partial<Written> = {}): Written => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const when = (operator: string, ...values: string[]) => ({ Condition: { [operator]: { k: values } } });
const notAction = (...NotAction: string[]): Written => ({ Effect: "Allow", NotAction, Resource: "a" });
const notResource = (...NotResource: string[]): Written => ({ Effect: "Allow", Action: "s3:Get", NotResource });

test.each<[string, Written[], Written[], number]>([
  ["nothing comes", [allow("s3:Get")], [allow("s3:Get")], 0],
  ["something comes", [], [allow("s3:Get")], 1],
  ["what was denied is allowed", [{ ...allow("s3:Get"), Effect: "Deny" }], [allow("s3:Get")], 1],
  ["what was allowed is denied", [allow("s3:Get")], [{ ...allow("s3:Get"), Effect: "Deny" }], 0],
  ["something goes", [allow(["s3:Get", "s3:Put"])], [allow("s3:Get")], 0],
  ["an action comes", [allow("s3:Get")], [allow(["s3:Get", "s3:Put"])], 1],
  ["an action becomes a pattern", [allow("s3:Get")], [allow("s3:*")], 1],
  ["a pattern becomes an action", [allow("s3:*")], [allow("s3:Get")], 0],
  ["an action is written in another case", [allow("s3:Get")], [allow("S3:GET")], 0],
  ["a resource is written in another case", [allow("s3:Get", "a")], [allow("s3:Get", "A")], 1],
  [
    "a statement is split",
    [allow(["s3:Get", "s3:Put"], ["a", "b"])],
    [allow("s3:Get", ["a", "b"]), allow("s3:Put", ["a", "b"])],
    0,
  ],
  [
    "statements are joined",
    [allow("s3:Get", ["a", "b"]), allow("s3:Put", ["a", "b"])],
    [allow(["s3:Get", "s3:Put"], ["a", "b"])],
    0,
  ],
  [
    "statements are joined to more",
    [allow("s3:Get", "a"), allow("s3:Put", "b")],
    [allow(["s3:Get", "s3:Put"], ["a", "b"])],
    1,
  ],
  ["all but one action become all but two", [notAction("iam:*")], [notAction("iam:*", "s3:*")], 0],
  ["all but two actions become all but one", [notAction("iam:*", "s3:*")], [notAction("iam:*")], 1],
  ["all but some become one of the rest", [notAction("iam:*")], [allow("s3:Get")], 0],
  ["all but some become one of those", [notAction("iam:*")], [allow("iam:Get")], 1],
  ["all but some become one that may be of those", [notAction("iam:Get*")], [allow("iam:*")], 1],
  ["everything becomes all but some", [allow("*")], [notAction("iam:*")], 0],
  ["one becomes all but some", [allow("s3:Get")], [notAction("iam:*")], 1],
  ["all but one resource become one of the rest", [notResource("a/*")], [allow("s3:Get", "b")], 0],
  ["all but one resource become that", [notResource("a/*")], [allow("s3:Get", "a/b")], 1],
  ["a condition comes", [allow("s3:Get")], [allow("s3:Get", "a", when("StringEquals", "u"))], 0],
  ["a condition goes", [allow("s3:Get", "a", when("StringEquals", "u"))], [allow("s3:Get")], 1],
  [
    "a condition is about another key",
    [allow("s3:Get", "a", { Condition: { StringEquals: { k: "u" } } })],
    [allow("s3:Get", "a", { Condition: { StringEquals: { other: "u" } } })],
    1,
  ],
  [
    "a key is written in another case",
    [allow("s3:Get", "a", { Condition: { StringEquals: { "aws:SourceVpc": "u" } } })],
    [allow("s3:Get", "a", { Condition: { StringEquals: { "AWS:sourcevpc": "u" } } })],
    0,
  ],
  [
    "a condition is made by another operator",
    [allow("s3:Get", "a", when("StringEquals", "u"))],
    [allow("s3:Get", "a", when("StringLike", "u"))],
    1,
  ],
  [
    "a condition lets more through",
    [allow("s3:Get", "a", when("StringEquals", "u"))],
    [allow("s3:Get", "a", when("StringEquals", "u", "v"))],
    1,
  ],
  [
    "a condition lets less through",
    [allow("s3:Get", "a", when("StringEquals", "u", "v"))],
    [allow("s3:Get", "a", when("StringEquals", "u"))],
    0,
  ],
  [
    "a pattern becomes one of its texts",
    [allow("s3:Get", "a", when("StringLike", "repo:a/*"))],
    [allow("s3:Get", "a", when("StringEquals", "repo:a/b:ref:refs/heads/main"))],
    0,
  ],
  [
    "a pattern becomes a narrower one",
    [allow("s3:Get", "a", when("StringLike", "repo:a/*"))],
    [allow("s3:Get", "a", when("StringLike", "repo:a/b:*"))],
    0,
  ],
  [
    "a pattern becomes a text outside of it",
    [allow("s3:Get", "a", when("StringLike", "repo:a/*"))],
    [allow("s3:Get", "a", when("StringEquals", "repo:b/b"))],
    1,
  ],
  [
    "a text becomes a pattern",
    [allow("s3:Get", "a", when("StringEquals", "repo:a/b"))],
    [allow("s3:Get", "a", when("StringLike", "repo:a/*"))],
    1,
  ],
  [
    "a network becomes a part of it",
    [allow("s3:Get", "a", when("IpAddress", "10.0.0.0/8"))],
    [allow("s3:Get", "a", when("IpAddress", "10.1.0.0/16"))],
    0,
  ],
  [
    "a network becomes a larger one",
    [allow("s3:Get", "a", when("IpAddress", "10.1.0.0/16"))],
    [allow("s3:Get", "a", when("IpAddress", "10.0.0.0/8"))],
    1,
  ],
  [
    "an exception comes",
    [allow("s3:Get", "a", when("StringNotEquals", "u"))],
    [allow("s3:Get", "a", when("StringNotEquals", "u", "v"))],
    0,
  ],
  [
    "an exception goes",
    [allow("s3:Get", "a", when("StringNotEquals", "u", "v"))],
    [allow("s3:Get", "a", when("StringNotEquals", "u"))],
    1,
  ],
  [
    "an operator changes",
    [allow("s3:Get", "a", when("StringEquals", "u"))],
    [allow("s3:Get", "a", when("StringLike", "u"))],
    1,
  ],
  [
    "a limit of a number falls",
    [allow("s3:Get", "a", when("NumericLessThan", "900"))],
    [allow("s3:Get", "a", when("NumericLessThan", "300"))],
    0,
  ],
  [
    "a limit of a number rises",
    [allow("s3:Get", "a", when("NumericLessThan", "900"))],
    [allow("s3:Get", "a", when("NumericLessThan", "3600"))],
    1,
  ],
  [
    "a least number falls",
    [allow("s3:Get", "a", when("NumericGreaterThanEquals", "9"))],
    [allow("s3:Get", "a", when("NumericGreaterThanEquals", "3"))],
    1,
  ],
  [
    "a limit is a word",
    [allow("s3:Get", "a", when("NumericLessThan", "x"))],
    [allow("s3:Get", "a", when("NumericLessThan", "y"))],
    1,
  ],
  [
    "a last day is earlier",
    [allow("s3:Get", "a", when("DateLessThan", "2030-01-01T00:00:00Z"))],
    [allow("s3:Get", "a", when("DateLessThan", "2029-01-01T00:00:00Z"))],
    0,
  ],
  [
    "a last day is later",
    [allow("s3:Get", "a", when("DateLessThan", "2029-01-01T00:00:00Z"))],
    [allow("s3:Get", "a", when("DateLessThan", "2030-01-01T00:00:00Z"))],
    1,
  ],
  [
    "a condition holds only where there is a key",
    [allow("s3:Get", "a", when("StringEqualsIfExists", "u"))],
    [allow("s3:Get", "a", when("StringEquals", "u"))],
    0,
  ],
  [
    "a condition holds also where there is no key",
    [allow("s3:Get", "a", when("StringEquals", "u"))],
    [allow("s3:Get", "a", when("StringEqualsIfExists", "u"))],
    1,
  ],
  [
    "a pattern of ARNs is narrower",
    [allow("s3:Get", "a", when("ArnLike", "arn:aws:iam::1:role/*"))],
    [allow("s3:Get", "a", when("ArnLike", "arn:aws:iam::1:role/web-*"))],
    0,
  ],
  [
    "a pattern of ARNs is wider",
    [allow("s3:Get", "a", when("ArnEquals", "arn:aws:iam::1:role/web"))],
    [allow("s3:Get", "a", when("ArnLike", "arn:aws:iam::1:role/*"))],
    1,
  ],
  [
    "a star in a pattern of ARNs ends at the colon",
    [allow("s3:Get", "a", when("ArnLike", "arn:aws:iam:*:role/x"))],
    [allow("s3:Get", "a", when("ArnLike", "arn:aws:iam::1:role/x"))],
    1,
  ],
  [
    "a switch is thrown",
    [allow("s3:Get", "a", when("Bool", "true"))],
    [allow("s3:Get", "a", when("Bool", "false"))],
    1,
  ],
  [
    "all principals become one",
    [allow("s3:Get", "a", { Principal: { AWS: "*" } })],
    [allow("s3:Get", "a", { Principal: { AWS: "p" } })],
    0,
  ],
  [
    "one principal becomes all",
    [allow("s3:Get", "a", { Principal: { AWS: "p" } })],
    [allow("s3:Get", "a", { Principal: { AWS: "*" } })],
    1,
  ],
])("where %s", (_, before, after, expected) => {
  expect(newly(before, after)).toBe(expected);
});

const deny = (...args: Parameters<typeof allow>): Written => ({ ...allow(...args), Effect: "Deny" });

test.each<[string, Written[], Written[], number]>([
  ["stays", [deny("s3:*")], [deny("s3:*")], 0],
  ["goes", [deny("s3:*")], [], 1],
  ["covers more", [deny("s3:Get")], [deny("s3:*")], 0],
  ["covers less", [deny("s3:*")], [deny("s3:Get")], 1],
  ["gets a condition", [deny("s3:*")], [deny("s3:*", "a", when("StringEquals", "u"))], 1],
  ["loses a condition", [deny("s3:*", "a", when("StringEquals", "u"))], [deny("s3:*")], 0],
  ["becomes the opposite", [deny("s3:*")], [allow("s3:*")], 1],
])("a denial that %s", (_, before, after, expected) => {
  expect(undenied(before, after)).toBe(expected);
});

test("a statement of very many permissions is compared as a whole", () => {
  const many = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `s3:Action${from + index}`);
  const resources = Array.from({ length: 100 }, (_, index) => `bucket-${index}`);
  const whole = allow(many(0, 300), resources);
  expect(newly([whole], [allow(many(0, 250), resources)])).toBe(0);
  expect(newly([allow(many(0, 150), resources), allow(many(150, 300), resources)], [whole])).toBe(1);
});

describe("against an evaluator of policies", () => {
  /** Something that is asked of AWS; a key that has no value is not in the request. */
  interface Request {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly k: string | undefined;
  }

  const PRINCIPALS = ["p", "q"];
  const ACTIONS = ["s3:get", "s3:put", "ec2:get"];
  const RESOURCES = ["a", "b/x", "b/y"];
  const VALUES = ["u", "uv", undefined];
  const REQUESTS: Request[] = PRINCIPALS.flatMap((principal) =>
    ACTIONS.flatMap((action) =>
      RESOURCES.flatMap((resource) => VALUES.map((k) => ({ principal, action, resource, k }))),
    ),
  );

  const many = (each: OneOrMany): readonly string[] => (typeof each === "string" ? [each] : each);
  const fits = (pattern: string, text: string) =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\/]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
    ).test(text);

  /** Whether an element of a statement is about a value; one that is left out is about all. */
  function isAbout(
    named: OneOrMany | undefined,
    not: OneOrMany | undefined,
    fit: (pattern: string) => boolean,
  ): boolean {
    if (not !== undefined) return !many(not).some(fit);
    return named === undefined || many(named).some(fit);
  }

  /** IAM user guide, JSON policy elements: Condition. Without the key only the negated operators hold. */
  const OPERATORS: Record<string, (wanted: readonly string[], value: string | undefined) => boolean> = {
    StringEquals: (wanted, value) => value !== undefined && wanted.includes(value),
    StringLike: (wanted, value) => value !== undefined && wanted.some((each) => fits(each, value)),
    StringNotEquals: (wanted, value) => value === undefined || !wanted.includes(value),
  };

  function applies(statement: Written, { principal, action, resource, k }: Request): boolean {
    const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
    return (
      isAbout(Principal?.AWS, NotPrincipal?.AWS, (each) => each === "*" || each === principal) &&
      isAbout(Action, NotAction, (each) => fits(each.toLowerCase(), action)) &&
      isAbout(Resource, NotResource, (each) => fits(each, resource)) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.values(keys).every((wanted) => OPERATORS[operator]?.(many(wanted), k)),
      )
    );
  }

  function allowed(policy: readonly Written[], request: Request): boolean {
    const effects = policy.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect);
    return effects.includes("Allow") && !effects.includes("Deny");
  }

  const some = (...all: string[]) =>
    fc.oneof(fc.constantFrom(...all), fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 2 }));
  const element = (name: string, names: fc.Arbitrary<OneOrMany>) =>
    fc.tuple(fc.integer({ max: 3, min: 0 }), names).map(([not, all]) => ({ [not === 0 ? `Not${name}` : name]: all }));
  const condition = fc.option(
    fc
      .tuple(fc.constantFrom(...Object.keys(OPERATORS)), some("u", "uv", "u*"))
      .map(([operator, k]) => ({ Condition: { [operator]: { k } } })),
    { nil: {}, freq: 2 },
  );
  const statement = (hasPrincipal: boolean): fc.Arbitrary<Written> =>
    fc
      .tuple(
        fc.constantFrom({ Effect: "Allow" }, { Effect: "Allow" }, { Effect: "Deny" }),
        hasPrincipal
          ? element("Principal", some("p", "q", "*")).map((each) =>
              Object.fromEntries(Object.entries(each).map(([key, AWS]) => [key, { AWS }])),
            )
          : fc.constant({}),
        element("Action", some("*", "s3:Get", "s3:*", "S3:?ut", "ec2:*", "*:get")),
        element("Resource", some("*", "a", "?", "b/*", "b/x", "*/y")),
        condition,
      )
      .map((parts) => Object.assign({}, ...parts) as Written);

  /** Two policies, the second made of the first in part, as it is where people change one. */
  const pair = fc.boolean().chain((hasPrincipal) => {
    const policy = fc.array(statement(hasPrincipal), { minLength: 1, maxLength: 3 });
    return fc
      .tuple(
        policy,
        policy,
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.array(condition, { minLength: 6, maxLength: 6 }),
      )
      .map(([before, others, kept, conditions]) => {
        const after = [...before, ...others].flatMap((each, index) =>
          kept[index] ? [{ ...each, ...conditions[index] }] : [],
        );
        return { before, after };
      });
  });

  test("nothing new is allowed where no widening is found", () => {
    let silent = 0;
    fc.assert(
      fc.property(pair, ({ before, after }) => {
        if (newly(before, after) + undenied(before, after) > 0) return;
        silent++;
        expect(REQUESTS.filter((request) => allowed(after, request) && !allowed(before, request))).toEqual([]);
      }),
      { numRuns: 4000 },
    );
    expect(silent).toBeGreaterThan(100);
  });

  test("a policy allows nothing that it did not itself", () => {
    fc.assert(
      fc.property(pair, ({ before }) => {
        expect([newly(before, before), undenied(before, before)]).toEqual([0, 0]);
      }),
    );
  });
});

test("more statements than a policy can have are the same only where they are equal", () => {
  const many = (prefix: string) => Array.from({ length: 1500 }, (_, index) => allow(`s3:${prefix}${index}`));
  expect(newly(many("Get"), many("Put"))).toBe(1500);
  expect(newly(many("Get"), [...many("Get"), allow("s3:Put")])).toBe(1);
});
