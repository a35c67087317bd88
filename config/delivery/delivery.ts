import * as v from "valibot";
import { architecture, arn, choice, list, repeatable, retentionDays, text, whole } from "../fields.ts";
import { infrastructure } from "./infrastructure.ts";
import { deployedFrom, promotion } from "./promotion.ts";
import { source } from "./source.ts";

const build = v.strictObject({
  /** Size of the build machine. @default "small": 2 vCPU, 4 GB */
  size: v.optional(choice("small", "medium", "large"), "small"),
  /** Architecture of the machine and so of the image. @default "x86_64" */
  architecture: v.optional(architecture(), "x86_64"),
  /** Minutes until a build is given up, 5 to 480. @default 30 */
  timeoutMinutes: v.optional(whole(5, 480, "minutes"), 30),
  /** Findings of the image scan at or above this stop the release; `none` for no gate. @default "critical" */
  scanFailsOn: v.optional(choice("critical", "high", "medium", "low", "none"), "critical"),
  /** Whether it runs in the private subnets, to reach what is only there. @default false */
  vpc: v.optional(v.boolean(), false),
  /** Whether `buildspec.yml` may hand in test reports. @default false */
  reports: v.optional(v.boolean(), false),
});

/** Who hears of results. Without a topic of your own one is made. */
const notifications = v.strictObject({
  /** SNS topic that exists already, and lets CodeStar notifications publish. @default one is created */
  topicArn: v.optional(arn()),
  /** Addresses that the created topic writes to; each has to confirm once. @default none */
  emails: v.optional(list(text(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, "is not an e-mail address")), []),
  /** Which results. @default failures, successes, and approvals that wait */
  of: v.optional(list(choice("failed", "succeeded", "approval")), ["failed", "succeeded", "approval"]),
});

/** The pipeline from a commit to running tasks. */
export const delivery = v.strictObject({
  /** Where releases come from. @default CodeCommit, branch main */
  source: v.optional(source, { type: "codecommit" }),
  build: v.optional(build, {}),
  /** A person's approval between build and deployment. @default none */
  approval: v.optional(
    v.strictObject({
      /** What the person reads. @default "Deploy this release?" */
      message: v.optional(
        text(/^[^\n]{1,1000}$/, "is too long or has lines: use up to 1000 characters"),
        "Deploy this release?",
      ),
    }),
  ),
  /** What happens to a release while another is under way: a newer one overtakes, or they wait in a row. @default "superseded" */
  executionMode: v.optional(choice("superseded", "queued"), "superseded"),
  /** Whether a stage that fails is brought back to its last successful release. @default true */
  rollback: v.optional(v.boolean(), true),
  /** Names of the services that the pipeline deploys, in order. @default none: it only builds */
  services: v.optional(list(v.string()), []),
  /** Environments that get the release afterwards, in order. @default none */
  promotions: v.optional(repeatable(promotion), []),
  /** Another environment's pipeline that deploys services here. @default none */
  deployedFrom: v.optional(deployedFrom),
  /** A pipeline for the stacks themselves, from the same source. @default none: `npm run deploy` by hand */
  infrastructure: v.optional(infrastructure),
  /** @default none */
  notifications: v.optional(notifications),
  /** Days after which artifacts of a release are deleted. @default 90 */
  artifactDays: v.optional(whole(1, 3650, "days"), 90),
  /** Days that build logs are kept. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

export type DeliveryConfig = v.InferOutput<typeof delivery>;

const DEFAULTS = v.parse(delivery, {});

/** Settings of a delivery, configured or not. */
export const deliveryOf = (environment: { readonly delivery?: DeliveryConfig }): DeliveryConfig =>
  environment.delivery ?? DEFAULTS;

/** Services that a pipeline delivers, of this environment or of another one. */
export const deliveredNames = (delivery: DeliveryConfig | undefined): readonly string[] => [
  ...(delivery?.services ?? []),
  ...(delivery?.deployedFrom?.services ?? []),
];

/** Whether there is a pipeline: an environment that another one's deploys to has none, unless it says what that delivers. */
export const isReleasing = ({ services, promotions, deployedFrom }: DeliveryConfig): boolean =>
  deployedFrom === undefined || services.length > 0 || promotions.length > 0;
