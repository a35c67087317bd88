import { createHash } from "node:crypto";
import * as v from "valibot";

/** What a name has to keep to: most characters, and the form that the service checks. */
interface Limit {
  most: number;
  form: RegExp;
  rule: string;
}

/** What the forms below ask of the first character. */
const FIRST = "starting with a letter or digit";
const ENDS = "with a letter or digit at both ends";
/** Names of IAM (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, IAM name requirements). */
const IAM = { form: /^[A-Za-z0-9][\w+=,.@-]*$/, rule: `letters, digits and + = , . @ _ -, ${FIRST}` };
const DOTTED_WORD = { form: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, rule: `letters, digits, . _ and -, ${FIRST}` };
const WORD = { form: /^[A-Za-z0-9][A-Za-z0-9_-]*$/, rule: `letters, digits, _ and -, ${FIRST}` };
/** The form of their names. */
export const REPOSITORY = String.raw`[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*)*`;
/** What repositories of ECR are named (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html). */
const LOWER = {
  form: new RegExp(`^(?=..)${REPOSITORY}$`),
  rule: "two or more lower-case letters and digits, with single . _ / or hyphens between them",
};

/**
 * Buckets of S3, here without dots, which certificates don't cover; and what S3 keeps for special ones
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
 */
const BUCKET = /^[a-z0-9][a-z0-9-]+[a-z0-9]$/;
const SPECIAL_BUCKET = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;
const SPECIAL_BUCKET_MESSAGE = "has a prefix or suffix that S3 reserves: use another name";

