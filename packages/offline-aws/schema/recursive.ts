import type { Block, NestedBlock, TerraformType } from "./types.ts";
import fragments from "./wafv2-statement.json";

/**
 * Blocks that contain themselves, which the bindings leave open. They are written down as named fragments:
 *
 *   "name": "string required"                   an argument; also "list string", "set number", "bool computed"
 *   "name list 0-1": { … } or "fragment"        a nested block, its fewest and most
 *
 * AWS WAF takes statements three levels deep. One level is enough here: each more makes the schema ten times as large.
 */
const RECURSION: Record<string, { at: string; in: string; max: number }> = {
  aws_wafv2_web_acl: { at: "statement", in: "rule", max: 1 },
  aws_wafv2_rule_group: { at: "statement", in: "rule", max: 1 },
};
const LEVELS = 1;

type Fragment = { [name: string]: string | Fragment };

/** Puts the block of a type in its place that the bindings leave open. */
export function closeRecursion(type: string, root: Block): void {
  const open = RECURSION[type];
  if (open === undefined) return;
  const { block } = root.blocks[open.in] as NestedBlock;
  delete block.attributes[open.at];
  block.blocks[open.at] = { nesting: "list", min: 1, max: open.max, block: expand("statement", LEVELS) };
}

function expand(fragment: string | Fragment, levels: number): Block {
  const members =
    typeof fragment === "string" ? ((fragments as Record<string, Fragment>)[fragment] as Fragment) : fragment;
  const block: Block = { attributes: {}, blocks: {} };
  for (const [key, value] of Object.entries(members)) {
    const [name = "", nesting, limits = ""] = key.split(" ");
    if (nesting === undefined) block.attributes[name] = toAttribute(value as string);
    else if (value !== "nested_statement" || levels > 0) {
      const [min, max] = limits.split("-").map(Number);
      const inner = expand(value, value === "nested_statement" ? levels - 1 : levels);
      block.blocks[name] = { nesting: nesting as "list" | "set", min: min ?? 0, max: max ?? 0, block: inner };
    }
  }
  return block;
}

function toAttribute(text: string): Block["attributes"][string] {
  const words = text.split(" ");
  const [first, second] = words.filter((word) => word !== "required" && word !== "computed");
  const type = (second === undefined ? first : [first, second]) as TerraformType;
  const required = words.includes("required");
  return {
    type,
    ...(required ? { required } : { optional: true }),
    ...(words.includes("computed") && { computed: true }),
  };
}
