import * as v from "valibot";
import { integer, rules } from "./fields.ts";
import type { Finding } from "./finding.ts";

/** Rules of all security groups at a network interface (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html). */
const MAX_RULES = 1000;

const fields = v.strictObject({
  /**
   * Rules of a security group in each direction, 60 to 1000: with the number of groups at a network interface the quota is
   * at most 1000 (Amazon VPC user guide, quotas). @default 60
   */
  securityGroupRules: v.optional(integer(60, 1000, "rules"), 60),
  /**
   * Security groups of a network interface, 1 to 16: with the number of rules of each the quota is at most 1000.
   * @default 5, or as many as `securityGroupRules` leaves
   */
  securityGroups: v.optional(integer(1, 16, "groups")),
  /**
   * Certificates of a load balancer besides its default one, 25 to 1000; AWS documents no maximum (Elastic Load
   * Balancing user guide, quotas). @default 25
   */
  loadBalancerCertificates: v.optional(integer(25, 1000, "certificates"), 25),
});

export type QuotasConfig = v.InferOutput<typeof fields>;

/** Quotas that AWS has raised for the account: an environment that exceeds them is refused. */
export const quotas = v.pipe(fields, rules<QuotasConfig>(checkProduct));

function checkProduct({ securityGroupRules, securityGroups }: QuotasConfig): Finding[] {
  const product = securityGroupRules * (securityGroups ?? 0);
  if (product <= MAX_RULES) return [];
  const message = `makes ${product} rules of a network interface, with securityGroupRules ${securityGroupRules}, and Amazon VPC allows ${MAX_RULES}: write the quotas that the account has`;
  return [{ path: ["securityGroups"], message }];
}

/** Security groups that a network interface may have. */
export const groupQuotaOf = ({ securityGroupRules, securityGroups }: QuotasConfig): number =>
  securityGroups ?? Math.min(5, Math.floor(MAX_RULES / securityGroupRules));
