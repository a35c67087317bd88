import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { Review } from "../model/review.ts";
import { Problem } from "../problem.ts";
import { digestOf } from "./digest.ts";
import { type PlanRecord, RECORD_FILE } from "./record.ts";
import { reviewDigest } from "./review-digest.ts";

const change = v.object({
  actions: v.array(v.string()),
  known: v.record(v.string(), v.array(v.string())),
  unknown: v.array(v.string()),
});

const record = v.object({
  version: v.literal(1),
  environment: v.string(),
  commit: v.optional(v.string()),
  tree: v.optional(v.string()),
  salt: v.string(),
  review: v.string(),
  stacks: v.array(
    v.object({
      name: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
      status: v.picklist(["firm", "provisional", "deferred", "blocked", "failed"]),
      config: v.string(),
      state: v.object({ lineage: v.string(), serial: v.number() }),
      plan: v.optional(v.object({ file: v.pipe(v.string(), v.regex(/^[\w-][\w.-]*$/)), digest: v.string() })),
      lock: v.optional(v.string()),
      changes: v.boolean(),
      expected: v.optional(v.record(v.string(), change)),
    }),
  ),
});

/** A review that was written to a folder, and what its plans are bound to. Throws `Problem` if they don't belong together. */
export function readRecord(folder: string): { review: Review; record: PlanRecord } {
  const review = parse(readBytes(join(folder, "review.json")), join(folder, "review.json")) as Review;
  const file = join(folder, "plans", RECORD_FILE);
  if (review?.verdict?.kind === "error")
    throw new Problem(`${folder} can't be applied: ${review.verdict.headline}; fix that and review again`);
  if (typeof review?.record !== "string")
    throw new Problem(
      `${folder} holds no review of plans that can be applied: make one with npm run review -- --out ${folder}`,
    );
  const bytes = readBytes(file);
  if (digestOf(bytes) !== review.record)
    throw new Problem(
      `${file} is not what was reviewed: its digest is ${digestOf(bytes)}, that of the review ${review.record}; review again`,
    );
  const parsed = v.safeParse(record, parse(bytes, file));
  if (!parsed.success) throw new Problem(`${file} was written by another version of this tool: review again`);
  if (reviewDigest(review) !== parsed.output.review)
    throw new Problem(`${join(folder, "review.json")} is not what was shown when it was reviewed: review again`);
  return { review, record: parsed.output as PlanRecord };
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (problem) {
    throw new Problem(
      `${file} can't be read (${(problem as NodeJS.ErrnoException).code}): name the folder that --out has written`,
    );
  }
}

function parse(bytes: Buffer, file: string): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Problem(`${file} is not JSON: it has been altered; review again`);
  }
}
