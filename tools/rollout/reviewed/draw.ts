import { type Part, WIDTH } from "../picture/layout.ts";
import { svgPage } from "../picture/page.ts";
import { PICTURE_STYLE } from "../picture/style.ts";
import { element, words, wrap } from "../picture/svg.ts";
import { parse } from "../read.ts";
import { describeReview, type ReviewLine, reviewLines } from "./lines.ts";
import { type PictureReview, pictureReview } from "./review-json.ts";

const LEFT = 16;
const LINE = 18;
/** Letters of a line, whatever font a machine has. */
const LETTERS = 100;
/** Where columns of numbers end. */
const COLUMNS = [260, 380, 470, 570, 660];

const REVIEW_STYLE = `
.code { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
.added { fill: #1a7f37 }
.removed { fill: #cf222e }
@media (prefers-color-scheme: dark) {
  .added { fill: #3fb950 }
  .removed { fill: #ff7b72 }
}
`;

/** A picture of what a review says, as SVG, from its review.json. Throws if that has more than a picture can show. */
export function drawReview(json: unknown): string {
  const review = parse(pictureReview, json, "review");
  const title = `Review of ${review.environment}`;
  const [headline = "", ...more] = wrap(review.verdict.headline, LETTERS);
  if (more.length > 0) throw new Error(`"${review.verdict.headline}" is too long for a picture`);
  const head: Part = {
    height: 64,
    draw: (y) =>
      words("text", { class: "title", x: LEFT, y: y + 28 }, title) +
      words("text", { class: "head", x: LEFT, y: y + 50 }, headline),
  };
  const parts = [head, stacksTable(review), ...reviewLines(review).map(({ title, lines }) => section(title, lines))];
  const end: Part = { height: 10, draw: () => "" };
  return svgPage([...parts, end], {
    title,
    description: describeReview(review),
    style: PICTURE_STYLE + REVIEW_STYLE,
  });
}

function stacksTable({ stacks }: PictureReview): Part {
  const rows = [
    ["stack", "plan", "+ add", "~ change", "± replace", "− destroy"],
    ...stacks.map(({ name, status, counts }) => [
      name,
      status,
      ...[counts.add - counts.replace, counts.change, counts.replace, counts.destroy - counts.replace].map(String),
    ]),
  ];
  return {
    height: rows.length * LINE + 14,
    draw: (y) =>
      rows
        .map((cells, row) => {
          const at = y + row * LINE + 14;
          const style = row === 0 ? "small muted" : "small";
          const line = { class: "grid", x1: LEFT, y1: at + 5, x2: WIDTH - LEFT, y2: at + 5 };
          return (
            cells
              .map((cell, column) =>
                column === 0
                  ? words("text", { class: row === 0 ? style : "head", x: LEFT, y: at }, cell)
                  : words("text", { class: style, x: COLUMNS[column - 1] ?? 0, y: at, "text-anchor": "end" }, cell),
              )
              .join("") + element("line", line)
          );
        })
        .join("\n"),
  };
}

function section(title: string, all: readonly ReviewLine[]): Part {
  const lines = all.flatMap(wrapped);
  return {
    height: (lines.length + 1) * LINE + 12,
    draw: (y) =>
      [
        words("text", { class: "head", x: LEFT, y: y + 16 }, title),
        ...lines.map(({ style, indent, text }, row) =>
          words("text", { class: style, x: LEFT + indent * 16, y: y + 16 + (row + 1) * LINE }, text),
        ),
      ].join("\n"),
  };
}

/** A line, and what of it does not fit below it. */
const wrapped = ({ style, indent, text }: ReviewLine): ReviewLine[] =>
  wrap(text, LETTERS - indent * 3).map((part, row) => ({ style, indent: row === 0 ? indent : indent + 2, text: part }));
