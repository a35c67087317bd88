import { readAdoptArguments } from "../../../tools/adopt/arguments.ts";

test.each([
  [[], { help: false, yes: false, restoreState: false }],
  [["--yes"], { help: false, yes: true, restoreState: false }],
  [["--restore-state", "--yes"], { help: false, yes: true, restoreState: true }],
  [["-h"], { help: true, yes: false, restoreState: false }],
])("%j asks for %j", (words, asked) => {
  expect(readAdoptArguments(words)).toEqual(asked);
});

test("an unknown word is named, with those that are known", () => {
  expect(() => readAdoptArguments(["--force"])).toThrow("--force is unknown: use --yes, --restore-state or --help");
});
