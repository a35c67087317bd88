import * as v from "valibot";
import { topicArn } from "../arns.ts";
import { architecture, choice, integer, list, repeatable, retentionDays, text } from "../fields.ts";
import { eventSchedule } from "./event-schedule.ts";
import { buildMinutes, infrastructure } from "./infrastructure.ts";
import { deployedFrom, promotion } from "./promotion.ts";
import { source } from "./source.ts";

const build = v.strictObject({
  /** CodeBuild compute: `small` 2 vCPU, 4 GB; `medium` 4 vCPU, 8 GB; `large` 8 vCPU, 16 GB. @default "small" */
  size: v.optional(choice("small", "medium", "large"), "small"),
  /** Architecture of the build, and so of the image. @default "x86_64" */
  architecture: v.optional(architecture(), "x86_64"),
  /** Timeout of a build, 5 to 2160 minutes. @default 30 */
  timeoutMinutes: v.optional(buildMinutes(), 30),
  /**
   * Severity of scan findings that stops a release, with all higher ones; `none` never stops it.
   * @default "critical"
   */
  scanFailsOn: v.optional(choice("critical", "high", "medium", "low", "none"), "critical"),
  /** Whether builds run in the private subnets. @default false */
  vpc: v.optional(v.boolean(), false),
  /** Whether `buildspec.yml` may upload test reports. @default false */
  reports: v.optional(v.boolean(), false),
});

/**
 * A mailbox: a name without quotes, and a domain of labels with single dots between them, without one at the end
 * (https://www.rfc-editor.org/rfc/rfc5321, 4.1.2, https://www.rfc-editor.org/rfc/rfc6531, 3.3).
 */
const EMAIL = /^[^@\s"(),:;<>[\\\]]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

/** Where results are sent. */
const notifications = v.strictObject({
  /** Existing SNS topic that allows CodeStar Notifications to publish. @default a topic is created */
  topicArn: v.optional(topicArn()),
  /** E-mail addresses that the created topic notifies; each has to confirm its subscription. @default none */
  emails: v.optional(list(text(EMAIL, "is not an e-mail address: write it as ops@example.com")), []),
  /** Which results are sent: failures, successes, approvals that are waiting. @default ["failed", "succeeded", "approval"] */
  of: v.optional(list(choice("failed", "succeeded", "approval")), ["failed", "succeeded", "approval"]),
  /**
   * Whether a message is sent when anything but CodePipeline, CodeBuild, CodeDeploy or EventBridge assumes a role of
   * the delivery. Requires a CloudTrail trail with management events, including reads. An existing topic has to allow
   * EventBridge to publish too.
   * @default false
   */
  roleUse: v.optional(v.boolean(), false),
});

/** The pipeline from a commit to running tasks. */
export const delivery = v.strictObject({
  /** Source of releases. @default a CodeCommit repository, branch main */
  source: v.optional(source, { type: "codecommit" }),
  /** How CodeBuild builds an image. @default small, x86_64, at most 30 minutes */
  build: v.optional(build, {}),
  /** Manual approval between build and deployment. @default none */
  approval: v.optional(
    v.strictObject({
      /** Text of the approval request, up to 1000 characters in one line. @default "Deploy this release?" */
      message: v.optional(
        text(/^[^\n]{1,1000}$/, "is too long or has line breaks: use up to 1000 characters in one line"),
        "Deploy this release?",
      ),
    }),
  ),
  /**
   * `superseded`: a newer release overtakes one that waits; `queued`: each waits for the previous one.
   * @default "superseded"
   */
  executionMode: v.optional(choice("superseded", "queued"), "superseded"),
  /** Whether a failed stage is rolled back to its last successful release. @default true */
  rollback: v.optional(v.boolean(), true),
  /** Names of the services that the pipeline deploys, in this order. @default none: it only builds */
  services: v.optional(list(v.string()), []),
  /** Environments that the release is promoted to afterwards, in this order. @default none */
  promotions: v.optional(repeatable(promotion), []),
  /** Allows the pipeline of another environment to deploy services here. @default none */
  deployedFrom: v.optional(deployedFrom),
  /** Pipeline that plans and applies the stacks, from the same source. @default none: `npm run deploy` by hand */
  infrastructure: v.optional(infrastructure),
  /** Notifications about releases, deployments and approvals. @default none */
  notifications: v.optional(notifications),
  /**
   * Schedule, in UTC, on which the images of running tasks are compared with those that the pipeline has deployed:
   * `rate(1 hour)` or `cron(17 5 ? * MON-FRI *)`. The build fails if a task of `services` runs another image. @default
   * never
   */
  imageCheckSchedule: v.optional(eventSchedule),
  /** Days that artifacts of a release are kept, 1 to 3650. @default 90 */
  artifactDays: v.optional(integer(1, 3650, "days"), 90),
  /** Days that the log of requests to the bucket of artifacts is kept, 1 to 3650. @default requests are not logged */
  artifactAccessLogDays: v.optional(integer(1, 3650, "days")),
  /** Days that CloudWatch Logs keeps build logs. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

export type DeliveryConfig = v.InferOutput<typeof delivery>;
export type ResultConfig = NotificationsConfig["of"][number];
export type BuildConfig = v.InferOutput<typeof build>;
export type NotificationsConfig = v.InferOutput<typeof notifications>;

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
