import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { DnsAlias } from "../../../constructs/load-balancing/dns-alias.ts";
import { DomainCertificate } from "../../../constructs/load-balancing/domain-certificate.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const domain = { name: "shop.example.com", hostedZoneId: "Z1" };

describe("certificate", () => {
  const template = Template.of((scope) => new DomainCertificate(scope, "certificate", domain));

  test("it is replaced before it is deleted", () => {
    expect(template.one(AcmCertificate)).toMatchObject({
      domain_name: "shop.example.com",
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("a record in the zone validates it", () => {
    expect(template.one(Route53Record)).toMatchObject({ zone_id: "Z1", allow_overwrite: true });
    expect(template.one(AcmCertificateValidation).validation_record_fqdns).toEqual([
      reference(Route53Record, "validation-record", "fqdn"),
    ]);
  });
});

test("a domain leads to a load balancer that is healthy", () => {
  const template = Template.of(
    (scope) =>
      new DnsAlias(scope, "alias", {
        name: "shop.example.com",
        hostedZoneId: "Z1",
        targetDnsName: "lb.example.net",
        targetZoneId: "Z2",
      }),
  );
  expect(template.one(Route53Record)).toMatchObject({
    zone_id: "Z1",
    name: "shop.example.com",
    type: "A",
    alias: { name: "lb.example.net", zone_id: "Z2", evaluate_target_health: true },
    lifecycle: { create_before_destroy: true },
  });
});
