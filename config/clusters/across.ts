import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { publicSubnetCount } from "../network/network.ts";
import { whereParsed } from "../unparsed.ts";
import { BALANCER_QUOTAS } from "./balancer-quotas.ts";
import { balancersOf, CLUSTER_KINDS } from "./balancers.ts";
import { checkDomains } from "./certificates.ts";
import { existingListeners } from "./existing-load-balancer.ts";
import { loadBalancerOf } from "./load-balancer.ts";
import { hasTls, networkLoadBalancerOf } from "./network-load-balancer.ts";
import { clusterOf } from "./resolve.ts";
import { checkSharedListeners, checkSharedPorts } from "./shared-listeners.ts";

/** Rules between the clusters, and between a cluster and its environment. */
export const CLUSTER_RULES_ACROSS: readonly ((environment: Parsed) => readonly Finding[])[] = [
  ...BALANCER_QUOTAS,
  checkCertificatePlace,
  checkRecords,
  checkNetworkDomains,
  checkElasticIps,
  checkExistingPlace,
  checkExistingHosts,
  checkSharedListeners,
  checkSharedPorts,
];

/** A listener takes certificates of the same account and region (Elastic Load Balancing user guide, SSL certificates). */
function checkCertificatePlace(environment: Parsed): Finding[] {
  const { region, account } = environment;
  return balancersOf(environment).flatMap(({ path, balancer }) =>
    whereParsed(() => balancer().certificateArns).flatMap((arn, index) => {
      const [, , service, ofRegion, ofAccount] = arn.split(":");
      if (ofAccount === account && (service === "iam" || ofRegion === region)) return [];
      const message = `is not of account ${account} and region ${region}, as its listener is: request or import the certificate there`;
      return [{ path: [...path, "certificateArns", index], message }];
    }),
  );
}

/** Rules and target groups are in the account, region and VPC of their load balancer. */
function checkExistingPlace(environment: Parsed): Finding[] {
  const {
    region,
    account,
    network: { vpcId },
  } = environment;
  return CLUSTER_KINDS.flatMap((kind) =>
    whereParsed(() => {
      const cluster = clusterOf(kind, environment);
      const { existing } = loadBalancerOf(cluster);
      const { existing: network } = networkLoadBalancerOf(cluster);
      return [
        ...(existing === undefined ? [] : [{ field: "loadBalancer", arns: existingListeners(existing) }]),
        ...(network === undefined
          ? []
          : [{ field: "networkLoadBalancer", arns: [{ path: ["existing", "arn"], arn: network.arn }] }]),
      ];
    }).flatMap(({ field, arns }) => {
      const at = [`${kind}Cluster`, field];
      const found = arns.flatMap(({ path, arn }) => {
        const [, , , ofRegion, ofAccount] = arn.split(":");
        const message = `is not of account ${account} and region ${region}, where the services are: use a load balancer there`;
        return ofRegion === region && ofAccount === account ? [] : [{ path: [...at, ...path], message }];
      });
      const message = "can't be in the VPC that the environment creates: set network.vpcId to the load balancer's VPC";
      return vpcId === undefined ? [...found, { path: [...at, "existing"], message }] : found;
    }),
  );
}

/** Region in the host name that Elastic Load Balancing gives: NAME-ID.REGION.elb.amazonaws.com, or NAME-ID.elb.REGION.amazonaws.com. */
const ELB_HOST = /\.(?:([a-z0-9-]+)\.elb|elb\.([a-z0-9-]+))\.amazonaws\.com(\.cn)?$/;

/** The host name of a load balancer is of its region, unless it is one of the clients' own. */
function checkExistingHosts(environment: Parsed): Finding[] {
  const { region } = environment;
  return CLUSTER_KINDS.flatMap((kind) =>
    (["loadBalancer", "networkLoadBalancer"] as const).flatMap((field) =>
      whereParsed(() => {
        const [, before, behind] = ELB_HOST.exec(environment[`${kind}Cluster`]?.[field]?.existing?.dnsName ?? "") ?? [];
        const own = before ?? behind;
        if (own === undefined || own === region) return [];
        const message = `is of a load balancer in ${own}, and the services are in ${region}: write the name of the one there`;
        return [{ path: [`${kind}Cluster`, field, "existing", "dnsName"], message }];
      }),
    ),
  );
}

/** A name in a zone leads to one load balancer. */
function checkRecords(environment: Parsed): Finding[] {
  const taken = new Map<string, string>();
  return balancersOf(environment).flatMap(({ path, balancer }) => {
    const field = path.join(".");
    const records = whereParsed(() => {
      const { domain, domains } = balancer();
      const all = [
        ...(domain === undefined ? [] : [{ at: ["domain"], ...domain }]),
        ...domains.map((each, index) => ({ at: ["domains", index], ...each })),
      ];
      return all.filter(({ hostedZoneId }) => hostedZoneId !== undefined);
    });
    return records.flatMap(({ at, name, hostedZoneId }) => {
      const key = `${name} ${hostedZoneId}`;
      const other = taken.get(key) ?? field;
      taken.set(key, other);
      const message = `is also a name of ${other} in the same zone: give each load balancer its own`;
      return other === field ? [] : [{ path: [...path, ...at, "name"], message }];
    });
  });
}

/** Names and certificates of a Network Load Balancer depend on whether a service asks for TLS. */
function checkNetworkDomains(environment: Parsed): Finding[] {
  return CLUSTER_KINDS.flatMap((kind) =>
    whereParsed(() => {
      const tls = hasTls(environment.services.filter(({ cluster }) => cluster === kind));
      const found = checkDomains(networkLoadBalancerOf(clusterOf(kind, environment)), tls);
      return found.map(({ path, ...rest }) => ({ path: [`${kind}Cluster`, "networkLoadBalancer", ...path], ...rest }));
    }),
  );
}

/** A Network Load Balancer has one address in each of its subnets, and an address is of one load balancer. */
function checkElasticIps(environment: Parsed): Finding[] {
  const taken = new Map<string, string>();
  return CLUSTER_KINDS.flatMap((kind) =>
    whereParsed(() => {
      const { elasticIpAllocationIds: ids } = networkLoadBalancerOf(clusterOf(kind, environment));
      const count = publicSubnetCount(environment.network);
      const path = [`${kind}Cluster`, "networkLoadBalancer", "elasticIpAllocationIds"];
      const found: Finding[] = ids.flatMap((id, index) => {
        const other = taken.get(id);
        if (other === undefined) taken.set(id, `${kind}Cluster`);
        if (other === undefined || other === `${kind}Cluster`) return [];
        const message = `is an address of ${other}.networkLoadBalancer too: give each load balancer its own`;
        return [{ path: [...path, index], message }];
      });
      const message = `has ${ids.length} of ${count} addresses: list one for each public subnet`;
      return ids.length === 0 || ids.length === count ? found : [...found, { path, message }];
    }),
  );
}
