import type { OpeningRow } from "../model/review.ts";
import { at, type Json } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";

/** Whether a value lets anybody in; of something that is not there it is undefined. */
type Exposes = (value: Json | undefined) => boolean;

/** A setting that lets anybody in, or closer: type, attribute, the value that does so, and what it then is. */
const EXPOSURES: readonly (readonly [RegExp, string, Exposes, string])[] = [
  // AWS makes a load balancer that says nothing of it one for the internet.
  [/^aws_(lb|alb|elb)$/, "internal", (value) => value !== undefined && value !== true, "faces the internet"],
  [
    /^aws_(db_instance|rds_cluster_instance|redshift_cluster|dms_replication_instance)$/,
    "publicly_accessible",
    isTrue,
    "has a public address",
  ],
  [/^aws_instance$/, "associate_public_ip_address", isTrue, "has a public address"],
  [/^aws_subnet$/, "map_public_ip_on_launch", isTrue, "gives what starts in it public addresses"],
  [/^aws_s3_bucket_public_access_block$/, "block_public_acls", isNotTrue, "lets objects be made public"],
  [/^aws_s3_bucket_public_access_block$/, "block_public_policy", isNotTrue, "lets the bucket be made public"],
  [/^aws_s3_bucket_public_access_block$/, "ignore_public_acls", isNotTrue, "heeds what makes objects public"],
  [/^aws_s3_bucket_public_access_block$/, "restrict_public_buckets", isNotTrue, "lets anybody into a public bucket"],
  [/^aws_s3_bucket(_acl)?$/, "acl", (value) => /^(public-|authenticated-read)/.test(String(value)), "is public"],
  [/^aws_lambda_function_url$/, "authorization_type", (value) => value === "NONE", "asks nobody who they are"],
  [/^aws_ecs_service$/, "network_configuration.assign_public_ip", isTrue, "gives its tasks public addresses"],
  [/^aws_ecs_task_definition$/, "network_mode", (value) => value === "host", "shares the network of its instance"],
  [
    /^aws_ecr_repository$/,
    "image_tag_mutability",
    (value) => value === "MUTABLE",
    "lets a tag be given to another image",
  ],
];

function isTrue(value: Json | undefined): boolean {
  return value === true;
}

function isNotTrue(value: Json | undefined): boolean {
  return value !== true;
}

/** AWS guards a new bucket, until its guard is switched off or taken away. */
const GUARD = /^aws_s3_bucket_public_access_block$/;

/** What a change exposes, and what it no longer does. */
export function exposureRows(stack: string, resource: ResourceChange, redactor: Redactor): OpeningRow[] {
  const { type, address, mode, change } = resource;
  if (mode !== "managed") return [];
  return EXPOSURES.flatMap(([pattern, attribute, exposes, text]) => {
    if (!pattern.test(type)) return [];
    const before = !(change.before === null && GUARD.test(type)) && exposes(sideAt(change.before, attribute));
    const after = exposes(sideAt(change.after, attribute));
    // What a new thing does not expose is not worth a word; neither is what something exposed that is gone.
    if (before === after || (change.before === null && !after)) return [];
    return [
      {
        stack,
        group: redactor.text(address),
        sign: after ? "+" : "-",
        direction: "in",
        ports: text,
        peer: "anybody",
        widens: after === true,
        broad: after === true,
      },
    ];
  });
}

const sideAt = (side: Json, attribute: string) => (side === null ? undefined : valueAt(side, attribute));

/** A value at a dotted path; of lists the first entry counts, as blocks that may stand once have one. */
function valueAt(values: Json, path: string): Json {
  return path
    .split(".")
    .reduce((inner: Json, key) => at(Array.isArray(inner) ? (inner[0] ?? null) : inner, key) ?? null, values);
}
