import * as v from "valibot";
import { integer } from "./fields.ts";

/** Quotas that AWS has raised for the account: an environment that exceeds them is refused. */
export const quotas = v.strictObject({
  /**
   * Rules of a security group in each direction, 60 to 1000: with the number of groups at a network interface the quota is
   * at most 1000 (Amazon VPC user guide, quotas). @default 60
   */
  securityGroupRules: v.optional(integer(60, 1000, "rules"), 60),
  /**
   * Certificates of a load balancer besides its default one, 25 to 1000; AWS documents no maximum (Elastic Load
   * Balancing user guide, quotas). @default 25
   */
  loadBalancerCertificates: v.optional(integer(25, 1000, "certificates"), 25),
});
