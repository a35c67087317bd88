import { locationOf } from "./arns.ts";
import type { Parsed } from "./config.ts";
import type { Finding } from "./finding.ts";
import { awsPartition } from "./partition.ts";
import { hooksOf } from "./services/rollout.ts";
import { whereParsed } from "./unparsed.ts";

/** Where AWS looks for what ARNs name. */
export const ARN_PLACE_RULES: readonly ((environment: Parsed) => readonly Finding[])[] = [
  checkRegions,
  checkStateKey,
  checkManagedPolicies,
  checkPartitions,
];

interface Placed {
  readonly path: Finding["path"];
  readonly arn: string | undefined;
}

/**
 * ARNs that work only in their own region: topics of alarms (CloudWatch user guide, alarm actions) and of notification rules
 * (Developer Tools console user guide, notification targets), functions that deployments call (Lambda API, Invoke), authorities
 * of certificates (ECS developer guide, encrypt Service Connect traffic), trust stores (Elastic Load Balancing user guide, share
 * trust stores), and KMS keys (KMS developer guide, concepts).
 */
function regionalOf({ services, delivery, registry, ec2Cluster, fargateCluster }: Parsed): Placed[] {
  return [
    ...Object.entries({ ec2Cluster, fargateCluster }).map(([cluster, config]) => ({
      path: [cluster, "loadBalancer", "mutualTls", "trustStoreArn"],
      arn: whereParsed(() => [config?.loadBalancer?.mutualTls?.trustStoreArn])[0],
    })),
    { path: ["delivery", "notifications", "topicArn"], arn: delivery?.notifications?.topicArn },
    { path: ["registry", "kmsKeyArn"], arn: registry?.kmsKeyArn },
    ...services.flatMap((service, index) => whereParsed(() => regionalOfService(service, ["services", index]))),
  ];
}

function regionalOfService(service: Parsed["services"][number], at: Finding["path"]): Placed[] {
  const { hooks, codeDeployHooks } = hooksOf(service.deployment);
  const path = [...at, "deployment", "hooks"];
  return [
    { path: [...at, "alarmTopicArn"], arn: service.alarmTopicArn },
    ...Object.entries(service.serviceConnect?.tls ?? {}).map(([field, arn]) => ({
      path: [...at, "serviceConnect", "tls", field],
      arn,
    })),
    ...hooks.map(({ lambdaArn }, index) => ({ path: [...path, index, "lambdaArn"], arn: lambdaArn })),
    ...Object.entries(codeDeployHooks).map(([event, arn]) => ({ path: [...path, event], arn })),
    ...service.volumes.flatMap((volume, index) =>
      volume.type === "ebs" ? [{ path: [...at, "volumes", index, "kmsKeyArn"], arn: volume.kmsKeyArn }] : [],
    ),
  ];
}

function checkRegions(environment: Parsed): Finding[] {
  const { region } = environment;
  return regionalOf(environment).flatMap(({ path, arn }) =>
    arn === undefined || locationOf(arn).region === region
      ? []
      : [{ path, message: `is not in region ${region}, where it is used: use one there` }],
  );
}

/** S3 encrypts with keys of the bucket's region only (S3 user guide, specifying SSE-KMS). */
function checkStateKey({ region: own, state }: Parsed): Finding[] {
  if (state.type !== "s3" || state.kmsKeyArn === undefined) return [];
  const region = state.region ?? own;
  if (locationOf(state.kmsKeyArn).region === region) return [];
  return [
    { path: ["state", "kmsKeyArn"], message: `is not in region ${region}, where the bucket is: use a key there` },
  ];
}

/** A role takes managed policies of the same account and of AWS (IAM user guide, managed policies). */
function checkManagedPolicies({ account, services }: Parsed): Finding[] {
  return services.flatMap(({ taskRole }, index) =>
    whereParsed(() => taskRole.managedPolicyArns).flatMap((arn, at) => {
      const owner = arn.split(":")[4];
      if (owner === account || owner === "aws") return [];
      const message = `is in another account: a role takes policies of ${account} and AWS managed policies`;
      return [{ path: ["services", index, "taskRole", "managedPolicyArns", at], message }];
    }),
  );
}

/** ARNs of another partition name nothing that credentials of this one reach (IAM user guide, ARNs). */
function checkPartitions(environment: Parsed): Finding[] {
  const { region } = environment;
  const own = awsPartition(region);
  return arnsIn(environment, []).flatMap(({ path, arn }) => {
    const [, partition, , ofRegion] = arn.split(":");
    // What is in another region is reported as such.
    if (partition === own || (ofRegion !== "" && ofRegion !== region)) return [];
    return [{ path, message: `is in partition ${partition}, which ${region} has no access to: use one of ${own}` }];
  });
}

/** Texts of fields for ARNs: `…Arn` and `…Arns`, and roles that exist. What ECS reads has its own rule. */
function arnsIn(value: unknown, path: Finding["path"]): { path: Finding["path"]; arn: string }[] {
  if (typeof value === "string") return isArnField(path) && value.startsWith("arn:") ? [{ path, arn: value }] : [];
  if (typeof value !== "object" || value === null) return [];
  const names = whereParsed(() => Object.keys(value));
  return names.flatMap((name) =>
    whereParsed(() =>
      arnsIn((value as Record<string, unknown>)[name], [...path, Array.isArray(value) ? Number(name) : name]),
    ),
  );
}

function isArnField(path: Finding["path"]): boolean {
  const [holder = "", field = ""] = path.filter((step) => typeof step === "string").slice(-2);
  return /Arns?$/.test(field) || (field === "arn" && /Role$/.test(holder));
}
