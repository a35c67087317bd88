import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

/** `sha256:…` of some bytes. */
export const digestOf = (content: Uint8Array | string): string =>
  `sha256:${createHash("sha256").update(content).digest("hex")}`;

/** The same of a file; undefined if there is none. */
export const digestOfFile = (file: string): string | undefined =>
  existsSync(file) ? digestOf(readFileSync(file)) : undefined;
