import * as v from "valibot";
import { connectionArn } from "../arns.ts";
import { choice, kinds, repeatable, text } from "../fields.ts";
import { bucketName } from "../names.ts";
import { approvals } from "./approvals.ts";

/** Rules of Git (https://git-scm.com/docs/git-check-ref-format). */
const branch = v.optional(
  v.pipe(
    text(
      /^(?!@$)(?![/.-])(?!.*(\.\.|\/\/|\/\.|\.lock(\/|$)))[\w./@+#=-]+(?<![/.])$/,
      "is not a branch name: use letters, digits, . _ / @ + # = and -, not starting with . / or -, not ending with . or /, and without .. and //",
    ),
    v.check((name) => !name.startsWith("refs/"), "is a reference: write the name of the branch alone, such as main"),
  ),
  "main",
);

/** Paths or tags, as a trigger takes them (https://docs.aws.amazon.com/codepipeline/latest/userguide/syntax-glob.html). */
const pattern = text(
  /^(?=.{1,255}$)([^\s,{}]|\{[^\s{}]*\})+$/,
  "is not a pattern: use up to 255 characters without spaces, with *, ? and {a,b}",
);

/** Only within brackets does a ! mean another character; at the beginning it is one (the same page). */
const NEGATED = "begins with !, which excludes nothing here: list the patterns that are to match";

/** Paths of files, from the root of the repository. */
export const pathPattern = v.pipe(
  pattern,
  v.check((path) => !path.startsWith("!"), NEGATED),
  v.check(
    (path) => !/^\.{0,2}\//.test(path),
    "matches no file, because paths are relative to the root of the repository: write it without a leading / or ./, such as app/**",
  ),
);

/** Tags, as a trigger compares them, which are names and not references (CodePipeline user guide, filter triggers). */
const tagPattern = v.pipe(
  pattern,
  v.check((tag) => !tag.startsWith("!"), NEGATED),
  v.check((tag) => !tag.startsWith("refs/"), "is a reference: write the name of the tag alone, such as v*"),
);

/** What is wrong with the name of a repository at a Git host; undefined if nothing is. */
function repositoryProblem(name: string): string | undefined {
  const way = "write owner and name, such as acme/shop";
  if (/^[a-z+]+:\/\/|^git@|^(www\.)?(github\.com|gitlab\.com|bitbucket\.org)\//i.test(name))
    return `includes the host, which belongs to the connection: ${way}`;
  if (name.endsWith(".git")) return `ends with .git, which belongs to its URL only: ${way}`;
  return /^[\w.-]+(\/[\w.-]+)+$/.test(name) ? undefined : `is not a repository: ${way}`;
}

/** Where releases come from. */
export const source = kinds([
  v.strictObject({
    /** A CodeCommit repository, which is created. Each commit on the branch is released. */
    type: v.literal("codecommit"),
    /** Branch whose commits are released. @default "main" */
    branch,
    /**
     * Approvals that pull requests to the branch need before they are merged. A direct push to the branch needs none:
     * deny it to developers. @default none
     */
    approvals: v.optional(approvals),
  }),
  v.strictObject({
    /** A repository on GitHub, GitLab or Bitbucket, through a connection that is approved once in the console. */
    type: v.literal("connection"),
    /** Repository with its owner, such as `acme/shop`. */
    repository: v.pipe(
      v.string(),
      v.check(
        (name) => repositoryProblem(name) === undefined,
        ({ input }) => repositoryProblem(input) ?? "",
      ),
      v.title("owner and name, such as `acme/shop`"),
    ),
    /** Existing connection. @default a connection to `provider` is created */
    connectionArn: v.optional(connectionArn()),
    /** Host of the repository. @default "github" */
    provider: v.optional(choice("github", "gitlab", "bitbucket"), "github"),
    /** Branch whose pushes are released. @default "main" */
    branch,
    /** Up to eight path patterns, with `*`; a push has to change one of them. @default any path */
    paths: v.optional(repeatable(pathPattern), []),
    /**
     * Up to eight tag patterns, with `*`; a push of such a tag is released too, whatever commit it is on, and so
     * bypasses the rules of the branch. Only with `tagsProtected`. @default none
     */
    tags: v.optional(repeatable(tagPattern), []),
    /** Whether the Git host allows only people who may release to push `tags`. @default false */
    tagsProtected: v.optional(v.boolean()),
  }),
  v.strictObject({
    /** An existing ECR repository. Each push of the tag is released; nothing is built. */
    type: v.literal("ecr"),
    /** Name of the repository, in the same account and region. */
    repositoryName: v.pipe(
      text(
        /^(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
        "is not a repository: use lower-case letters and digits, with single . _ - and / between them",
      ),
      v.check(
        (name) => !/^(\d{12}\.dkr[.-]ecr|public\.ecr\.aws\/)/.test(name),
        "includes the registry: write only what follows its first /",
      ),
    ),
    /** Mutable tag that releases the image it is pushed with. @default "latest" */
    tag: v.optional(
      text(/^[\w][\w.-]{0,127}$/, "is not a tag: use letters, digits, . _ and -, starting with a letter, digit or _"),
      "latest",
    ),
  }),
  v.strictObject({
    /** A zip file in a versioned bucket with EventBridge notifications. Each new version is released. */
    type: v.literal("s3"),
    /** Existing bucket with versioning and EventBridge notifications. */
    bucket: bucketName(),
    /** Key of the zip file, such as `releases/shop.zip`. */
    key: v.pipe(
      text(/^[^/].*\.zip$/, "is not the key of a zip file: write it without a leading slash, such as shop.zip"),
      v.check((key) => !/^(s3|https?):\/\//i.test(key), "is a URL: write what is behind the name of the bucket alone"),
    ),
  }),
]);

export type SourceConfig = v.InferOutput<typeof source>;

/** A source of one type. */
export type SourceOf<Type extends SourceConfig["type"]> = Extract<SourceConfig, { type: Type }>;
