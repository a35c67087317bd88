import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface DomainCertificateProps {
  /** Host name, or a wildcard such as `*.example.com`; at most 64 characters (ACM API reference, RequestCertificate). */
  readonly name: string;
  /** Zone that gets the record. */
  readonly hostedZoneId: string;
  /** A certificate whose record validates this one too. @default its own record */
  readonly validatedBy?: DomainCertificate;
}

/** A certificate for one host name, validated by a DNS record, which ACM also renews it by. */
export class DomainCertificate extends Construct {
  /** ARN of the certificate once it is valid. */
  readonly arn: string;
  private readonly record: Route53Record;

  constructor(scope: Construct, id: string, { name, hostedZoneId, validatedBy }: DomainCertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, "certificate", {
      domainName: name,
      validationMethod: "DNS",
      // A listener needs its old certificate until it has the new one.
      lifecycle: { createBeforeDestroy: true },
    });
    this.record = validatedBy?.record ?? this.createRecord(certificate, hostedZoneId);
    const validation = new AcmCertificateValidation(this, "validation", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [this.record.fqdn],
    });
    this.arn = validation.certificateArn;
  }

  private createRecord(certificate: AcmCertificate, zoneId: string): Route53Record {
    const option = certificate.domainValidationOptions.get(0);
    return new Route53Record(this, "validation-record", {
      zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 300,
      allowOverwrite: true,
    });
  }
}
