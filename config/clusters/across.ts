import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { publicSubnetCount } from "../network/network.ts";
import { testOf } from "../services/rollout.ts";
import { applicationRouteOf } from "../services/route.ts";
import { whereParsed } from "../unparsed.ts";
import { checkDomains } from "./certificates.ts";
import { type NamedBalancer, resolveDomains } from "./domain.ts";
import { existingListeners } from "./existing-load-balancer.ts";
import { loadBalancerOf } from "./load-balancer.ts";
import { hasTls, networkLoadBalancerOf } from "./network-load-balancer.ts";
import { clusterOf } from "./resolve.ts";
import { checkSharedListeners } from "./shared-listeners.ts";

const KINDS = ["ec2", "fargate"] as const;

/** Rules between the clusters, and between a cluster and its environment. */
export const CLUSTER_RULES_ACROSS: readonly ((environment: Parsed) => readonly Finding[])[] = [
  checkCertificatePlace,
  checkCertificateNumber,
  checkRecords,
  checkNetworkDomains,
  checkElasticIps,
  checkExistingPlace,
  checkVerifying,
  checkSharedListeners,
];

/** Listeners of a load balancer that verify certificates of clients (Elastic Load Balancing quotas). */
const MAX_VERIFYING = 2;

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

/** Existing certificates and created ones, as many as a load balancer takes besides its default one. */
function checkCertificateNumber(environment: Parsed): Finding[] {
  const most = environment.quotas.loadBalancerCertificates;
  return balancersOf(environment).flatMap(({ path: at, balancer: of }) =>
    whereParsed(() => {
      const balancer = of();
      const { domain, domains } = resolveDomains(balancer);
      const created = [domain, ...domains].filter((each) => each?.createsCertificate).length;
      const further = balancer.certificateArns.length + created - 1;
      const path = [...at, created > 1 ? "domains" : "certificateArns"];
      const message = `makes ${further + 1} certificates: a load balancer allows ${most} besides its default certificate, so use certificates that cover several names, such as *.example.com, or request a quota increase and set quotas.loadBalancerCertificates`;
      return further <= most ? [] : [{ path, message }];
    }),
  );
}

/** The load balancers that the clusters may have, with where they are configured. */
const balancersOf = (environment: Parsed): { path: string[]; balancer: () => NamedBalancer }[] =>
  KINDS.flatMap((kind) => {
    const cluster = clusterOf(kind, environment);
    return [
      { path: [`${kind}Cluster`, "loadBalancer"], balancer: () => loadBalancerOf(cluster) },
      { path: [`${kind}Cluster`, "networkLoadBalancer"], balancer: () => networkLoadBalancerOf(cluster) },
    ];
  });

/** Rules and target groups are in the account, region and VPC of their load balancer. */
function checkExistingPlace(environment: Parsed): Finding[] {
  const {
    region,
    account,
    network: { vpcId },
  } = environment;
  return KINDS.flatMap((kind) =>
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
  return KINDS.flatMap((kind) =>
    whereParsed(() => {
      const tls = hasTls(environment.services.filter(({ cluster }) => cluster === kind));
      const found = checkDomains(networkLoadBalancerOf(clusterOf(kind, environment)), tls);
      return found.map(({ path, ...rest }) => ({ path: [`${kind}Cluster`, "networkLoadBalancer", ...path], ...rest }));
    }),
  );
}

/** A Network Load Balancer has one address in each of its subnets. */
function checkElasticIps(environment: Parsed): Finding[] {
  return KINDS.flatMap((kind) =>
    whereParsed(() => {
      const { elasticIpAllocationIds: ids } = networkLoadBalancerOf(clusterOf(kind, environment));
      const count = publicSubnetCount(environment.network);
      if (ids.length === 0 || ids.length === count) return [];
      const message = `has ${ids.length} of ${count} addresses: list one for each public subnet`;
      return [{ path: [`${kind}Cluster`, "networkLoadBalancer", "elasticIpAllocationIds"], message }];
    }),
  );
}

/** All HTTPS listeners verify, and a load balancer takes few that do. */
function checkVerifying(environment: Parsed): Finding[] {
  return KINDS.flatMap((kind) =>
    whereParsed(() => {
      const { mode, trustStoreArn } = loadBalancerOf(clusterOf(kind, environment)).mutualTls ?? {};
      if (mode !== "verify" || trustStoreArn === undefined) return [];
      const routed = environment.services.filter((each) => each.cluster === kind && applicationRouteOf(each));
      const ports = routed.flatMap(({ route, deployment }) => [route?.port, testOf(deployment)?.port]);
      const count = new Set(ports.filter((port) => port !== undefined)).size + 1;
      const message = `makes ${count} listeners verify certificates, and a load balancer allows ${MAX_VERIFYING}: use passthrough, or fewer ports of routes and tests`;
      const path = [`${kind}Cluster`, "loadBalancer", "mutualTls", "mode"];
      return count <= MAX_VERIFYING ? [] : [{ path, message }];
    }),
  );
}
