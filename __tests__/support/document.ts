import { readFileSync } from "node:fs";
import { nonEmpty } from "./non-empty.ts";

/** Blocks of code of a document in a language. */
export const codeBlocks = (path: string, language: string): string[] =>
  nonEmpty(readFileSync(path, "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)).flatMap(([, given, code]) =>
    given === language ? [code as string] : [],
  );

/** The fields that the examples of a document show, an example a block. */
export const examplesIn = (path: string): Record<string, unknown>[] =>
  nonEmpty(codeBlocks(path, "ts")).map((code) => new Function(`return ({${code}});`)() as Record<string, unknown>);
