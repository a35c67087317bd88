import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { nonEmpty } from "./non-empty.ts";

const ROOT = resolve(__dirname, "../..");

/** Documents with commands and examples, by their path in the project. */
export const DOCUMENTS: readonly string[] = nonEmpty([
  "README.md",
  "CONTRIBUTING.md",
  "packages/offline-aws/README.md",
  ...["docs", "docs/guides"].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).flatMap((file) => (file.endsWith(".md") ? [join(folder, file)] : [])),
  ),
]);

const BLOCK = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;

/** A block of code of a document. */
export interface Block {
  readonly document: string;
  /** Number of its first line. */
  readonly line: number;
  /** Empty for what is only shown, such as output. */
  readonly language: string;
  readonly code: string;
}

/** A block by its place, for the name of a test. */
export const placeOf = ({ document, line }: Pick<Block, "document" | "line">) => `${document}:${line}`;

/** Blocks of code of a document, also those that are indented in a list. */
export function blocksOf(path: string): Block[] {
  const file = resolve(ROOT, path);
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(BLOCK)].map(({ index, 1: indent = "", 2: language = "", 3: code = "" }) => ({
    document: relative(ROOT, file),
    line: text.slice(0, index).split("\n").length,
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** Code spans of a document's prose and tables. */
export const spansOf = (path: string): string[] =>
  readFileSync(resolve(ROOT, path), "utf8")
    .replace(BLOCK, "")
    .split(/\n\n/)
    .flatMap((paragraph) => [...paragraph.matchAll(/(?<!`)`([^`]+)`(?!`)/g)])
    .map(([, code = ""]) => code.replaceAll(/\s*\n\s*/g, " "));

/** Blocks of code of a document in a language. */
export const codeBlocks = (path: string, language: string): string[] =>
  nonEmpty(blocksOf(path)).flatMap((block) => (block.language === language ? [block.code] : []));

/** The fields that an example shows. `HOOK` is the ARN of a Lambda function. */
export const fieldsOf = (code: string): Record<string, unknown> =>
  new Function("HOOK", `return (${code.trim().startsWith("{") ? code : `{${code}\n}`});`)(
    "arn:aws:lambda:eu-central-1:123456789012:function:check-release",
  ) as Record<string, unknown>;

/** The fields that the examples of a document show, an example a block. */
export const examplesIn = (path: string): Record<string, unknown>[] => nonEmpty(codeBlocks(path, "ts")).map(fieldsOf);
