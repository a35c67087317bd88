import * as v from "valibot";
import { keyOrAliasArn, locationOf } from "./arns.ts";
import { kinds, REGION, roleArn, text } from "./fields.ts";
import { bucketName } from "./names.ts";

/** Folder of local state, from the project's root. */
export const LOCAL_STATE_FOLDER = ".terraform-state";

/** Terraform takes the settings of a backend literally, so what cdktf reads as a token can't be escaped there. */
const withoutToken = v.check(
  (value: string) => !/[$#&]\{TfToken\[|-[\d.]+e\+?298/.test(value),
  "contains a token of CDK for Terraform: use other characters",
);

/** Where Terraform keeps the state of each stack. */
export const state = kinds([
  v.strictObject({
    /** One local file per stack. */
    type: v.literal("local"),
    /** Folder of the files, relative to the project's root; each environment has its folder there. @default ".terraform-state" */
    folder: v.optional(v.pipe(v.string(), withoutToken), LOCAL_STATE_FOLDER),
  }),
  v.strictObject({
    /** One S3 object per stack, with S3 native locking (Terraform 1.10 or newer). */
    type: v.literal("s3"),
    /** Versioned bucket, created by `npm run bootstrap` or existing. */
    bucket: bucketName(),
    /** Region of the bucket. @default the environment's region */
    region: v.optional(text(REGION, "is not a region: write it as AWS does, such as us-east-1")),
    /** Prefix of the object keys, `PREFIX/ENVIRONMENT/STACK.tfstate`. @default "ecs-pipeline" */
    // A key of S3 has 1024 bytes (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html).
    keyPrefix: v.optional(
      v.pipe(
        text(
          /^[A-Za-z0-9]([A-Za-z0-9/_.-]*[A-Za-z0-9])?$/,
          "is not a key prefix: use letters, digits, / _ . and -, no slash at either end",
        ),
        v.maxLength(900, "is too long: use at most 900 characters"),
      ),
      "ecs-pipeline",
    ),
    /**
     * KMS key that encrypts the objects, or an alias of one, such as the key that `npm run bootstrap` creates:
     * `arn:aws:kms:REGION:ACCOUNT:alias/BUCKET`. @default SSE-S3, whatever the default of the bucket is
     */
    // Terraform asks S3 for AES256 where `encrypt` is set without a key (Terraform documentation, backend s3).
    kmsKeyArn: v.optional(v.pipe(keyOrAliasArn(), withoutToken)),
    /**
     * Role that reads and writes state, such as one in the account of the bucket. Whoever plans or deploys needs
     * `sts:AssumeRole` for it. @default the credentials that Terraform runs with
     */
    roleArn: v.optional(v.pipe(roleArn(), withoutToken)),
  }),
]);

export type StateConfig = v.InferOutput<typeof state>;
export type S3StateConfig = Extract<StateConfig, { type: "s3" }>;

interface Account {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** Whether Terraform refuses to work in any other account. */
  readonly lockAccount: boolean;
}

/** Where state in S3 is, and what makes its bucket has to know. */
export interface RemoteState extends Account {
  readonly bucket: string;
  /** Key of the object that has the state of the bucket itself; environments have theirs deeper, below a prefix. */
  readonly key: string;
  /** KMS key that encrypts it, or an alias of one. */
  readonly keyArn: string;
  /** Whether the key is made with the bucket. */
  readonly createsKey: boolean;
  /** Alias of that key, without `alias/`: the name of the bucket, with hyphens for dots, which KMS does not take. */
  readonly keyAlias: string;
}

/** What follows of the settings of an environment; the bucket is in the account of the role that state is written with. */
export function resolveRemoteState(state: S3StateConfig, environment: Account): RemoteState {
  const { partition, lockAccount } = environment;
  const { bucket, kmsKeyArn, region = environment.region } = state;
  const account = state.roleArn === undefined ? environment.account : locationOf(state.roleArn).account;
  const keyAlias = bucket.replaceAll(".", "-");
  const made = `arn:${partition}:kms:${region}:${account}:alias/${keyAlias}`;
  const keyArn = kmsKeyArn ?? made;
  const key = `bootstrap/${bucket}.tfstate`;
  return { partition, region, account, lockAccount, bucket, key, keyArn, createsKey: keyArn === made, keyAlias };
}
