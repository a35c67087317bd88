import { secretWords } from "./command-words.ts";
import { type Hide, type Range, replaceRanges } from "./hidden.ts";
import { isHarmless } from "./names.ts";

/** A part in quotes. */
const QUOTED = String.raw`"(?:[^"\\]|\\[\s\S])*"|'[^']*'`;

/** Words of a shell, with parts in quotes or hidden already, or of a list in JSON or YAML; and what ends a command. */
const WORDS = new RegExp(
  String.raw`((?:${QUOTED}|\(hidden[^\s"'()]*\)|(?!,["'\s]|\[["'])[^\s"'|;&<>()\x60\\]|\\[\s\S])+)|[|;&\x60()]|\n(?!\s{0,99}- )`,
  "g",
);

/** Commands are looked for in quotes within quotes so many times: `ssh host 'sh -c "run"'`. */
const DEEPEST = 3;

/** What goes into a command that reads a password: `echo X | docker login --password-stdin`. */
const PIPED =
  /\b(?:echo|printf)\s{1,9}(?:-\w+\s{1,9})?("[^"\n]+"|'[^'\n]+'|[^\s|"']+)(?=\s{0,9}\|[^|\n]{0,200}(?:--password-stdin|\bchpasswd|\bsudo\s{1,9}-S|--stdin|--with-token)|\s{0,9}\|\s{0,9}(?:sudo\s{1,9})?(?:passwd|kinit)\b)|\bchpasswd\s{0,9}<<<\s{0,9}("[^"\n]+"|'[^'\n]+'|[^\s|"']+)/dg;

/** A text without what is secret in the commands in it. */
export function hideInCommands(text: string, hide: Hide): string {
  if (!/\s/.test(text) || !/(?:^|[\s"'])-|pass|pw\s|login|auth|user|kinit|\b(?:set|env|setenv)\s/i.test(text))
    return text;
  const piped = replaceRanges(text, pipedValues(text), hide);
  return replaceRanges(piped, commandValues(piped), hide);
}

function* pipedValues(text: string): Generator<Range> {
  for (const { 1: piped, 2: value = piped ?? "", indices } of text.matchAll(PIPED))
    if (!isHarmless(value.replace(/^["']|["']$/g, ""))) yield (indices?.[1] ?? indices?.[2]) as Range;
}

interface Word {
  readonly text: string;
  readonly start: number;
}

function commandValues(text: string, depth = 0): Range[] {
  const found: Range[] = [];
  let words: Word[] = [];
  for (const { 1: word, index } of text.matchAll(WORDS)) {
    if (word === undefined) {
      found.push(...rangesIn(words));
      words = [];
      continue;
    }
    if (!/^(?:-|\\\r?\n?)$/.test(word)) words.push(unquoted(word, index)); // an entry of YAML, a line that goes on
    if (depth < DEEPEST && /["']/.test(word) && /\s/.test(word)) found.push(...inQuotes(word, index, depth));
  }
  return [...found, ...rangesIn(words)].sort(([one], [other]) => one - other);
}

function inQuotes(word: string, index: number, depth: number): Range[] {
  return [...word.matchAll(new RegExp(QUOTED, "g"))].flatMap(({ 0: part, index: at }) => {
    const { text, start } = unquoted(part, index + at);
    return commandValues(text, depth + 1).map(([from, to]): Range => [start + from, start + to]);
  });
}

/** A word without quotes around the whole of it, and without what closes the list that it is in. */
function unquoted(word: string, index: number): Word {
  const [, quote = "", text = word] = /^(["'])((?:(?!\1)[\s\S])*)\1[\]})]*$/.exec(word) ?? [];
  return { text, start: index + quote.length };
}

const rangesIn = (words: readonly Word[]): Range[] =>
  words.length < 2
    ? []
    : secretWords(words.map(({ text }) => text)).map(({ index, from }) => {
        const { text, start } = words[index] as Word;
        return [start + from, start + text.length];
      });
