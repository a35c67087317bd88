import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { groupQuotaOf } from "../quotas.ts";
import { testOf } from "../services/rollout.ts";
import { applicationRouteOf } from "../services/route.ts";
import { whereParsed } from "../unparsed.ts";
import { balancersOf, CLUSTER_KINDS } from "./balancers.ts";
import { resolveDomains } from "./domain.ts";
import { loadBalancerOf } from "./load-balancer.ts";
import { clusterOf } from "./resolve.ts";

/** How many of something a load balancer takes. */
export const BALANCER_QUOTAS: readonly ((environment: Parsed) => readonly Finding[])[] = [
  checkCertificateNumber,
  checkGroupNumber,
  checkVerifying,
];

/** Listeners of a load balancer that verify certificates of clients (Elastic Load Balancing quotas). */
const MAX_VERIFYING = 2;

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

/** Security groups of a network interface, with the load balancer's own (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html). */
function checkGroupNumber(environment: Parsed): Finding[] {
  const most = groupQuotaOf(environment.quotas);
  return CLUSTER_KINDS.flatMap((kind) =>
    (["loadBalancer", "networkLoadBalancer"] as const).flatMap((field) =>
      whereParsed(() => {
        const count = (environment[`${kind}Cluster`]?.[field]?.securityGroupIds ?? []).length + 1;
        const path = [`${kind}Cluster`, field, "securityGroupIds"];
        const message = `makes ${count} security groups with the load balancer's own, and a network interface allows ${most}: list fewer, or request a quota increase and set quotas.securityGroups`;
        return count <= most ? [] : [{ path, message }];
      }),
    ),
  );
}

/** All HTTPS listeners verify, and a load balancer takes few that do. */
function checkVerifying(environment: Parsed): Finding[] {
  return CLUSTER_KINDS.flatMap((kind) =>
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
