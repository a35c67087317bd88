import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { nonEmpty } from "../support/non-empty.ts";

const ROOT = resolve(__dirname, "../..");

/** Turns of phrase that engineers of AWS, Terraform and TypeScript have to read twice, with what to write instead. */
const PHRASES: [pattern: RegExp, example: string, instead: string][] = [
  [/(?<!there )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b)/i, "5 is no field", "unknown field; must be …"],
  [/\bis none of\b/i, "is none of the choices", "must be one of: …"],
  [/\b(?:no|some|any|every)body\b/i, "nobody reaches it", "bound to loopback; needs approval; no notifications"],
  [
    /\bof (?:its|their|your|our|his) own(?= (?:and|or|so|because|in|by|with|which|that|for|to|where)\b|[^\w ]|$)/i,
    "a target group of its own.",
    "its own target group",
  ],
  [/\bone's own\b/i, "keys of one's own", "customer managed keys"],
  [/\bservers of (?:your|their) own\b/i, "servers of your own in a cluster", "external instances"],
  [/\b(?:stands?|stood)\b(?!-)/i, "is refused where it stands twice", "is listed twice; is in"],
  [/\bhears? of\b/i, "the topic hears of it", "is notified"],
  [/(?<!by )\bhand(?:s|ed|ing)? (?:\w+ ){0,3}?(?:on|over)\b/i, "it hands the review on to tasks", "passes"],
  [/\btags\b[^.]{0,40}\bnever move/i, "a repository whose tags never move", "immutable tags"],
  [/(?<!as it )\b(?:is|are) (?:not )?said\b/i, "a loss is said", "is reported; is shown"],
  [/\b(?:is|are) (?:not )?told (?!apart\b|of\b)\w/i, "AWS is told so", "is passed; is configured; is notified"],
  [/(?:\band|,) (?:\w+ ){0,2}says so\b/i, "it fails, and the review says so", "fails with the reason; reports it"],
  [/\b(?:const|let) fresh\b/, "const fresh = 1", "the role of the value: current, staged, checked"],
  [/\bin (?:the )?place of\b/i, "in the place of the image", "instead of"],
  [/\b(?:throws|rejects|undefined) where\b/i, "undefined where it has none", "undefined if it has none"],
  [/\bof another form\b/i, "has a tag of another form", "has an invalid tag"],
  [/\b(?:made|planned|written) anew\b/i, "is made anew", "is created again"],
  [/\bthe gravest\b/i, "the gravest first", "most severe first"],
];

/** What people read: sources with their comments and messages, tests, documents and scripts. */
const FILES = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.(?:ts|mjs|cjs|md|sh|yml)$|^Dockerfile$/.test(file))
  .filter((file) => basename(file) !== basename(__filename) && !/(?:^|\/)(?:data|LICENSES?)\//.test(file));

/** A text without line breaks and the marks of comments at their beginning, which may divide a phrase. */
const unwrapped = (text: string) => text.replace(/[ \t]*\n[ \t]*(?:\/\/|\*(?!\/)|#+)?[ \t]*/g, " ");

test.each(PHRASES)("%p finds %j", (pattern, example) => {
  expect(unwrapped(` * ${example.replace(" ", "\n * ")}`)).toMatch(pattern);
});

test.each(PHRASES)("no file says %p", (pattern, _, instead) => {
  const found = nonEmpty(FILES).flatMap((file) => {
    const text = unwrapped(readText(file));
    return [...text.matchAll(new RegExp(pattern, "gi"))].map(
      ({ index }) => `${file}: …${text.slice(Math.max(0, index - 40), index + 40)}… (write: ${instead})`,
    );
  });
  expect(found).toEqual([]);
});

/** Nothing of a file that is deleted and not yet committed. */
function readText(file: string): string {
  try {
    return readFileSync(join(ROOT, file), "utf8");
  } catch {
    return "";
  }
}
