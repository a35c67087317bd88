import type { Finding } from "../finding.ts";
import { whereParsed } from "../unparsed.ts";
import { isSecure, type NamedBalancer, resolveDomains } from "./domain.ts";
import type { LoadBalancerConfig } from "./load-balancer.ts";

/** Characters of the first name of a certificate (ACM API reference, RequestCertificate). */
const MAX_NAME = 64;

/**
 * Top-level domains that no registry has: ACM fails to validate names there ("Invalid Public Domain",
 * https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-failed.html). Which they are is in
 * https://www.iana.org/assignments/special-use-domain-names; ICANN keeps `internal` for private use.
 */
const NOT_PUBLIC = /\.(alt|example|home\.arpa|internal|invalid|local|localhost|test)$/;

/** Finds names without a certificate, and certificates that AWS would refuse. */
export function checkCertificates(balancer: LoadBalancerConfig): Finding[] {
  return [...checkPort(balancer), ...checkDomains(balancer)];
}

/** Finds a listener that the certificate's would meet. */
function checkPort(balancer: LoadBalancerConfig): Finding[] {
  if (!isSecure(balancer) || balancer.port !== 443) return [];
  const what = balancer.domain === undefined ? "a certificate" : "the domain";
  return [{ path: ["port"], message: `is the HTTPS port, which ${what} opens already: leave it out` }];
}

/** Finds names that are listed twice and, of a load balancer that needs certificates, names without one. */
export function checkDomains(balancer: NamedBalancer, secure = true): Finding[] {
  const { domain, domains } = resolveDomains(balancer);
  const names = [
    ...(domain === undefined ? [] : [{ path: ["domain"], each: domain }]),
    ...domains.map((each, index) => ({ path: ["domains", index], each })),
  ];
  return names.flatMap(({ path, each }, index) =>
    whereParsed(() => {
      const { name, hostedZoneId, createsCertificate } = each;
      const found: Finding[] = [];
      // Entries that are equal in all fields are already refused by `list`.
      if (
        names
          .slice(0, index)
          .some(
            (other) =>
              other.each.name === name &&
              (other.path.length !== path.length || other.each.hostedZoneId !== hostedZoneId),
          )
      )
        found.push({ path: [...path, "name"], message: "is listed twice: give each name once" });
      if (secure && hostedZoneId === undefined && balancer.certificateArns.length === 0)
        found.push({
          path,
          message:
            "has neither a hosted zone nor a certificate: add hostedZoneId, so that one is created, or the ARN of an existing one to certificateArns",
        });
      if (secure && createsCertificate && NOT_PUBLIC.test(name))
        found.push({
          path: [...path, "name"],
          message:
            "is not in a public domain, so ACM can't validate a certificate for it: use a name of a domain that is registered, or add an existing certificate to certificateArns and leave hostedZoneId out",
        });
      if (secure && createsCertificate && name.length > MAX_NAME)
        found.push({
          path: [...path, "name"],
          message: `is too long for a certificate, which allows ${MAX_NAME} characters: add an existing one to certificateArns`,
        });
      return found;
    }),
  );
}
