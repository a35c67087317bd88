import { type Part, WIDTH } from "./layout.ts";
import { element, words } from "./svg.ts";

export interface PageProps {
  readonly title: string;
  /** All that the picture shows, for those who can't see it. */
  readonly description: string;
  /** CSS. */
  readonly style: string;
  /** Patterns that the style fills with, as SVG. @default none */
  readonly patterns?: string;
}

/** An SVG of parts, one below the other. */
export function svgPage(parts: readonly Part[], { title, description, style, patterns }: PageProps): string {
  let height = 0;
  const drawn = parts.map((part) => {
    height += part.height;
    return part.draw(height - part.height);
  });
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width: WIDTH,
    height,
    viewBox: `0 0 ${WIDTH} ${height}`,
    role: "img",
    "aria-labelledby": "title desc",
  };
  const children = [
    words("title", { id: "title" }, title),
    words("desc", { id: "desc" }, description),
    element("style", {}, style),
    ...(patterns === undefined ? [] : [element("defs", {}, patterns)]),
    element("rect", { class: "page", x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 6 }),
    ...drawn,
  ];
  return `${element("svg", attributes, "\n", children.join("\n"), "\n")}\n`;
}
