import { type AwsRule, knownText } from "../rule.ts";

export const ZONE_SIGNING_RULES: readonly AwsRule[] = [
  {
    name: "key-for-signing",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html",
    types: ["aws_route53_key_signing_key"],
    apply({ planned, account, others }) {
      const arn = knownText(planned.key_management_service_arn);
      if (arn === undefined) return undefined;
      const invalid = (reason: string) => `InvalidKMSArn: The KMS key ${arn} can't sign: ${reason}`;
      if (arn.split(":")[3] !== "us-east-1") return invalid("it must be in us-east-1");
      const key = others("aws_kms_key").find((each) => each.arn === arn);
      if (key === undefined) return arn.split(":")[4] === account ? undefined : invalid("it must be of the account");
      return key.customer_master_key_spec === "ECC_NIST_P256" && key.key_usage === "SIGN_VERIFY"
        ? undefined
        : invalid("it must have the key spec ECC_NIST_P256 and the usage SIGN_VERIFY");
    },
  },
  {
    name: "zone-that-is-signed",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_EnableHostedZoneDNSSEC.html",
    types: ["aws_route53_hosted_zone_dnssec"],
    apply({ planned, others }) {
      const zone = others("aws_route53_zone").find(({ zone_id }) => zone_id === planned.hosted_zone_id);
      if (zone === undefined || planned.signing_status === "NOT_SIGNING") return undefined;
      return others("aws_route53_key_signing_key").some((key) => key.hosted_zone_id === zone.zone_id)
        ? undefined
        : "KeySigningKeyWithActiveStatusNotFound: A key-signing key (KSK) with ACTIVE status wasn't found.";
    },
  },
];
