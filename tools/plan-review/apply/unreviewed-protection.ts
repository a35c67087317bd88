import { protectionText } from "../judge/reasons.ts";
import type { ProtectionRow } from "../model/review.ts";

/** Protection that a plan takes away and that was not in the review. A value unknown in the review may have become known. */
export const unreviewedProtection = (
  reviewed: readonly ProtectionRow[],
  protections: readonly ProtectionRow[],
): string[] =>
  protections
    .filter((row) => !reviewed.some((each) => isReviewed(row, each)))
    .map((row) => `${protectionText(row)}, which was not reviewed`);

function isReviewed(row: ProtectionRow, each: ProtectionRow): boolean {
  if (each.stack !== row.stack || each.address !== row.address) return false;
  // Of a document that was unknown, all that is in it.
  if (each.sign === "?" && row.setting.startsWith(each.setting)) return true;
  return each.rule === row.rule && each.setting === row.setting && each.after === row.after;
}
