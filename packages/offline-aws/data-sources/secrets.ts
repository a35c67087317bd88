import { createHash } from "node:crypto";
import type { Resource } from "../cloud/cloud.ts";
import type { ObjectValue } from "../protocol/values.ts";
import { AwsError } from "../provider/failure.ts";
import { storedValue } from "../provider/write-only.ts";
import { type Asked, askedRegion, listedTexts } from "./from-cloud.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** What there is of a type in the account and region that are asked in. */
export const resourcesHere = (requested: Asked, type: string): Resource[] =>
  requested.cloud
    .list(type)
    .filter(({ account, region }) => account === requested.provider.account && region === askedRegion(requested));

/** The stage that is requested where nothing else is. */
const CURRENT = "AWSCURRENT";

/**
 * What GetSecretValue answers, by the secret's name or ARN
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html). Throws `AwsError`.
 */
export function secretVersion(requested: Asked): ObjectValue {
  const { secret_id, version_id, version_stage } = requested.config;
  const secret = resourcesHere(requested, "aws_secretsmanager_secret").find(({ attributes: { id, arn, name } }) =>
    [id, arn, name].includes(secret_id ?? null),
  )?.attributes;
  // What existed before may be told of without its secret.
  const names = secret === undefined ? [secret_id] : [secret.id, secret.arn, secret.name];
  const stage = String(version_stage ?? CURRENT);
  const version = resourcesHere(requested, "aws_secretsmanager_secret_version").find(
    ({ attributes }) =>
      names.includes(attributes.secret_id ?? null) &&
      (version_id ? attributes.version_id === version_id : listedTexts(attributes.version_stages).includes(stage)),
  );
  if (version === undefined) {
    const requested = version_id ? `VersionId: ${String(version_id)}` : `staging label: ${stage}`;
    const what = secret === undefined ? "." : ` value for ${requested}`;
    throw new AwsError(`ResourceNotFoundException: Secrets Manager can't find the specified secret${what}`);
  }
  const { attributes } = version;
  const arn = secret?.arn ?? secret_id ?? null;
  return {
    id: `${String(arn)}|${version_id ? String(version_id) : stage}`,
    region: askedRegion(requested),
    secret_id: secret_id ?? null,
    arn,
    secret_string: storedValue(version, "secret_string") ?? "",
    secret_binary: attributes.secret_binary ?? "",
    version_id: attributes.version_id ?? null,
    version_stages: attributes.version_stages ?? [],
    created_date: "2026-01-01T00:00:00Z",
  };
}

/** A parameter as GetParameter answers it; undefined if no parameter has that name. */
export function parameter(
  requested: Asked,
  name: string,
): { type: string; value: string; version: number } | undefined {
  const stored = resourcesHere(requested, "aws_ssm_parameter").find(({ attributes }) => attributes.name === name);
  if (stored === undefined) {
    const value = publicParameter(name);
    return value === undefined ? undefined : { type: "String", value, version: 1 };
  }
  const { type, version } = stored.attributes;
  const value = storedValue(stored, "value") ?? storedValue(stored, "insecure_value") ?? "";
  return { type: String(type ?? "String"), value, version: Number(version ?? 1) };
}

/** AWS's public parameters are known by their form: those of images end with an image's id. */
function publicParameter(name: string): string | undefined {
  if (!name.startsWith("/aws/service/")) return undefined;
  if (/\/recommended$/.test(name)) {
    const image_id = `ami-0${digest(name).slice(0, 16)}`;
    return JSON.stringify({ image_id, image_name: name.split("/").at(-2), image_version: "1.0.0", schema_version: 1 });
  }
  return /image_id$|ami-id$|image-id|al2023-ami|amzn2-ami/.test(name)
    ? `ami-0${digest(name).slice(0, 16)}`
    : digest(name).slice(0, 16);
}
