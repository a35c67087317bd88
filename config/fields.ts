import * as v from "valibot";
import type { Finding } from "./finding.ts";
import { imageProblem } from "./image-name.ts";
import { KEY_ID } from "./key-id.ts";
import { type Kind, oneOfKinds } from "./kinds.ts";
import { didYouMean, nearest } from "./nearest.ts";
import { isIpv6Cidr, parseCidr } from "./network/cidr.ts";
import { markUnparsed, pathOf, whereParsed } from "./unparsed.ts";

/*
 * Kinds of fields that several parts of the configuration have. Messages follow path and value:
 * `network.cidr: "10.0.0.0" ` + `is not an IPv4 network: write …`. The reference shows the way out behind the colon as the
 * limits of the field, or a `title` where there is one.
 */

/** Text of a certain form. */
export const text = (form: RegExp, message: string) => v.pipe(v.string(), v.regex(form, message));

/** A whole number within limits, both included. */
export const integer = (low: number, high: number, unit = "") =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= low && value <= high,
      `is out of range: use a whole number from ${low} to ${high}${unit && ` ${unit}`}`,
    ),
  );

/** A TCP port. */
export const port = () => integer(1, 65535);

/** A number within limits, both included, with at most one decimal place. */
export const decimal = (low: number, high: number, unit = "") =>
  v.pipe(
    v.number(),
    v.check(
      (value) => value >= low && value <= high,
      `is out of range: use a number from ${low} to ${high}${unit && ` ${unit}`}`,
    ),
    v.check((value) => Number(value.toFixed(1)) === value, "must be a multiple of 0.1, such as 33.3"),
  );

/** One of some texts. */
export const choice = <const T extends readonly string[]>(...options: T) =>
  v.picklist(
    options,
    ({ input }) =>
      `must be one of: ${options.join(", ")}${didYouMean(quoted(typeof input === "string" ? nearest(input, options) : []))}`,
  );

