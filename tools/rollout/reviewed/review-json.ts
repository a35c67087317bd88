import * as v from "valibot";

const text = v.string();
const number = v.number();
const value = v.optional(v.object({ text }));

/** What of a review.json a picture shows. */
export const pictureReview = v.object({
  environment: text,
  verdict: v.object({ headline: text, exitCode: number }),
  stacks: v.array(
    v.object({
      name: text,
      status: text,
      counts: v.object({ add: number, change: number, replace: number, destroy: number }),
      changes: v.array(
        v.object({
          address: text,
          action: text,
          rows: v.array(v.object({ path: text, before: value, after: value })),
        }),
      ),
    }),
  ),
  access: v.array(
    v.object({
      sign: text,
      effect: text,
      principal: text,
      actions: v.array(text),
      resources: v.array(text),
      widens: v.boolean(),
    }),
  ),
  rollouts: v.array(v.object({ service: text, stack: text, steps: v.array(text) })),
});

export type PictureReview = v.InferOutput<typeof pictureReview>;