/** Limits of the services that give names, from the reference of each API. */
export const LIMITS = {
  alarm: { most: 255, form: /^[ -~]+$/, rule: "printable ASCII" },
  autoScalingGroup: { most: 255, ...WORD },
  // https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html
  approvalRule: {
    most: 100,
    form: /^(?!.*\.git$)[A-Za-z0-9 ._-]+$/,
    rule: "letters, digits, spaces, . _ and -, not ending with .git",
  },
  bucket: { most: 63, form: BUCKET, rule: `three or more lower-case letters, digits and -, ${ENDS}` },
  // https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html
  buildProject: {
    most: 150,
    form: /^[A-Za-z0-9][A-Za-z0-9_-]+$/,
    rule: `two or more letters, digits, _ and -, ${FIRST}`,
  },
  // ECS keeps these beginnings for itself (CreateCapacityProvider).
  capacityProvider: {
    most: 255,
    form: /^(?!aws|ecs|fargate)[A-Za-z0-9_-]+$/i,
    rule: "letters, digits, _ and -, not beginning with aws, ecs or fargate",
  },
  cluster: { most: 255, ...WORD },
  connection: { most: 32, ...WORD },
  container: { most: 255, ...WORD },
  dashboard: { most: 255, ...WORD },
  // https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateApplication.html
  deploymentApplication: { most: 100, ...IAM },
  deploymentConfig: { most: 100, ...WORD },
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
  eventRule: { most: 64, ...DOTTED_WORD },
  imageRepository: { most: 256, ...LOWER },
  instanceProfile: { most: 128, ...IAM },
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
  keyAlias: {
    most: 250,
    form: /^(?!(aws|alias)\/)[A-Za-z0-9]([A-Za-z0-9/_-]*[A-Za-z0-9_-])?$/,
    rule: `letters, digits, / _ and -, ${FIRST}, not beginning with alias/ or aws/, and not ending with /`,
  },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html
  launchTemplate: {
    most: 128,
    form: /^[A-Za-z0-9][A-Za-z0-9()./_-]{2,}$/,
    rule: `three or more letters, digits and ( ) . / _ -, ${FIRST}`,
  },
  loadBalancer: {
    most: 32,
    form: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
    rule: `letters, digits and -, ${ENDS}, not beginning with internal-`,
  },
  // The role that ECS starts managed instances with may pass only roles with this prefix.
  managedInstanceRole: {
    most: 64,
    form: /^ecsInstanceRole[\w+=,.@-]*$/,
    rule: "letters, digits and + = , . @ _ -, beginning with ecsInstanceRole",
  },
  logGroup: { most: 512, form: /^[A-Za-z0-9_./#-]+$/, rule: "letters, digits, _ . / # and -" },
  notificationRule: { most: 64, ...WORD },
  stage: { most: 100, ...WORD },
  // https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html
  pipeline: { most: 100, form: /^[A-Za-z0-9][\w.@-]*$/, rule: `letters, digits, . @ _ and -, ${FIRST}` },
  policy: { most: 128, ...IAM },
  role: { most: 64, ...IAM },
  // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
  scalingPolicy: { most: 256, form: /^[ -~]+$/, rule: "printable ASCII" },
  securityGroup: {
    most: 255,
    form: /^(?!sg-)[A-Za-z0-9 ._:/()#,@+=&;{}!$*-]+$/,
    rule: "letters, digits and punctuation, not beginning with sg-",
  },
  service: { most: 255, ...WORD },
  // https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html
  sourceRepository: {
    most: 100,
    form: /^(?!.*\.git$)[A-Za-z0-9][A-Za-z0-9_.-]*$/,
    rule: `letters, digits, . _ and -, ${FIRST}, not ending with .git`,
  },
  tag: { most: 256, form: /^[A-Za-z0-9 _.:/=+@-]*$/, rule: "letters, digits, spaces and _ . : / = + @ -" },
  targetGroup: { most: 32, form: /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/, rule: `letters, digits and -, ${ENDS}` },
  taskFamily: { most: 255, ...WORD },
  topic: { most: 256, ...WORD },
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
  trail: {
    most: 128,
    form: /^(?=...)(?!\d+(\.\d+){3}$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/,
    rule: "three or more letters and digits, with single . _ and - between them, not as in an IP address",
  },
  webAcl: { most: 128, ...WORD },
} as const satisfies Record<string, Limit>;

export type NameKind = keyof typeof LIMITS;

/**
 * The name of something in the cloud. One that is too long, or has characters that the service does not take, is changed
 * and gets a hash of the whole behind it, so that it stays the same as long as the whole does and differs from others.
 */
export function cloudName(kind: NameKind, name: string): string {
  const { most, form: ofKind }: Limit = LIMITS[kind];
  const form = { test: (text: string) => ofKind.test(text) && !(kind === "bucket" && SPECIAL_BUCKET.test(text)) };
  if (name.length <= most && form.test(name)) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  const plain = form.test(name.slice(0, most)) ? name : name.replace(/[^A-Za-z0-9]+/g, "-");
  const shorten = (text: string) => `${text.slice(0, most - 9).replace(/[^A-Za-z0-9]+$/, "")}-${hash}`;
  // Some services reserve a prefix, such as internal- for load balancers.
  return form.test(shorten(plain)) ? shorten(plain) : shorten(`x-${plain}`);
}

/** Kinds whose names IAM does not tell apart by case (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html). */
const CASELESS = ["instance profile", "instanceProfile", "managedInstanceRole", "policy", "role"];

/** The same text for names of a kind that AWS takes for the same. */
export const nameKey = (kind: string, name: string): string =>
  `${kind} ${CASELESS.includes(kind) ? name.toLowerCase() : name}`;

/** First part of the names of what belongs to a service and is shared with the whole account. */
export const sharedName = (serviceName: string, environmentName: string): string =>
  serviceName.startsWith(environmentName) ? serviceName : `${environmentName}-${serviceName}`;

/** Name of the pipeline's stage that deploys a service. */
export const deployStageName = (serviceName: string): string => cloudName("stage", `Deploy-${serviceName}`);

/** A name that configuration gives. */
export const givenName = (kind: NameKind) => {
  const { most, form, rule }: Limit = LIMITS[kind];
  return v.pipe(
    v.string(),
    v.maxLength(most, `is too long: use at most ${most} characters`),
    v.regex(form, `is not a name that AWS accepts: use ${rule}`),
    v.check((name) => kind !== "bucket" || !SPECIAL_BUCKET.test(name), SPECIAL_BUCKET_MESSAGE),
  );
};

/** The name of a bucket that exists, which may have dots (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */
export const bucketName = () =>
  v.pipe(
    v.string(),
    v.regex(
      /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      `is not a bucket name: use 3 to 63 lower-case letters, digits, hyphens and single dots, ${ENDS}`,
    ),
    v.check(
      (name) => !/^\d+(\.\d+){3}$/.test(name),
      "has the form of an IP address, which no bucket has: use another name",
    ),
    v.check((name) => !SPECIAL_BUCKET.test(name), SPECIAL_BUCKET_MESSAGE),
  );
