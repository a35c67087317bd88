import * as v from "valibot";
import { arn, choice, kinds, repeatable, text } from "../fields.ts";

const branch = v.optional(
  text(/^(?!\/)[\w./-]+(?<!\/)$/, "is not a branch name: use letters, digits, . _ / and -"),
  "main",
);

/** Paths or tags, as a trigger takes them. */
export const pattern = text(
  /^[^\s,]{1,255}$/,
  "is not a pattern: use up to 255 characters without spaces, with * and ?",
);

/** Where releases come from. */
export const source = kinds([
  v.strictObject({
    /** A CodeCommit repository, which is created. Each commit on the branch is released. */
    type: v.literal("codecommit"),
    /** Branch whose commits are released. @default "main" */
    branch,
  }),
  v.strictObject({
    /** A repository at GitHub, GitLab or Bitbucket, through a connection that is approved once in the console. */
    type: v.literal("connection"),
    /** Repository with its owner, such as `acme/shop`. */
    repository: text(/^[\w.-]+(\/[\w.-]+)+$/, "is not a repository: write owner and name, such as acme/shop"),
    /** Existing connection. @default a connection to `provider` is created */
    connectionArn: v.optional(arn()),
    /** Host of the repository. @default "github" */
    provider: v.optional(choice("github", "gitlab", "bitbucket"), "github"),
    /** Branch whose pushes are released. @default "main" */
    branch,
    /** Up to eight path patterns, with `*`; a push has to change one of them. @default any path */
    paths: v.optional(repeatable(pattern), []),
    /** Up to eight tag patterns, with `*`; a push of such a tag is released too. @default none */
    tags: v.optional(repeatable(pattern), []),
  }),
  v.strictObject({
    /** An ECR repository that others push images to. Each push of the tag is released; nothing is built. */
    type: v.literal("ecr"),
    /** Name of the repository, in the same account and region. */
    repositoryName: text(
      /^[a-z0-9][a-z0-9._/-]{1,255}$/,
      "is not a repository: use lower-case letters, digits, . _ / and -",
    ),
    /** Tag that moves from image to image. @default "latest" */
    tag: v.optional(text(/^[\w][\w.-]{0,127}$/, "is not a tag: use letters, digits, . _ and -"), "latest"),
  }),
  v.strictObject({
    /** A zip file in a versioned bucket with EventBridge notifications. Each new version is released. */
    type: v.literal("s3"),
    /** Existing bucket with versioning and EventBridge notifications. */
    bucket: text(
      /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
      "is not a bucket name: use 3 to 63 lower-case letters, digits and hyphens",
    ),
    /** Key of the zip file, such as `releases/shop.zip`. */
    key: text(
      /^[^/].*\.zip$/,
      "is not the key of a zip file: write it without a slash at its beginning, such as shop.zip",
    ),
  }),
]);

export type SourceConfig = v.InferOutput<typeof source>;

/** A source of one type. */
export type SourceOf<Type extends SourceConfig["type"]> = Extract<SourceConfig, { type: Type }>;
