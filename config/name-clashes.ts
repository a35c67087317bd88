import { execLogGroupName, hasCluster } from "./clusters/resolve.ts";
import type { Parsed } from "./config.ts";
import { createdNames } from "./created-names.ts";
import { kindOfName, resolveNames } from "./environment-names.ts";
import type { Finding } from "./finding.ts";
import { nameKey, sharedName } from "./names.ts";
import { resolveService } from "./services/resolve.ts";
import { givenTargetGroupNames } from "./services/rollout.ts";
import { whereParsed } from "./unparsed.ts";

/** A name that AWS has once, and where it comes from. */
interface Named {
  readonly kind: string;
  readonly name: string;
  /** Where it is given, or what it follows from. */
  readonly path: Finding["path"];
  readonly isGiven: boolean;
  /** What has it, as a message names it. */
  readonly owner: string;
}

/**
 * Finds names that two things of a kind would share, where at least one follows from other fields: AWS refuses the second
 * one, in the middle of an apply. Names that are given twice are found where they are given.
 */
export function checkNameClashes(environment: Parsed): Finding[] {
  const byName = new Map<string, Named[]>();
  const all = [...namesOfEnvironment(environment), ...namesOfServices(environment)];
  for (const each of all) {
    const key = nameKey(each.kind, each.name);
    byName.set(key, [...(byName.get(key) ?? []), each]);
  }
  const found = [...byName.values()].flatMap((same) => {
    const [first, ...others] = [...same.filter(({ isGiven }) => !isGiven), ...same.filter(({ isGiven }) => isGiven)];
    if (first === undefined || first.isGiven) return [];
    return others.map(({ path, isGiven, kind, name }) => {
      const message = isGiven
        ? `is the default name of the ${kind} of ${first.owner}: use another`
        : `produces the name ${name} for a ${kind}, as ${first.owner} does: use another`;
      return { path, message };
    });
  });
  // What shares one name often shares those that follow from it.
  return found.filter(({ path }, index) => found.findIndex((each) => String(each.path) === String(path)) === index);
}

/** Finds buckets that have to exist beforehand, and that the environment would create. */
export function checkExistingBuckets(environment: Parsed): Finding[] {
  const { state, delivery } = environment;
  const existing: readonly (readonly [path: Finding["path"], name: string | undefined])[] = [
    [["state", "bucket"], state.type === "s3" ? state.bucket : undefined],
    [["delivery", "source", "bucket"], delivery?.source.type === "s3" ? delivery.source.bucket : undefined],
    [["delivery", "deployedFrom", "artifactBucketName"], delivery?.deployedFrom?.artifactBucketName],
  ];
  const created = namesOfEnvironment(environment).filter(({ kind }) => kind === "bucket");
  return existing.flatMap(([path, name]) => {
    const twin = created.find((each) => each.name === name);
    return twin === undefined ? [] : [{ path, message: `is the bucket that ${twin.owner} creates: use another` }];
  });
}

function namesOfEnvironment(environment: Parsed): readonly Named[] {
  return whereParsed(() => {
    const resolved = resolveNames(environment.names, environment);
    return [...createdNames(environment)].flatMap((key) => {
      const isGiven = environment.names[key] !== undefined;
      const kind = kindOfName(key);
      const path = isGiven ? ["names", key] : ["name"];
      return [{ kind, name: resolved[key], path, isGiven, owner: `names.${key}` }];
    });
  });
}

function namesOfServices(environment: Parsed): readonly Named[] {
  const { ec2Cluster, fargateCluster } = resolveNames(environment.names, environment);
  const ofShells = Object.entries({ ec2: ec2Cluster, fargate: fargateCluster }).map(([kind, name]) => ({
    kind: "log group",
    name: execLogGroupName(name),
    path: ["names", `${kind}Cluster`],
    isGiven: environment.names[`${kind as "ec2" | "fargate"}Cluster`] !== undefined,
    owner: `shells on the ${kind} cluster`,
    isCreated: hasCluster(kind as "ec2" | "fargate", environment),
  }));
  return [
    ...ofShells.filter(({ isCreated }) => isCreated),
    ...environment.services.flatMap((service, index, all) =>
      whereParsed(() => {
        // Services that make all names the same are reported as such.
        const shared = sharedName(service.name, environment.name);
        const twin = all.findIndex(
          (each) => whereParsed(() => [sharedName(each.name, environment.name)])[0] === shared,
        );
        return twin < index ? [] : namesOfService(service, ["services", index], environment);
      }),
    ),
  ];
}

function namesOfService(service: Parsed["services"][number], at: Finding["path"], environment: Parsed): Named[] {
  const resolved = resolveService(service, environment, undefined);
  const owner = `services[${at[1]}]`;
  const named = (kind: string, name: string, field: Finding["path"], isGiven: boolean): Named => ({
    kind,
    name,
    path: isGiven ? [...at, ...field] : [...at, "name"],
    isGiven,
    owner,
  });
  const groups = service.route === undefined ? [] : resolved.targetGroupNames;
  const givenGroups = givenTargetGroupNames(service.deployment);
  const hasDashboard = service.alarms.length > 0 || service.scaling?.steps !== undefined;
  return [
    ...(service.taskRole.arn === undefined ? [named("role", resolved.taskRoleName, [], false)] : []),
    ...(service.executionRole === undefined ? [named("role", resolved.executionRoleName, [], false)] : []),
    named("task family", resolved.taskFamily, ["taskFamily"], service.taskFamily !== undefined),
    named("log group", resolved.logGroupName, [], false),
    ...groups.map((name, index) =>
      named("target group", name, ["deployment", "targetGroupNames", index], givenGroups !== undefined),
    ),
    ...(hasDashboard
      ? [named("dashboard", resolved.dashboardName, ["dashboardName"], service.dashboardName !== undefined)]
      : []),
  ];
}
