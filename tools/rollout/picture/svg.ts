/** Attributes of an element; one that is undefined is left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of an SVG with what is in it, which is SVG already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(typeof value === "number" ? String(round(value)) : value)}"`],
  );
  const inner = children.join("");
  return inner === "" ? `<${name}${given.join("")}/>` : `<${name}${given.join("")}>${inner}</${name}>`;
}

/** An element with words in it. */
export function words(name: string, attributes: Attributes, content: string): string {
  return element(name, attributes, escaped(content));
}

const escaped = (value: string) =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const round = (value: number) => Math.round(value * 10) / 10;

/** Words in lines of at most so many letters; a longer word has its own line. */
export function wrap(content: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of content.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
