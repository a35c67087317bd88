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
  /** A CodeCommit repository of the environment's own, which is created. Each commit on the branch is released. */
  v.strictObject({
    type: v.literal("codecommit"),
    /** @default "main" */
    branch,
  }),
  /** A repository at GitHub, GitLab or Bitbucket, through a connection that a person approves once in the console. */
  v.strictObject({
    type: v.literal("connection"),
    /** Repository with its owner, such as `acme/shop`. */
    repository: text(/^[\w.-]+(\/[\w.-]+)+$/, "is not a repository: write owner and name, such as acme/shop"),
    /** Connection that exists already. @default one is created, for `provider` */
    connectionArn: v.optional(arn()),
    /** Where the repository is. @default "github" */
    provider: v.optional(choice("github", "gitlab", "bitbucket"), "github"),
    /** Branch whose pushes are released. @default "main" */
    branch,
    /** Paths of which a push has to change one, with *, up to eight. @default any */
    paths: v.optional(repeatable(pattern), []),
    /** Tags whose pushes are released too, with *, up to eight. @default none */
    tags: v.optional(repeatable(pattern), []),
  }),
  /** An ECR repository that somebody else pushes images to: each push of the tag is released, and nothing is built. */
  v.strictObject({
    type: v.literal("ecr"),
    /** Repository in the same account and region. */
    repositoryName: text(
      /^[a-z0-9][a-z0-9._/-]{1,255}$/,
      "is not a repository: use lower-case letters, digits, . _ / and -",
    ),
    /** Tag that moves from image to image. @default "latest" */
    tag: v.optional(text(/^[\w][\w.-]{0,127}$/, "is not a tag: use letters, digits, . _ and -"), "latest"),
  }),
  /** A zip file in a versioned bucket that tells EventBridge of new objects. Each new version is released. */
  v.strictObject({
    type: v.literal("s3"),
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
