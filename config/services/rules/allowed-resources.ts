import type { Finding } from "../../finding.ts";
import type { StatementConfig } from "../task-role.ts";

/*
 * Actions of S3 for a bucket, and for objects: of a statement whose resources are of the other kind alone they allow nothing, and
 * IAM takes it without a word (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html, resource
 * types of actions).
 */
const OF_BUCKETS = /^s3:(listbucket|listbucketversions|listbucketmultipartuploads|(get|put)bucket[a-z]+)$/i;
const OF_OBJECTS =
  /^s3:((get|put|delete)object(version)?(acl|attributes|tagging)?|restoreobject|abortmultipartupload|listmultipartuploadparts)$/i;

/** Finds actions that no resource of the statement is for. */
export function checkAllowedResources({ actions, resources }: StatementConfig, partition: string): Finding[] {
  if (resources.length === 0) return [];
  // Access points have ARNs with a region and an account; another partition is reported as such.
  const start = `arn:${partition}:s3:::`;
  const names = resources.map((resource) => (resource.startsWith(start) ? resource.slice(start.length) : undefined));
  const [objects, buckets] = [names.every(isObject), names.every(isBucket)];
  return actions.flatMap((action, index) => {
    const path = ["actions", index];
    if (objects && OF_BUCKETS.test(action))
      return [{ path, message: `is for a bucket, and the statement has objects alone: add ${start}BUCKET` }];
    return buckets && OF_OBJECTS.test(action)
      ? [{ path, message: `is for objects, and the statement has buckets alone: add ${start}BUCKET/*` }]
      : [];
  });
}

const isObject = (name: string | undefined): boolean => name?.includes("/") === true;

/** A wildcard or a variable may be a slash and the name of an object. */
const isBucket = (name: string | undefined): boolean => name !== undefined && /^[^/*?$]+$/.test(name);