/** An architecture of processors. */
export const architecture = () => choice("x86_64", "arm64");

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`);

/**
 * A list whose entries differ: what is listed twice is a mistake, and AWS refuses most of it. Entries are the same where
 * all of their fields are, in any order.
 */
export const list = <const T extends v.GenericSchema>(entry: T) =>
  v.pipe(v.array(entry), rules<v.InferOutput<T>[]>(checkRepeated));

/**
 * A list in which an entry may come again: its order or number means something, AWS accepts it, or another rule compares
 * entries by what makes them differ, such as their names.
 */
export const repeatable = <const T extends v.GenericSchema>(entry: T) => v.array(entry);

function checkRepeated(entries: readonly unknown[]): Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) =>
    whereParsed(() => {
      const text = canonical(entry);
      if (seen.has(text)) return [{ path: [index], message: "is listed twice: remove one of them" }];
      seen.add(text);
      return [];
    }),
  );
}

/** A value as a text that is the same for the same values. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.entries(part).sort() : part,
  );

/** An object whose field `type` says what other fields it has. */
export const kinds = <const T extends v.VariantOptions<"type">>(options: T) =>
  v.variant("type", options, ({ input, path }) =>
    oneOfKinds(options as unknown as readonly Kind[], input, path === undefined),
  );

/** The form of a region's name. */
export const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** An IPv4 network. */
export const cidr = () =>
  v.pipe(
    v.string(),
    v.check(
      (value) => parseCidr(value) !== undefined,
      "is not an IPv4 network: write its first address and prefix length, such as 10.0.0.0/16",
    ),
    v.title("IPv4 network, such as `10.0.0.0/16`"),
  );

/** An IPv4 or IPv6 network. */
export const anyCidr = () =>
  v.pipe(
    v.string(),
    v.check(
      (value) => parseCidr(value) !== undefined || isIpv6Cidr(value),
      "is not an IPv4 or IPv6 network: write its first address, in the short form, and prefix length, such as 10.0.0.0/16 or 2001:db8::/32",
    ),
    v.title("IPv4 or IPv6 network, such as `10.0.0.0/16` or `2001:db8::/32`"),
  );

/** An id of EC2: 8 characters or 17 behind its prefix (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html). */
export const EC2_ID = "([0-9a-f]{8}|[0-9a-f]{17})";

/** A security group. */
export const securityGroupId = () =>
  text(new RegExp(`^sg-${EC2_ID}$`), "is not an id: write it as EC2 shows it, such as sg-0123456789abcdef0");

/** A managed prefix list of Amazon VPC. */
export const prefixListId = () =>
  text(new RegExp(`^pl-${EC2_ID}$`), "is not a prefix list: write its id as Amazon VPC shows it, such as pl-3b927c52");

/** An Availability Zone. */
export const zone = () =>
  text(/^[a-z]{2,4}(-[a-z]+)+-\d[a-z]$/, "is not an Availability Zone: write its name, such as us-east-1a");

/** A KMS key. That of an alias grants nothing in a policy (KMS developer guide, key policies and IAM policies). */
export const keyArn = () =>
  text(
    new RegExp(String.raw`^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/${KEY_ID}$`),
    "is not the ARN of a KMS key: write it as KMS shows it, arn:aws:kms:…:key/…, not an alias",
  );

/** Characters of a path of IAM, and of names (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const [MAX_PATH, MAX_POLICY_NAME, MAX_ROLE_NAME] = [512, 128, 64];

/** That path and name of an ARN of IAM are no longer than IAM allows. */
const shortNames = (most: number) =>
  v.check<string, string>(
    (arn) =>
      arn.slice(arn.lastIndexOf("/") + 1).length <= most &&
      arn.replace(/[^/]*$/, "").replace(/^[^/]*/, "").length <= MAX_PATH,
    `is too long: IAM allows ${most} characters for the name, and ${MAX_PATH} for the path before it`,
  );

/** A policy of IAM. */
export const policyArn = () =>
  v.pipe(
    text(
      /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
      "is not the ARN of a policy: write it as IAM shows it, arn:aws:iam::…:policy/NAME",
    ),
    shortNames(MAX_POLICY_NAME),
  );

/** A role of IAM that something else than its service may assume (IAM user guide, service-linked roles). */
export const roleArn = () =>
  v.pipe(
    text(
      /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
      "is not the ARN of a role: write it as IAM shows it, arn:aws:iam::…:role/NAME",
    ),
    shortNames(MAX_ROLE_NAME),
    v.check(
      (arn) => !arn.includes(":role/aws-service-role/"),
      "is a service-linked role, which its service alone assumes: use another role",
    ),
  );

/** A container image with tag or digest. */
export const image = () => v.pipe(v.string(), ...imageRule(imageProblem));

/** One of those, or only a tag: that image of the environment's own repository. */
export const containerImage = () =>
  v.pipe(
    v.string(),
    ...imageRule((name) => {
      if (!name.startsWith(":")) return imageProblem(name);
      return /^:\w[\w.-]{0,127}$/.test(name)
        ? undefined
        : "is not a tag: use up to 128 letters, digits, _ . and -, starting with a letter, digit or _";
    }),
  );

const imageRule = (problemOf: (name: string) => string | undefined) =>
  [
    v.check<string, (issue: { input: string }) => string>(
      (name) => problemOf(name) === undefined,
      ({ input }) => problemOf(input) ?? "",
    ),
    v.title<string, "image, such as `public.ecr.aws/nginx/nginx:1.29`">(
      "image, such as `public.ecr.aws/nginx/nginx:1.29`",
    ),
  ] as const;

/** Path of a folder or file from the root; on Windows it begins with a drive. */
export const absolutePath = () => text(/^(\/|[A-Z]:[\\/])/i, "is not an absolute path: begin with /");

/** Days that CloudWatch Logs can keep a log group (PutRetentionPolicy takes no other numbers). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const retentionDays = () =>
  v.pipe(
    v.number(),
    v.check(
      (days) => RETENTION_DAYS.includes(days),
      `must be one of the retention times of CloudWatch Logs: ${RETENTION_DAYS.join(", ")} days`,
    ),
    v.title("retention in days"),
  );

/**
 * Makes rules between fields part of their schema. They run even if single fields are wrong, each as far as what it
 * reads has been parsed, so that all problems are found at once and none is found twice.
 */
export const rules = <T>(...rules: ((value: T) => readonly Finding[])[]) =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    const issues = (dataset.issues ?? []).filter(({ type }) => type !== "raw_check");
    if (!markUnparsed(dataset.value, issues)) return;
    const known = new Set(issues.map((issue) => pathOf(issue).join("\n")));
    for (const { path, message, derived } of rules.flatMap((rule) => whereParsed(() => rule(dataset.value as T)))) {
      if (known.has(path.join("\n"))) continue;
      const items = path.map((key) => ({ type: "unknown", origin: "value", input: undefined, key, value: undefined }));
      addIssue({ message, input: derived, ...(items.length > 0 && { path: items as [v.UnknownPathItem] }) });
    }
  });
