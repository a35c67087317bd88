import * as v from "valibot";
import { list, text } from "../fields.ts";

/**
 * A policy of an endpoint has 20,480 characters (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html), and a
 * bucket takes up to 180 of them.
 */
const MAX_BUCKETS = 100;

const NO_BUCKET = "is not a bucket: write its name, such as acme-uploads, with * for any part of it";

/** Buckets by name, where `*` is any part. */
export const storageBuckets = v.pipe(
  list(text(/^(?=.*[a-z0-9])[a-z0-9*][a-z0-9.*-]{1,62}$/, NO_BUCKET)),
  v.maxLength(MAX_BUCKETS, `is too long: list at most ${MAX_BUCKETS} buckets, with * for several`),
);
