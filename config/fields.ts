import * as v from "valibot";
import { type Finding, listOf } from "./finding.ts";
import { parseCidr } from "./network/cidr.ts";

/*
 * Kinds of fields that several parts of the configuration have. Messages go on behind path and value:
 * `network.cidr: "10.0.0.0" ` + `is not an IPv4 network: write …`. The reference shows the way out behind the colon as the
 * limits of the field, or a `title` where there is one.
 */

/** Text of a certain form. */
export const text = (form: RegExp, message: string) => v.pipe(v.string(), v.regex(form, message));

/** A whole number within limits, both included. */
export const whole = (low: number, high: number, unit = "") =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= low && value <= high,
      `is out of range: use a whole number from ${low} to ${high}${unit && ` ${unit}`}`,
    ),
  );

/** A TCP port. */
export const port = () => whole(1, 65535);

/** A number within limits, both included. */
export const decimal = (low: number, high: number, unit = "") =>
  v.pipe(
    v.number(),
    v.check(
      (value) => value >= low && value <= high,
      `is out of range: use a number from ${low} to ${high}${unit && ` ${unit}`}`,
    ),
  );

/** One of some texts. */
export const choice = <const T extends readonly string[]>(...options: T) =>
  v.picklist(options, `is none of the choices: use ${listOf(options)}`);

/**
 * A list whose entries differ: what is listed twice is a mistake, and AWS refuses most of it. Entries are the same where
 * all of their fields are, in any order.
 */
export const list = <const T extends v.GenericSchema>(entry: T) =>
  v.pipe(v.array(entry), follows<v.InferOutput<T>[]>(checkRepeated));

/**
 * A list in which an entry may come again: its order or number means something, AWS takes it, or a rule of its own compares
 * entries by what makes them differ, such as their names.
 */
export const repeatable = <const T extends v.GenericSchema>(entry: T) => v.array(entry);

function checkRepeated(entries: readonly unknown[]): Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const text = canonical(entry);
    if (seen.has(text)) return [{ path: [index], message: "is listed twice: remove one of them" }];
    seen.add(text);
    return [];
  });
}

/** A value as a text that is the same for the same values. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.entries(part).sort() : part,
  );

/** An object whose field `type` says what other fields it has. */
export const kinds = <const T extends v.VariantOptions<"type">>(options: T) => {
  const types = options.map(
    (option) => (option as unknown as { entries: { type: { literal: string } } }).entries.type.literal,
  );
  return v.variant("type", options, `is none of the choices: use ${listOf(types)}`);
};

/** The form of a region's name. */
export const REGION = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;

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

/** An Availability Zone. */
export const zone = () =>
  text(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "is not an Availability Zone: write its name, such as us-east-1a");

/** An ARN of any service. */
export const arn = () =>
  v.pipe(
    text(/^arn:aws[a-z-]*:[^:]+:[^:]*:(\d{12}|aws)?:.+/, "is not an ARN: write it as AWS shows it, arn:aws:…"),
    v.title("ARN"),
  );

/** A container image with tag or digest. */
export const image = () =>
  text(/^[a-z0-9][\w./:@-]*$/, "is not an image: write repository and tag, such as public.ecr.aws/nginx/nginx:1.29");

/** One of those, or only a tag: that image of the environment's own repository. */
export const containerImage = () =>
  text(
    /^(?:[a-z0-9][\w./:@-]*|:\w[\w.-]{0,127})$/,
    "is not an image: write repository and tag, such as public.ecr.aws/nginx/nginx:1.29, or only the tag, such as :first, of one that the registry stack has",
  );

/** Path of a folder or file from the root; on Windows it begins with a drive. */
export const absolutePath = () => text(/^(\/|[A-Z]:\\)/, "is not an absolute path: begin with /");

/** Days that CloudWatch Logs can keep a log group (PutRetentionPolicy takes no other numbers). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const retentionDays = () =>
  v.pipe(
    v.number(),
    v.check(
      (days) => RETENTION_DAYS.includes(days),
      `is no retention time of CloudWatch Logs: use one of ${RETENTION_DAYS.join(", ")} days`,
    ),
    v.title("retention in days"),
  );

/**
 * Makes a rule between fields part of their schema. It runs also where single fields are wrong, as long as their types
 * are right, so that all problems are found at once.
 */
export const follows = <T>(rule: (value: T) => Finding[]) =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { path, message } of rule(dataset.value)) {
      const items = path.map((key) => ({
        type: "unknown" as const,
        origin: "value" as const,
        input: undefined,
        key,
        value: undefined,
      }));
      addIssue({ message, ...(items.length > 0 && { path: items as [(typeof items)[number], ...typeof items] }) });
    }
  });
