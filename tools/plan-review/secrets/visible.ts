/** Characters that a reader can't see, or that change what is around them: controls, directions, tags, fillers, blanks. */
const INVISIBLE =
  /(?! )\p{Zs}|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}]|\p{M}{3,}/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The same text on one line, with everything in it that can't be seen written out: `\n`, `\u202e`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (characters) => [...characters].map((each) => SHORT[each] ?? written(each)).join(""));
}

function written(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** At most so many characters of a text, never half of one; says how many are left out. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join("")}… (${characters.length - most} more characters)`;
}
