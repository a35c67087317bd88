import { createHash } from "node:crypto";

/** `sha256:…` of some bytes. */
export const digestOf = (content: Uint8Array | string): string =>
  `sha256:${createHash("sha256").update(content).digest("hex")}`;
