import fc from "fast-check";
import { HIDDEN } from "../../../../packages/secrets/hidden.ts";
import { withoutSecrets } from "../../../../packages/secrets/without-secrets.ts";
import { apart } from "../../../../tools/plan-review/secrets/apart.ts";
import { secret, TOKENS, WRITTEN } from "../../../support/secret-corpus.ts";

const apartOf = (text: string) => apart((hide) => withoutSecrets(text, hide));

test("secrets are told apart in the order of the text, not in that in which they are found", () => {
  expect(apartOf("password=k7xq9zvt3mwp AKIAIOSFODNN7EXAMPLE end")).toEqual({
    parts: ["password=", " ", " end"],
    secrets: ["k7xq9zvt3mwp", "AKIAIOSFODNN7EXAMPLE"],
  });
});

test.each([
  ["password=a-AKIAIOSFODNN7EXAMPLE-b run", "a-AKIAIOSFODNN7EXAMPLE-b"],
  ["password=a-AKIAIOSFODNN7EXAMPLE run", "a-AKIAIOSFODNN7EXAMPLE"],
  ["postgres://u:a-AKIAIOSFODNN7EXAMPLE@host/db", "a-AKIAIOSFODNN7EXAMPLE"],
])("the secret in %s is whole, with the other one in it", (text, secret) => {
  expect(apartOf(text).secrets).toEqual([secret]);
});

test("a text that says that something is hidden has no secret in it", () => {
  expect(apartOf("password=(hidden) (hidden1)")).toEqual({ parts: ["password=(hidden) (hidden1)"], secrets: [] });
});

test.each(Object.entries({ ...WRITTEN, ...TOKENS }))(
  "what may be shown of %s is what is left without secrets",
  (_, write) => {
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        const text = `${write(one)}\nand ${write(other)}`;
        expect(apartOf(text).parts.join(HIDDEN)).toBe(withoutSecrets(text));
      }),
      { numRuns: 10 },
    );
  },
);
