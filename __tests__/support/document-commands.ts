import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { blocksOf, placeOf, spansOf } from "./document.ts";

/** A program that a shell script starts. */
export interface Call {
  /** Document and line; for a code span, the document. */
  readonly place: string;
  /** A code span of a text may leave out what a command needs. */
  readonly isWhole: boolean;
  /** Program and arguments, as the shell passes them. */
  readonly words: readonly string[];
}

/** Programs by which a code span is recognized as a command. */
const SPAN = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|terraform|tofu|aws|git|docker|jq) [\w*-]/;

/**
 * Programs that a script starts, in order; the shell itself takes it apart. Nothing is started: without a `PATH` bash asks a
 * function what to do instead. Throws if the script has a syntax error.
 */
export function wordsOf(script: string): string[][] {
  // Separated by control characters, each call in one write: the programs of a pipeline note theirs at the same time.
  const note = `exec 3>&1; command_not_found_handle() { printf -v call '%s\\x1f' "$@"; printf '%s\\x1e' "$call" >&3; }`;
  const noted = execFileSync("/bin/bash", ["-c", `${note}; ${script}`], {
    cwd: tmpdir(),
    env: { PATH: "/nowhere" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const calls = noted.split("\x1e").slice(0, -1);
  return calls.map((call) => call.split("\x1f").slice(0, -1));
}

/** Commands of a document, in blocks and in code spans. */
export const callsIn = (document: string): Call[] => [
  ...blocksOf(document)
    .filter(({ language }) => ["sh", "console"].includes(language))
    .flatMap((block) => wordsOf(block.code).map((words) => ({ place: placeOf(block), isWhole: true, words }))),
  ...wordsOf(
    spansOf(document)
      .filter((span) => SPAN.test(span))
      .join("\n"),
  ).map((words) => ({ place: document, isWhole: false, words })),
];
