import type { ObjectValue } from "../../protocol/values.ts";
import { grammarProblem, statementsOf } from "../iam/policies.ts";
import { type AwsRule, blockOf, blocksOf, documentOf, isMissing, knownText } from "../rule.ts";

const NAME =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Whether S3 takes a name for a general purpose bucket. */
export const isBucketName = (name: string): boolean =>
  NAME.test(name) && !name.includes("..") && !/^\d+\.\d+\.\d+\.\d+$/.test(name);

const resourcesOf = (statement: ObjectValue) => {
  const resource = statement.Resource ?? statement.NotResource ?? [];
  return (Array.isArray(resource) ? resource : [resource]).map(String);
};

export const BUCKET_RULES: readonly AwsRule[] = [
  {
    name: "bucket-name",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
    types: ["aws_s3_bucket"],
    apply({ planned, prior }) {
      const name = knownText(planned.bucket);
      return prior !== null || name === undefined || isBucketName(name)
        ? undefined
        : `InvalidBucketName: The specified bucket is not valid.: only lowercase letters, numbers, periods, and hyphens are allowed, in 3 to 63 characters: ${name}`;
    },
  },
  {
    name: "bucket-policy",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
    types: ["aws_s3_bucket_policy"],
    apply({ planned }) {
      const document = documentOf(planned.policy);
      const grammar = grammarProblem(document);
      if (grammar !== undefined) return `MalformedPolicy: ${grammar}`;
      for (const statement of statementsOf(document)) {
        if (statement.Principal === undefined && statement.NotPrincipal === undefined)
          return "MalformedPolicy: Missing required field Principal";
        const resources = resourcesOf(statement);
        if (resources.length === 0) return "MalformedPolicy: Missing required field Resource";
        const bucket = String(planned.bucket);
        const isOwn = (arn: string) =>
          arn === "*" ||
          arn.startsWith("${") ||
          new RegExp(
            `^arn:aws[a-z-]*:(s3:::|s3express:[a-z0-9-]+:\\d{12}:bucket/)(${escaped(bucket)}|[^/]*[*?][^/]*)(/.*)?$`,
          ).test(arn);
        if (!resources.every(isOwn)) return "MalformedPolicy: Policy has invalid resource";
      }
      return undefined;
    },
  },
  {
    name: "bucket-encryption",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html",
    types: ["aws_s3_bucket_server_side_encryption_configuration"],
    apply: ({ planned }) =>
      blocksOf(planned.rule)
        .flatMap((rule) => blocksOf(rule.apply_server_side_encryption_by_default))
        .some((each) => each.sse_algorithm === "AES256" && knownText(each.kms_master_key_id) !== undefined)
        ? "InvalidArgument: a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse"
        : undefined,
  },
  {
    name: "website",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_WebsiteConfiguration.html",
    types: ["aws_s3_bucket_website_configuration"],
    apply: ({ planned }) =>
      isMissing(planned.index_document) && isMissing(planned.redirect_all_requests_to)
        ? "InvalidArgument: A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty"
        : undefined,
  },
  {
    name: "versioning-that-stays",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    types: ["aws_s3_bucket_versioning"],
    plan(planned, prior) {
      const [before, after] = [prior, planned].map((each) => blockOf(each?.versioning_configuration).status);
      return after === "Disabled" && ["Enabled", "Suspended"].includes(String(before))
        ? `versioning_configuration.status cannot be updated from '${String(before)}' to 'Disabled'`
        : undefined;
    },
  },
  {
    name: "bucket-acl",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    types: ["aws_s3_bucket_acl"],
    apply({ planned, others, existed }) {
      const bucket = others("aws_s3_bucket").find(({ id }) => id === planned.bucket);
      const controls = others("aws_s3_bucket_ownership_controls").find(({ bucket }) => bucket === planned.bucket);
      const ownership = knownText(blockOf(controls?.rule).object_ownership) ?? "BucketOwnerEnforced";
      const access = others("aws_s3_bucket_public_access_block").find(({ bucket: name }) => name === planned.bucket);
      const isBlocked = (access?.block_public_acls ?? (bucket === undefined || !existed(bucket))) === true;
      if (ownership !== "BucketOwnerEnforced" && isBlocked && /^public-read/.test(String(planned.acl)))
        return "AccessDenied: public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.";
      const isUnknown = controls === undefined && bucket !== undefined && existed(bucket);
      return ownership === "BucketOwnerEnforced" && !isUnknown
        ? "AccessControlListNotSupported: The bucket does not allow ACLs"
        : undefined;
    },
  },
];

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
