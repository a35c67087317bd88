import type { Review } from "../model/review.ts";
import { digestOf } from "./digest.ts";

/** Digest of a review, without that of the record that holds this one. */
export function reviewDigest({ record: _, ...shown }: Review): string {
  return digestOf(JSON.stringify(shown));
}
