import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { nonEmpty } from "./non-empty.ts";

/** Links of a document that lead to no file, or to no heading of one. Addresses elsewhere are not looked at. */
export function brokenLinks(document: string): string[] {
  const text = readFileSync(document, "utf8");
  return nonEmpty(text.matchAll(/\]\(([\w./-]*)(?:#([\w-]+))?\)/g)).flatMap(([link, file, anchor]) => {
    const target = file ? resolve(dirname(document), file) : document;
    const leads = existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor));
    return leads ? [] : [link];
  });
}

/** Anchors as GitHub makes them of headings. */
const anchorsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
