import { type Hide, isHiddenAt, type Range, replaceRanges } from "./hidden.ts";
import { isHarmless, isSecretName } from "./names.ts";
import { valueAt } from "./value-at.ts";

/** A name with what is between it and its value in scripts, messages, YAML, JSON, query strings and tables of Ruby. */
const ASSIGNED =
  /(?<![\w.-])([\w.-]{1,100})(?:\[\w*\])?(?:\\{0,7}["']?\]?\s{0,9}(?::=|=>|=(?!=)|%3D)\s{0,9}|\\{0,7}["']\s{0,9}:\s{0,9}|:\s{1,9}|(:)(?=\S))/gi;

/** The end of a name that has its value right behind a colon. Others are parts of ARNs, of actions and of addresses. */
const BEFORE_COLON = /(?:passw(?:or)?d|passphrase|pwd|[_-]secret|[_-]token|api[_-]?key)$/i;

/** Words about secrets in a sentence: `it holds secrets: keep it to yourself`. */
const SENTENCE = /^(?:secrets?|credentials?|tokens|passwords):\s+[a-z]+[ ,.;]/i;

/** A block of YAML, of which all lines are indented further than its name. */
const BLOCK =
  /([|>][-+\d]{0,3}[ \t]*\r?\n(?:[ \t]*\r?\n)*)([ \t]+)\S[^\r\n]*(?:\r?\n(?:\2[^\r\n]+|[ \t]*(?=\r?\n))){0,999}/y;

/** The same on one line, as messages write it: where it ends can't be told. */
const ESCAPED_BLOCK = /[|>][-+\d]{0,3}\\{1,7}n[^"'`\r\n]*/y;

/** A line of YAML or of a header: its value is the rest of the line. */
const REST_OF_LINE = /[^\s"'`#{[|>][^\r\n]*/y;

/** A name in one field of an entry, and its value in the next one. */
const ENTRY =
  /(?<![\w.-])(?:name|key)\\{0,7}["']?\s{0,9}[:=]\s{0,9}\\{0,7}["']?([\w.-]{1,100})\\{0,7}["']?[\s,;}{]{1,80}\\{0,7}["']?value\\{0,7}["']?\s{0,9}[:=]\s{0,9}/gi;

/** Arguments of a call that sets a value, such as `define('DB_PASSWORD', 'x')`. */
const ARGUMENTS = /\(\s{0,9}\\{0,7}["']([\w.-]{1,100})\\{0,7}["']\s{0,9},\s{0,9}(?=\\{0,7}["'])/g;

const ELEMENT = /<([\w:.-]{1,100})(?:\s[^<>]{0,200})?>([^<]+)(?=<\/)/g;

/** `Authorization: ApiKey X`; Bearer and Basic are known without it. */
const AUTHORIZATION =
  /(?<![\w-])((?:proxy-)?authorization\\{0,7}["']?\s{0,9}[:=]\s{0,9}\\{0,7}["']?(?:[\w-]{2,30}[ \t]{1,9})?)([^\s"'\\]{6,})/gi;
const SCHEME = /(?<![\w-])((?:Bearer|Basic)\s{1,9})([A-Za-z0-9._~+/=-]{6,})/gi;

/** SQL: `IDENTIFIED BY 'x'`, `WITH PASSWORD 'x'`. */
const SQL =
  /(\b(?:password|identified(?:\s{1,9}with\s{1,9}\w{1,60})?\s{1,9}(?:by|as))(?:\s{1,9}|\s{0,9}\(\s{0,9}))('[^'\r\n]+'|"[^"\r\n]+")/gi;

/** Cookies, of which any may be a session. */
const COOKIE = /(?<![\w-])((?:set-)?cookie\\{0,7}["']?:\s{0,9}\\{0,7}["']?)([^\s"'\\][^"'\r\n]*)/gi;

/** A text without what is written as the value of a secret's name. */
export function hideAssignments(text: string, hide: Hide): string {
  if (!/[=:>(]|%3D|\bidentified\b|\bpassword\b|\b(?:bearer|basic)\b/i.test(text)) return text;
  const replaced = replaceRanges(text, assigned(text), hide);
  const kept = (_: string, name: string, value: string) =>
    isHarmless(value) || isHiddenAt(value, 0) ? name + value : name + hide(value);
  return replaceRanges(replaced, entries(replaced), hide)
    .replace(ELEMENT, (whole, name: string, value: string) =>
      isSecretName(name) && !isHarmless(value.trim()) ? whole.replace(`>${value}`, () => `>${hide(value)}`) : whole,
    )
    .replace(COOKIE, kept)
    .replace(AUTHORIZATION, (whole, name: string, value: string) =>
      /^[A-Z_]+$/.test(value) || isHarmless(value) || isHiddenAt(value, 0) ? whole : name + hide(value),
    )
    .replace(SCHEME, (whole, name: string, value: string) =>
      /\d|=|[a-z][A-Z]/.test(value) ? name + hide(value) : whole,
    )
    .replace(SQL, (_, name: string, value: string) => name + hide(value));
}

function* assigned(text: string): Generator<Range> {
  // The only statement of an entry such as `DB_PASSWORD=a&b`: nothing ends the value.
  const [, only, value = ""] = /^([\w.-]{1,100})=(\S+)$/.exec(text) ?? [];
  if (only !== undefined && isSecretName(only)) {
    if (!isHarmless(value)) yield [only.length + 1, text.length];
    return;
  }
  let done = 0;
  for (const match of text.matchAll(ASSIGNED)) {
    const [whole, name = "", colon] = match;
    if (match.index < done) continue;
    if (!isSecretName(name) || (colon !== undefined && !isBeforeColon(text, match.index, name))) continue;
    const start = match.index + whole.length;
    const range = restOfLine(text, match.index, whole, start) ?? valueAt(text, start);
    if (range === undefined || SENTENCE.test(text.slice(match.index, range[1] + 1))) continue;
    done = range[1];
    yield range;
  }
}

const isBeforeColon = (text: string, at: number, name: string): boolean =>
  BEFORE_COLON.test(name) && text[at - 1] !== ":" && text[at - 1] !== "/";

/** The value of a line that begins with its name, as in YAML: it may have blanks in it. */
function restOfLine(text: string, at: number, whole: string, start: number): Range | undefined {
  if (isHiddenAt(text, start) || !/^[\w.-]+:[ \t]+$/.test(whole)) return undefined;
  const block = matchAt(BLOCK, text, start);
  if (block?.[2] !== undefined && block[2].length > indentAt(text, at))
    return [start + `${block[1]}${block[2]}`.length, start + block[0].length];
  const escaped = matchAt(ESCAPED_BLOCK, text, start);
  if (escaped !== undefined) return [start, start + escaped[0].length];
  if (!/(?:^|[\r\n])[ \t-]*$/.test(text.slice(Math.max(0, at - 80), at))) return undefined;
  const line = matchAt(REST_OF_LINE, text, start)?.[0].trimEnd();
  return line === undefined || isHarmless(line) ? undefined : [start, start + line.length];
}

/** How far in a line begins, the dashes of a list included; words before a name, as in a message, don't count. */
const indentAt = (text: string, at: number): number =>
  /^[ \t-]*/.exec(text.slice(text.lastIndexOf("\n", at) + 1, at))?.[0].length ?? 0;

function matchAt(sticky: RegExp, text: string, start: number): RegExpExecArray | undefined {
  sticky.lastIndex = start;
  return sticky.exec(text) ?? undefined;
}

function* entries(text: string): Generator<Range> {
  const found = [ENTRY, ARGUMENTS].flatMap((pattern) => [...text.matchAll(pattern)]);
  for (const { 0: whole, 1: name = "", index } of found.sort((one, other) => one.index - other.index)) {
    const range = isSecretName(name) ? valueAt(text, index + whole.length) : undefined;
    if (range !== undefined) yield range;
  }
}
