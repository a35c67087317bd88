import { createHash } from "node:crypto";
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Every element of a page, in order. */
export function elements(page: string): Element[] {
  const found: Element[] = [];
  const visit = (node: Node) => {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(page, { onParseError: ({ code }) => found.push({ tagName: `error ${code}`, attrs: [] } as never) }));
  return found;
}

export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value;

/** An element by its name and by those of its attributes. */
export const form = ({ tagName, attrs }: Element): string =>
  [tagName, ...attrs.map(({ name }) => name).sort()].join(" ");

export const textIn = ({ childNodes }: Element): string =>
  childNodes.map((node) => ("value" in node ? node.value : "")).join("");

/** As a content security policy names what it allows. */
export const sha256 = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** All text of a page, in order, as a reader without styles gets it. */
export function textOfPage(page: string): string {
  const texts: string[] = [];
  const visit = (node: Node) => {
    if ("value" in node) texts.push(node.value);
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(page));
  return texts.join("");
}
