import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "@swc/core";

const ROOT = join(__dirname, "../..");

/** A node of the syntax of a source, such as `{ type: "NewExpression", … }`. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** All nodes of a source of the project, each before those in it. */
export function nodesOf(file: string): SyntaxNode[] {
  const source = parseSync(readFileSync(join(ROOT, file), "utf8"), { syntax: "typescript", target: "es2022" });
  return below(source);
}

/** All nodes of a certain type in a node, itself included. */
export const nodesIn = (node: unknown, type: string): SyntaxNode[] => below(node).filter((each) => each.type === type);

function below(value: unknown): SyntaxNode[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(below);
  return "type" in value && typeof value.type === "string" ? [value as SyntaxNode, ...inner] : inner;
}

/** Name of an identifier, or of a field. */
export const nameOf = (node: unknown): string => (node as { value?: string } | undefined)?.value ?? "";
