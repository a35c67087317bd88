import * as v from "valibot";
import { type DeliveryConfig, deliveryOf, isReleasing } from "./delivery/delivery.ts";
import { resolveEncryption } from "./encryption.ts";
import { choice, integer, keyArn, text } from "./fields.ts";
import { REPOSITORY } from "./names.ts";
import type { Service } from "./services/service.ts";

/**
 * An image that Terraform builds from `Dockerfile`, on the Docker engine of the machine that it runs on, and pushes
 * once: then services have one before the pipeline has released any. A plan of the stack then asks that engine, and AWS
 * for a login. To give up the image, `terraform state rm` both of its resources and remove this; it stays in the
 * repository, so an image that is pushed again later needs another tag.
 */
const firstImage = v.strictObject({
  /** Tag of the image, as containers name it: `image: ":first"`. Tags are immutable: to push another image, change it. @default "first" */
  tag: v.optional(
    text(
      /^\w[\w.-]{0,127}$/,
      "is not a tag: use up to 128 letters, digits and . _ -, starting with a letter, digit or _",
    ),
    "first",
  ),
  /** Platform of the image. @default the architecture of `delivery.build` */
  platform: v.optional(choice("linux/amd64", "linux/arm64")),
});

/**
 * Pull through cache of Docker Hub: images are copied when they are first pulled, so tasks need no route to Docker Hub
 * and do not hit its pull limit. `nginx:1.29` there is `ACCOUNT.dkr.ecr.REGION.amazonaws.com/PREFIX/library/nginx:1.29`
 * here.
 */
const pullThroughCache = v.strictObject({
  /** Repository prefix of the copies, 2 to 30 characters, once per account and region. @default "docker-hub" */
  prefix: v.optional(
    text(
      /^(?=.{2,30}$)[a-z0-9]+([._/-][a-z0-9]+)*$/,
      "is not a prefix: use 2 to 30 lower-case letters and digits, with single . _ - and / between them",
    ),
    "docker-hub",
  ),
  /** Secret with `username` and `accessToken` of a Docker Hub account. Its name begins with `ecr-pullthroughcache/`. */
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html
  credentialsArn: text(
    /^arn:aws[a-z-]*:secretsmanager:[^:]+:\d{12}:secret:ecr-pullthroughcache\/[\w/+=.@-]+$/,
    "must be a secret that ECR reads: give the ARN of one in Secrets Manager whose name begins with ecr-pullthroughcache/",
  ),
});

/** The ECR repository of the application's images. */
export const registry = v.strictObject({
  /**
   * Existing repository, perhaps of another account, such as `123456789012.dkr.ecr.us-east-1.amazonaws.com/acme/shop`:
   * images that are only a tag are there, and pipelines push there. One in another account needs a policy that allows
   * what the output `repositoryPolicy` lists. Its owner is responsible for its images. @default created
   */
  repositoryUrl: v.optional(
    text(
      new RegExp(String.raw`^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.(com|com\.cn|eu)/(?=.{2,256}$)${REPOSITORY}$`),
      "is not a repository of ECR: write ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME, without a tag",
    ),
  ),
  /** How many of the newest images are kept, 1 to 1000. @default 30 */
  keepImages: v.optional(integer(1, 1000, "images"), 30),
  /** Days after which an untagged image is deleted, 1 to 365. @default 7 */
  untaggedDays: v.optional(integer(1, 365, "days"), 7),
  /** Whether `destroy` may delete the repository with its images. @default false */
  deleteWithImages: v.optional(v.boolean(), false),
  /** KMS key that encrypts the images. @default `encryption.imagesKeyArn`, else the AWS managed key of ECR */
  // Terraform reads the key of an alias back, and would replace the repository each time (provider documentation, kms_key).
  kmsKeyArn: v.optional(keyArn()),
  /** Image that Terraform builds from `Dockerfile` and pushes once. @default none: the pipeline pushes the first image */
  firstImage: v.optional(firstImage),
  /** Pull through cache of Docker Hub's images. @default none */
  pullThroughCache: v.optional(pullThroughCache),
});

export type RegistryConfig = v.InferOutput<typeof registry>;
export type FirstImageConfig = Required<v.InferOutput<typeof firstImage>>;
export type PullThroughCacheConfig = v.InferOutput<typeof pullThroughCache>;

/** Docker's names of architectures. */
export const PLATFORMS = { x86_64: "linux/amd64", arm64: "linux/arm64" } as const;

interface Parsed {
  readonly services: readonly Pick<Service, "container" | "sidecars">[];
  readonly registry?: RegistryConfig;
  readonly delivery?: DeliveryConfig;
  readonly encryption: Parameters<typeof resolveEncryption>[0];
}

/** Completes a registry. There is one where the environment configures it, builds images, or names one by its tag alone. */
export function resolveRegistry(environment: Parsed) {
  const { services, registry: given, delivery } = environment;
  const named = services.some(({ container, sidecars }) => [container, ...sidecars].some(({ image }) => isTag(image)));
  if (given === undefined && !named && !builds(delivery)) return undefined;
  const { firstImage, ...rest } = given ?? v.parse(registry, {});
  const platform = firstImage?.platform ?? PLATFORMS[deliveryOf(environment).build.architecture];
  const kmsKeyArn = rest.kmsKeyArn ?? resolveEncryption(environment.encryption).imagesKeyArn;
  return {
    ...rest,
    kmsKeyArn,
    existing: repositoryAt(rest.repositoryUrl),
    firstImage: firstImage && { ...firstImage, platform },
  };
}

/** An existing repository, by the parts of its URL. */
export function repositoryAt(repositoryUrl: string | undefined) {
  if (repositoryUrl === undefined) return undefined;
  const [account = "", , , region = ""] = repositoryUrl.split(".");
  return { url: repositoryUrl, account, region, name: repositoryUrl.slice(repositoryUrl.indexOf("/") + 1) };
}

const builds = (delivery: DeliveryConfig | undefined): boolean =>
  delivery !== undefined && isReleasing(delivery) && delivery.source.type !== "ecr";

/** Whether an image is only a tag: then it is in the environment's own repository. */
const isTag = (image: string): boolean => image.startsWith(":");
