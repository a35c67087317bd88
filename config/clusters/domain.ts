import * as v from "valibot";
import { text } from "../fields.ts";

/**
 * Labels of a name, and of it as a whole (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html); the
 * last one may be in Punycode.
 */
const LABELS = "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])";

/** What the labels are, as a message says it. */
const LABELS_RULE =
  "two or more labels of up to 63 lower-case letters, digits and inner hyphens, with dots between them and only letters in the last";

const hostedZoneId = text(
  /^Z[A-Z0-9]{1,31}$/,
  "is not a hosted zone id: write it as Route 53 shows it, Z…, without /hostedzone/ before it",
);

const NAME_OR_WILDCARD = new RegExp(`^(\\*\\.)?${LABELS}$`);

/** The first name of a load balancer, which is used in URLs. */
export const domain = v.strictObject({
  /** Host name, such as `shop.example.com`. */
  name: v.pipe(
    text(NAME_OR_WILDCARD, `is not a host name: use ${LABELS_RULE}, such as shop.example.com`),
    v.check(
      (name) => !name.startsWith("*.") || !NAME_OR_WILDCARD.test(name),
      "is a wildcard, which URLs can't have: write one host name here, and list the wildcard in domains",
    ),
  ),
  /**
   * Route 53 hosted zone of the name. It gets the record that points to the load balancer and, without
   * `certificateArns`, those that validate the certificate. @default none: DNS is elsewhere, and the certificate among
   * `certificateArns`
   */
  hostedZoneId: v.optional(hostedZoneId),
});

/** An additional name of a load balancer. */
export const furtherDomain = v.strictObject({
  /** Host name, such as `shop.example.org`, or `*.example.org` for all names with one additional label. */
  name: text(NAME_OR_WILDCARD, `is not a host name: use ${LABELS_RULE}, such as shop.example.org or *.example.org`),
  /**
   * Route 53 hosted zone of the name. It gets the records that validate a certificate, which is created, and the one that
   * points to the load balancer. @default none: DNS is elsewhere, and the certificate among `certificateArns`
   */
  hostedZoneId: v.optional(hostedZoneId),
});

/** A certificate of ACM, or a server certificate of IAM (Elastic Load Balancing user guide, SSL certificates). */
export const certificateArn = () =>
  text(
    /^arn:aws[a-z-]*:(acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+|iam::\d{12}:server-certificate\/[\w+=,.@/-]+)$/,
    "is not the ARN of a certificate: write it as ACM shows it, arn:aws:acm:REGION:ACCOUNT:certificate/…",
  );

export type DomainConfig = v.InferOutput<typeof domain>;

/** Names of a load balancer, and certificates for them that exist. */
export interface NamedBalancer {
  readonly domain?: DomainConfig;
  readonly domains: readonly DomainConfig[];
  readonly certificateArns: readonly string[];
}

/** What a load balancer has for HTTPS. */
export interface Secured extends NamedBalancer {
  /** A load balancer that exists knows its protocol. */
  readonly existing?: { readonly protocol: "HTTP" | "HTTPS" };
}

/** Whether a load balancer speaks HTTPS: it has a certificate, or a name that one is created for. */
export const isSecure = ({ domain, domains, certificateArns, existing }: Secured): boolean =>
  existing?.protocol === "HTTPS" || domain !== undefined || domains.length > 0 || certificateArns.length > 0;

/** Names of a load balancer with whether a certificate is created for each: for the first only where none is given. */
export function resolveDomains({ domain, domains, certificateArns }: NamedBalancer) {
  const resolved = (each: DomainConfig, isNeeded: boolean) => ({
    ...each,
    createsCertificate: isNeeded && each.hostedZoneId !== undefined,
  });
  return {
    domain: domain && resolved(domain, certificateArns.length === 0),
    domains: domains.map((each) => resolved(each, true)),
  };
}

/** A name of a load balancer that is completed. */
export type ResolvedDomain = ReturnType<typeof resolveDomains>["domains"][number];
