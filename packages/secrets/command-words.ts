import { COMMANDS, type CommandSecrets } from "./command-table.ts";
import { isHarmless, isSecretName } from "./names.ts";

/** Where a secret is in the words of a command, and the option that takes it. */
export interface SecretWord {
  readonly index: number;
  /** How many characters of the word are not part of it. */
  readonly from: number;
  readonly option: string;
}

/** Options that only say where a secret is: `--secret-id prod/db`. Other names may end so and hold one. */
const ABOUT = /[-_](?:id|ids|from|path|ref)$/i;

/** Words that the secret follows in files of settings. */
const DIRECTIVE = /^(?:requirepass|masterauth|bindpw|rootpw|auth_pass)$/;

/** Words that a name and its value follow: `aws configure set`, `ENV` of a Dockerfile. */
const SETTING = /^(?:set|ENV|setenv)$/;

/** Finds what is secret in the words of a command, in their order. */
export function secretWords(words: readonly string[]): SecretWord[] {
  const rules = rulesFor(words);
  return words.flatMap((word, index) => {
    const found = attachedTo(word, rules) ?? behind(words, index, rules);
    return found === undefined || isHarmless(word.slice(found.from)) ? [] : [{ index, ...found }];
  });
}

/**
 * The option that makes a word secret, by the word's position in a list. A name that does not say so gets it:
 * `-u (password)`.
 */
export function secretOptions(list: readonly unknown[]): ReadonlyMap<number, string> {
  if (list.length < 2 || !list.every((word) => typeof word === "string")) return new Map();
  return new Map(
    secretWords(list).map(({ index, option }) => [index, isSecretName(option) ? option : `${option} (password)`]),
  );
}

function rulesFor(words: readonly string[]): CommandSecrets[] {
  const names = words.map((word) => word.slice(word.lastIndexOf("/") + 1));
  return COMMANDS.filter(({ command }) => names.some((name) => command.test(name))).filter(
    ({ only }) => only === undefined || words.some((word) => only.test(word)),
  );
}

type Found = Omit<SecretWord, "index"> | undefined;

/** A secret in the same word as its option. */
function attachedTo(word: string, rules: readonly CommandSecrets[]): Found {
  const [, option = "", value = ""] = /^(--?[a-z][\w.-]*)[=:](.+)$/is.exec(word) ?? [];
  if (isSecretOption(option)) return { from: option.length + 1, option };
  if (rules.some(({ options }) => options?.test(option))) return { from: option.length + 1, option };
  if (rules.some(({ logins }) => logins?.test(option))) return inLogin(value, option, option.length + 1);
  for (const { attached, logins } of rules) {
    const [start] = attached?.exec(word) ?? [];
    if (start !== undefined) return { from: start.length, option: start };
    const end = /^-\w+/.exec(word)?.[0].search(logins === undefined ? /$^/ : /[uUa]/) ?? -1;
    const short = word.slice(0, end + 1);
    if (end > 0 && word.length > short.length && logins?.test(short))
      return inLogin(word.slice(short.length), short, short.length);
  }
  return undefined;
}

/** Maximum number of options between a command and the words that it takes. */
const MOST_OPTIONS = 8;

/** Whether so many words are between two, apart from options: `htpasswd -b -c FILE USER PASSWORD`. */
function isPlace(words: readonly string[], start: number, index: number, between: number): boolean {
  const distance = index - start - 1;
  if (distance < between || distance > between + MOST_OPTIONS) return false;
  return words.slice(start + 1, index).filter((each) => !each.startsWith("-")).length === between;
}

/** A secret that is the word behind its option. */
function behind(words: readonly string[], index: number, rules: readonly CommandSecrets[]): Found {
  const [word = "", option = ""] = [words[index], words[index - 1]];
  for (const { options, logins, after } of rules) {
    if (options?.test(option)) return { from: 0, option };
    if (logins?.test(option)) return inLogin(word, option, 0);
    const start = after === undefined ? -1 : words.findIndex((each) => after[0].test(each));
    if (after !== undefined && start >= 0 && isPlace(words, start, index, after[1]) && !word.startsWith("-"))
      return { from: 0, option: words[start] ?? "" };
  }
  if (DIRECTIVE.test(option)) return { from: 0, option };
  if (isSetting(words, index) && word !== "to") return { from: 0, option };
  if (!isSecretOption(option) || word.startsWith("-") || /^(?:id|type|src|source|env)=/.test(word)) return undefined;
  return { from: 0, option };
}

/** Whether a word is the value of a setting with a secret's name: `set token VALUE`, and in a sentence `set token to VALUE`. */
function isSetting(words: readonly string[], index: number): boolean {
  const name = words[index - 1] === "to" ? index - 2 : index - 1;
  return SETTING.test(words[name - 1] ?? "") && isSecretName(words[name] ?? "");
}

/** The password in `user:password`, `user%password` and `user,password`. */
function inLogin(login: string, option: string, before: number): Found {
  const [user, rest] = [/^[^:%,]*[:%,]/.exec(login)?.[0], login.replace(/^[^:%,]*[:%,]?/, "")];
  if (user === undefined) return undefined;
  return { from: before + (rest === "" ? 0 : user.length), option }; // `token:` is all secret
}

/** `--password`, `-storepass`; what a single letter means, each command says. */
const isSecretOption = (option: string): boolean =>
  /^--?(?!no-)[a-z][\w.-]{2,}$/i.test(option) && !ABOUT.test(option) && isSecretName(option);
