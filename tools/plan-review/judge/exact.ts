import { visible } from "../secrets/visible.ts";

/**
 * A line of a text with everything in it that can't be seen written out, the blank at its end too. No two lines become the
 * same: a backslash is doubled where it would read as the beginning of what is written out. Placeholders stay.
 */
export function exactLine(line: string): string {
  return line.replace(/[^\ue000\ue001]+(?![^\ue000\ue001]*\ue001)/g, exact).replace(/ $/, "\\u0020");
}

function exact(part: string): string {
  const plain = part.replace(/\\(?=([\s\S]))/gu, (slash, next: string) =>
    /[rtu\\]/.test(next) || visible(next) !== next ? "\\\\" : slash,
  );
  return visible(plain);
}

/** Letters of other alphabets, and the Latin ones that they can't be told from. */
const [ALIKE, LATIN] = [
  "аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρ",
  "aeopcyxijshdqwABESIJKMHOPCTYXABEZHIKMNOPTYXovip",
];
const LATIN_FOR = new Map([...ALIKE].map((letter, index) => [letter, LATIN[index] ?? letter]));

/** Two texts that differ, told apart where they would read the same: what is not ASCII in them is written out then. */
export function toldApart(one: string, other: string): [string, string] {
  return looks(one) === looks(other) ? [written(one), written(other)] : [one, other];
}

/** One text for all that look like it. */
const looks = (text: string): string =>
  text.normalize("NFKC").replace(/[^\0-\x7f]/gu, (letter) => LATIN_FOR.get(letter) ?? letter);

/** Placeholders stay as they are. */
const written = (text: string): string =>
  text.replace(/[^\0-\x7f\ue000\ue001]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
