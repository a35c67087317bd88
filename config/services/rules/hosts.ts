import { matchesHost } from "../../../packages/hosts/pattern.ts";
import { loadBalancerOf } from "../../clusters/load-balancer.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { applicationRouteOf } from "../route.ts";
import type { Service } from "../service.ts";

/**
 * Whether clients reach a host, or one that matches a pattern, by a name of the load balancer. In a certificate `*` is one
 * label (https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html, wildcard names).
 */
function covers(name: string, host: string): boolean {
  if (!name.startsWith("*.") || /[*?]/.test(host)) return matchesHost(host, name) || matchesHost(name, host);
  return host.toLowerCase().split(".").slice(1).join(".") === name.slice(2);
}

/**
 * Certificates and DNS records of a load balancer are for its names; every other host fails before its rule is asked. What
 * existing certificates are for is not known here.
 */
export function checkHosts(service: Service, environment: Parsed): Finding[] {
  const { cluster } = service;
  const route = applicationRouteOf(service);
  const { domain, domains, certificateArns } = loadBalancerOf(clusterOf(cluster, environment));
  const names = [...(domain === undefined ? [] : [domain]), ...domains].map(({ name }) => name);
  if (names.length === 0 || certificateArns.length > 0 || route === undefined) return [];
  const which =
    names.length === 1
      ? `the certificate of ${names[0]}: use that name`
      : `a certificate (${names.join(", ")}): use one of these names`;
  return route.hosts.flatMap((host, index) =>
    names.some((name) => covers(name, host))
      ? []
      : [
          {
            path: ["route", "hosts", index],
            message: `is not covered by ${which}, or a pattern for it, or leave hosts out`,
          },
        ],
  );
}
