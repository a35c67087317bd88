import type { Finding } from "./finding.ts";

const MESSAGE = "has ${ or %{ after a carriage return without a line feed, which Terraform can't read: use line feeds";

/** Variables, arguments and paths of Linux end there (https://man7.org/linux/man-pages/man2/execve.2.html). */
const NUL_MESSAGE = "has a NUL character, at which texts end in a container: remove it";

/** Names that the library for schemas drops without a word, because they mean something in JavaScript. */
const LOST_NAMES = ["__proto__", "constructor", "prototype"];

/**
 * Finds texts that can't arrive in AWS as they are written: behind a carriage return without a line feed Terraform reads
 * no template, and so leaves there also the escape of `${` or `%{`.
 */
export function checkTexts(value: unknown, path: Finding["path"] = []): Finding[] {
  if (typeof value === "string" && value.includes("\0")) return [{ path, message: NUL_MESSAGE }];
  if (typeof value === "string") return /[$%]\{/.test(behindReturn(value)) ? [{ path, message: MESSAGE }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    LOST_NAMES.includes(name)
      ? [{ path: [...path, name], message: "has a name that would be lost: use another" }]
      : checkTexts(member, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** What is behind the first carriage return that has no line feed. */
const behindReturn = (text: string): string =>
  text
    .split(/\r(?!\n)/)
    .slice(1)
    .join("");
