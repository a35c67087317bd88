import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { awsPartition } from "../../partition.ts";
import type { ReadableConfig } from "../secret.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

interface Read {
  readonly path: Finding["path"];
  readonly value: ReadableConfig;
}

const byName = (path: Finding["path"], secrets: Readonly<Record<string, ReadableConfig>>): Read[] =>
  Object.entries(secrets).map(([name, value]) => ({ path: [...path, "secrets", name], value }));

/** What ECS reads to start a task of a service, and where the service names it. */
export const readsOf = (service: Service): Read[] => [
  ...containersOf(service).flatMap(({ path, container: { secrets, registryCredentialsArn, environmentFiles } }) => [
    ...byName(path, secrets),
    ...(registryCredentialsArn ? [{ path: [...path, "registryCredentialsArn"], value: registryCredentialsArn }] : []),
    ...environmentFiles.map((value, index) => ({ path: [...path, "environmentFiles", index], value })),
  ]),
  ...(service.logs.type === "firelens" ? byName(["logs"], service.logs.secrets) : []),
];

/** Finds what the execution role can't read, whatever it is allowed. */
export function checkReads(service: Service, environment: Parsed): Finding[] {
  return readsOf(service).flatMap(({ path, value }) => {
    // An entry of a list that has a wrong form is there as it is written.
    const message = typeof value === "string" ? undefined : obstacle(value, environment);
    return message === undefined ? [] : [{ path, message }];
  });
}

function obstacle({ arn, keyArn }: ReadableConfig, { account, region }: Parsed): string | undefined {
  const [, partition, kind, home = "", owner] = arn.split(":");
  const own = awsPartition(region);
  if (partition !== own) return `is in partition ${partition}, which ${region} has no access to: use one of ${own}`;
  const [, , , keyRegion] = keyArn?.split(":") ?? [];
  // A bucket's ARN does not say its region; a key is always in that of what it encrypts.
  if (keyRegion !== undefined && home !== "" && keyRegion !== home)
    return `is in ${home}, and its key in ${keyRegion}: use the key in ${home} that encrypts it`;
  if (!owner || owner === account) return undefined;
  // ECS developer guide: parameters of other regions, but of the same account.
  if (kind === "ssm")
    return `is in another account, whose parameters ECS does not read: copy it to ${account}, or use Secrets Manager`;
  // Secrets Manager user guide, access from a different account: not with the AWS managed key.
  if (keyArn === undefined)
    return "is in another account, and readable from here only under a customer managed key: write { arn, keyArn }";
  return undefined;
}

/** Maximum number of files of a task definition (ECS developer guide, use environment file). */
const MAX_FILES = 10;

/** Finds environment files that ECS does not take. */
export function checkEnvironmentFiles(service: Service): Finding[] {
  const files = readsOf(service).filter(({ path }) => path.includes("environmentFiles"));
  if (files.length === 0) return [];
  const { cluster, platformVersion } = service;
  const isOld = cluster === "fargate" && /^(0|1\.[0-3])\./.test(platformVersion);
  return [
    ...files.slice(MAX_FILES).map(({ path }) => ({
      path,
      message: `is one of ${files.length} files, and a task can have ${MAX_FILES}: put several into one`,
    })),
    ...(isOld
      ? [{ path: ["platformVersion"], message: "does not support environmentFiles: use 1.4.0, or LATEST" }]
      : []),
  ];
}
