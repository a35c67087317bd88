import * as v from "valibot";
import { keyArn, text } from "../fields.ts";

/** What ECS reads with the execution role before it starts a task: its ARN, or that and the key that encrypts it. */
const readable = (arn: v.GenericSchema<string>, title: string, message: string) =>
  v.pipe(
    v.union([arn, v.strictObject({ arn, keyArn: keyArn() })], `${message}, or { arn, keyArn }`),
    v.transform((given): { arn: string; keyArn?: string } => (typeof given === "string" ? { arn: given } : given)),
    v.title(`ARN of ${title}, or \`{ arn, keyArn }\``),
  );

/** Names of parameters (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html, Name). */
const MAX_LEVELS = 15;
const parameterOf = (arn: string): string => /:parameter\/(.*)$/.exec(arn)?.[1] ?? "";

/**
 * A name in Secrets Manager, and the three parts behind it that ECS wants together: JSON key, stage and version. Names of secrets
 * that AWS services manage have a `!`, such as `rds!db-…`
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html).
 */
const SECRET = String.raw`secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]+`;

const NO_SECRET = "is not a secret: write the ARN of one in Secrets Manager or of a parameter in Parameter Store";

/** A secret of Secrets Manager, or a part of it, or a parameter. */
export const secret = readable(
  v.pipe(
    text(
      new RegExp(
        String.raw`^arn:aws[a-z-]*:(${SECRET}(:[^:]*:[^:]*:[^:]*)?|ssm:[a-z0-9-]+:\d{12}:parameter(/[\w.-]+)+)$`,
      ),
      NO_SECRET,
    ),
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html, Name; six characters follow it.
    v.check(
      (arn) => (/:secret:([^:]+)/.exec(arn)?.[1]?.length ?? 0) <= 512 + "-AbCdEf".length,
      "has a name of more than the 512 characters that Secrets Manager allows",
    ),
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    v.check(
      (arn) => !/:secret:[^:]+:[^:]*:[^:]+:[^:]+$/.test(arn),
      "names a stage and a version, of which ECS takes one: leave one of the two empty",
    ),
    v.check(
      (arn) => parameterOf(arn).split("/").length <= MAX_LEVELS,
      `has more levels than a parameter: Parameter Store allows ${MAX_LEVELS}`,
    ),
    v.check(
      (arn) => !/^ssm/i.test(parameterOf(arn)),
      "begins with ssm, as no name of a parameter does: write what is behind parameter as Parameter Store shows it",
    ),
  ),
  "a secret or parameter",
  NO_SECRET,
);

const NO_CREDENTIALS = "is not a secret: write the ARN of one in Secrets Manager";

/** A whole secret of Secrets Manager. */
export const credentials = readable(
  text(new RegExp(`^arn:aws[a-z-]*:${SECRET}$`), NO_CREDENTIALS),
  "a secret",
  NO_CREDENTIALS,
);

const NO_FILE = "is not an environment file: write the ARN of an object of S3 whose key ends in .env";

/**
 * Buckets have 3 to 63 of those characters
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html); keys end up in a policy, where *, ? and $
 * mean others.
 */
const FILE = /^arn:aws[a-z-]*:s3:::([^/]+)\/([\s\S]*)\.env$/;

/** A file of environment variables. ECS takes no other ending (ECS API reference, EnvironmentFile). */
export const environmentFile = readable(
  v.pipe(
    text(FILE, NO_FILE),
    v.check(
      (arn) => /^[a-z0-9.-]{3,63}$/.test(FILE.exec(arn)?.[1] ?? "any"),
      "names a bucket that S3 can't have: use 3 to 63 lower-case letters, digits, hyphens and dots",
    ),
    v.check(
      (arn) => !/[*?$]/.test(FILE.exec(arn)?.[2] ?? ""),
      "has *, ? or $ in its key, which are wildcards or variables in a policy: use another key",
    ),
  ),
  "an object",
  NO_FILE,
);

export type ReadableConfig = v.InferOutput<typeof secret>;
