import { strategyOf } from "../packages/deployments/strategy.ts";
import { ARN_PLACE_RULES } from "./arn-places.ts";
import { CLUSTER_RULES_ACROSS } from "./clusters/across.ts";
import type { Parsed } from "./config.ts";
import { DELIVERY_RULES_ACROSS } from "./delivery/across.ts";
import { checkRoleUse } from "./delivery/role-use.ts";
import { DETECTION_RULES_ACROSS } from "./detection.ts";
import { checkCreatedKeys, checkKeyRegions } from "./encryption.ts";
import type { Finding } from "./finding.ts";
import { IDENTITY_RULES_ACROSS } from "./identity.ts";
import { checkExistingBuckets, checkNameClashes } from "./name-clashes.ts";
import { sharedName } from "./names.ts";
import { didYouMean, nearest } from "./nearest.ts";
import { NETWORK_RULES_ACROSS } from "./network/across.ts";
import { checkRegions } from "./regions.ts";
import { checkCacheSecret, checkExistingRepository } from "./registry-rules.ts";
import { containerNameOf } from "./services/derive.ts";
import { rolloutOf } from "./services/rollout.ts";
import { checkAlarmNames } from "./services/rules/alarm-names.ts";
import { checkHostRoom } from "./services/rules/host-network.ts";
import { checkQuotas } from "./services/rules/quotas.ts";
import { checkDefaultNamespaces, checkDiscoveryNames, checkDnsNamespaces } from "./services/rules/service-discovery.ts";
import { checkSurroundings } from "./services/rules/surroundings.ts";
import { whereParsed } from "./unparsed.ts";

/** Rules between the parts of an environment. */
export const RULES_ACROSS: readonly ((environment: Parsed) => readonly Finding[])[] = [
  checkRegions,
  ...ARN_PLACE_RULES,
  ...NETWORK_RULES_ACROSS,
  ...IDENTITY_RULES_ACROSS,
  checkKeyRegions,
  checkCreatedKeys,
  ...CLUSTER_RULES_ACROSS,
  checkDelivered,
  checkDeployedFrom,
  checkRoleUse,
  ...DELIVERY_RULES_ACROSS,
  ...DETECTION_RULES_ACROSS,
  checkOneImage,
  checkPolicies,
  checkState,
  checkDerivedNames,
  checkCacheSecret,
  checkExistingRepository,
  checkAlarmNames,
  checkNameClashes,
  checkExistingBuckets,
  checkQuotas,
  checkHostRoom,
  checkDiscoveryNames,
  checkDnsNamespaces,
  checkDefaultNamespaces,
  checkSurroundings,
];

/** Maximum number of names that a message lists. */
const MAX_LISTED = 20;

function checkDelivered({ services, delivery }: Parsed): Finding[] {
  const names = services.map(({ name }) => name);
  const listed = names.length > MAX_LISTED ? [...names.slice(0, MAX_LISTED), "…"] : names;
  return [
    { path: ["services"], delivered: delivery?.services ?? [] },
    { path: ["deployedFrom", "services"], delivered: delivery?.deployedFrom?.services ?? [] },
  ].flatMap(({ path, delivered }) =>
    delivered.flatMap((name, index) => {
      if (names.includes(name)) return [];
      const meant = didYouMean(nearest(name, names).map((each) => `"${each}"`));
      const way =
        names.length > 0 ? `must be one of services: ${listed.join(", ")}${meant}` : "is not in services: add it";
      return [{ path: ["delivery", ...path, index], message: way }];
    }),
  );
}

function checkDeployedFrom({ services, delivery }: Parsed): Finding[] {
  const byCodeDeploy = services.flatMap((each) =>
    whereParsed(() => (strategyOf(rolloutOf(each)).controller === "CODE_DEPLOY" ? [each.name] : [])),
  );
  return (delivery?.deployedFrom?.services ?? []).flatMap((name, index) => {
    const path = ["delivery", "deployedFrom", "services", index];
    if (delivery?.services.includes(name))
      return [{ path, message: "is in delivery.services too: let one pipeline deploy it" }];
    return byCodeDeploy.includes(name)
      ? [{ path, message: "is deployed by CodeDeploy, which another environment does not start: leave it out" }]
      : [];
  });
}

/** The pipeline builds one image, and names the container that gets it. */
function checkOneImage(environment: Parsed): Finding[] {
  const { services, delivery } = environment;
  const containers = services.flatMap((service, index) =>
    whereParsed(() =>
      delivery?.services.includes(service.name) ? [{ index, name: containerNameOf(service, environment) }] : [],
    ),
  );
  return containers
    .filter(({ name }) => name !== containers[0]?.name)
    .map(({ index, name }) => ({
      path: ["services", index, "container", "name"],
      derived: name,
      message: `differs from that of services[${containers[0]?.index}]: give both containers the same name, because the pipeline deploys one image to both`,
    }));
}

/** A role takes managed policies of the same account only. */
function checkPolicies({ account, delivery }: Parsed): Finding[] {
  const { applyPolicyArns = [], planPolicyArns = [] } = delivery?.infrastructure ?? {};
  return Object.entries({ applyPolicyArns, planPolicyArns }).flatMap(([field, arns]) =>
    arns.flatMap((arn, index) => {
      const [, owner] = /^arn:[^:]+:iam::(\d{12}):/.exec(arn) ?? [];
      const path = ["delivery", "infrastructure", field, index];
      return owner === undefined || owner === account
        ? []
        : [{ path, message: `is in another account: a role takes policies of ${account} and AWS managed policies` }];
    }),
  );
}

/** Stacks are planned and applied on build machines, which don't see this one. */
function checkState({ state, delivery }: Parsed): Finding[] {
  if (state.type !== "local" || delivery?.infrastructure === undefined) return [];
  const message = "is a local file, which delivery.infrastructure does not find: use s3, or leave that out";
  return [{ path: ["state", "type"], message }];
}

/** Names that the account shares begin with the environment's, whether or not the service's own name does. */
function checkDerivedNames(environment: Parsed): Finding[] {
  const taken = new Map<string, { index: number; name: string }>();
  return environment.services.flatMap((service, index) =>
    whereParsed(() => {
      const { name } = service;
      const shared = sharedName(name, environment.name);
      const other = taken.get(shared);
      taken.set(shared, { index, name });
      if (other === undefined || other.name === name) return [];
      const message = `produces the same names as services[${other.index}], such as ${shared}-task-role: use another`;
      return [{ path: ["services", index, "name"], message }];
    }),
  );
}
