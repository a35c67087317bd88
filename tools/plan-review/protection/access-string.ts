import { covers } from "../access/pattern.ts";
import type { Json } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

const wordsOf = (value: Json): string[] =>
  typeof value === "string" ? value.split(/\s+/).filter((word) => word !== "") : [];

/** Words that say the same. */
const SYNONYMS: Readonly<Record<string, string>> = {
  allkeys: "~*",
  allchannels: "&*",
  allcommands: "+@all",
  nocommands: "-@all",
};

const spelled = (value: Json): string[] => wordsOf(value).map((word) => SYNONYMS[word] ?? word);

/** Whether a word takes something away: a command, or everything that words before it gave. */
const isLimit = (word: string) => word.startsWith("-") || /^(off|reset|resetkeys|resetchannels|resetpass)$/.test(word);

/** Whether one word gives what another gives: the same, all commands, or keys of which those are a part. */
const gives = (wide: string, narrow: string): boolean =>
  wide === narrow ||
  (wide === "+@all" && narrow.startsWith("+")) ||
  (/^[~&%]/.test(wide) && wide[0] === narrow[0] && covers(wide, narrow));

/** What a user of Redis or Valkey may do, `on ~app:* +@read -keys` (https://valkey.io/topics/acl/). */
export const ACCESS_STRING: Mechanism = {
  words: "gives no command and no keys that it did not give, and keeps what it takes away",
  protects: () => true,
  loses(before, after) {
    const [was, is] = [spelled(before), spelled(after)];
    const given = is.filter((word) => !isLimit(word));
    return (
      given.some((word) => !was.some((each) => gives(each, word))) ||
      was.filter(isLimit).some((word) => word !== "off" && word !== "-@all" && !is.includes(word) && given.length > 0)
    );
  },
};
