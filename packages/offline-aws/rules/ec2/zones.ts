import { type AwsRule, knownText, textsOf } from "../rule.ts";

/**
 * Whether a region may have a zone: a letter after the region, and for Local and Wavelength Zones a place between them
 * (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html).
 */
const mayBeZone = (zone: string, region: string): boolean =>
  zone.startsWith(region) && /^([a-f]|-[a-z0-9-]+-\d[a-f])$/.test(zone.slice(region.length));

export const ZONE_RULES: readonly AwsRule[] = [
  {
    name: "availability-zone",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
    types: ["aws_subnet", "aws_ebs_volume", "aws_instance", "aws_autoscaling_group"],
    apply({ type, planned, prior, region }) {
      const asked = [knownText(planned.availability_zone) ?? [], textsOf(planned.availability_zones)].flat();
      const zone = prior === null ? asked.find((each) => !mayBeZone(each, region)) : undefined;
      if (zone === undefined) return undefined;
      if (type === "aws_ebs_volume") return `InvalidZone.NotFound: The zone '${zone}' does not exist.`;
      return type === "aws_autoscaling_group"
        ? `ValidationError: Invalid availability zones: [${zone}]`
        : `InvalidParameterValue: Invalid availability zone: [${zone}]`;
    },
  },
];
