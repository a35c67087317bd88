import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { FileProblem } from "../../processes/problems.cjs";
import type { Resource } from "./cloud.ts";

/** Bytes occur in values of type dynamic; Buffers are turned into objects before they get here. */
export const serialize = (resource: Resource): string =>
  JSON.stringify(
    resource,
    (_, value) => {
      const bytes = value instanceof Uint8Array ? value : value?.type === "Buffer" ? value.data : undefined;
      return bytes === undefined ? value : { $bytes: Buffer.from(bytes).toString() };
    },
    2,
  );

const reviveBytes = (_: string, value: { $bytes?: string } | null) =>
  value?.$bytes === undefined ? value : Buffer.from(value.$bytes);

/** A readable file name that is unique for the key. */
export function fileName(key: string): string {
  const readable = key.replace(/[^A-Za-z0-9.-]+/g, "_").slice(-80);
  return `${readable}~${createHash("sha256").update(key).digest("hex").slice(0, 10)}`;
}

/** A file of the offline AWS that is not as it was written, for example after a crash of the machine. */
export class BrokenFile extends FileProblem {
  constructor(file: string, how = "is truncated") {
    super(
      `${relative(".", file)} ${how}, so what exists in the offline AWS is unknown: npm run offline -- --reset empties the offline AWS and forgets what was deployed to it`,
    );
  }
}

/** The resource in a file, if there is one. Throws `BrokenFile`. */
export function readResource(file: string): Resource | undefined {
  const resource = readWhole<Partial<Resource> | null>(file, reviveBytes);
  if (resource === undefined) return undefined;
  if (typeof resource?.type !== "string" || typeof resource.key !== "string" || !isRecord(resource.attributes))
    throw new BrokenFile(file, "describes no resource");
  return resource as Resource;
}

const isRecord = (value: unknown) => typeof value === "object" && value !== null;

/** What is in a JSON file, if there is one. Throws `BrokenFile`. */
export function readWhole<T>(file: string, revive?: Parameters<typeof JSON.parse>[1]): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"), revive) as T;
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "EISDIR") throw new BrokenFile(file, "is a folder");
    throw problem instanceof SyntaxError ? new BrokenFile(file) : problem;
  }
}

/** Names of what is in a folder, in order; none if there is no folder. */
export function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw problem;
  }
}
