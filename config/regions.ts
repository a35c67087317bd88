import { locationOf } from "./arns.ts";
import type { Parsed } from "./config.ts";
import { REGION } from "./fields.ts";
import type { Finding } from "./finding.ts";
import { didYouMean, nearest } from "./nearest.ts";
import { repositoryAt } from "./registry.ts";
import { ecrRepository, imagesOf } from "./services/image.ts";
import { readsOf } from "./services/rules/reads.ts";
import { whereParsed } from "./unparsed.ts";

/**
 * Regions with the letters of their Availability Zones, as of November 2026. An account sees some of the letters.
 * Sources: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html,
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html, for China
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Beijing.html, for the European Sovereign Cloud
 * https://aws.amazon.com/blogs/aws/opening-the-aws-european-sovereign-cloud/.
 */
const REGIONS: Readonly<Record<string, string>> = {
  "af-south-1": "abc",
  "ap-east-1": "abc",
  "ap-east-2": "abc",
  "ap-northeast-1": "abcd",
  "ap-northeast-2": "abcd",
  "ap-northeast-3": "abc",
  "ap-south-1": "abc",
  "ap-south-2": "abc",
  "ap-southeast-1": "abc",
  "ap-southeast-2": "abc",
  "ap-southeast-3": "abc",
  "ap-southeast-4": "abc",
  "ap-southeast-5": "abc",
  "ap-southeast-6": "abc",
  "ap-southeast-7": "abc",
  "ca-central-1": "abcd",
  "ca-west-1": "abc",
  "cn-north-1": "abcd",
  "cn-northwest-1": "abc",
  "eu-central-1": "abc",
  "eu-central-2": "abc",
  "eu-north-1": "abc",
  "eu-south-1": "abc",
  "eu-south-2": "abc",
  "eu-west-1": "abc",
  "eu-west-2": "abc",
  "eu-west-3": "abc",
  "eusc-de-east-1": "abc",
  "il-central-1": "abc",
  "me-central-1": "abc",
  "me-south-1": "abc",
  "mx-central-1": "abc",
  "sa-east-1": "abc",
  "us-east-1": "abcdef",
  "us-east-2": "abc",
  "us-gov-east-1": "abc",
  "us-gov-west-1": "abc",
  "us-west-1": "abc",
  "us-west-2": "abcd",
};

const NAMES = Object.keys(REGIONS);

/** Finds regions and zones that AWS does not have, which are refused only when Terraform first calls AWS. */
export function checkRegions(environment: Parsed): Finding[] {
  const { allowUnknownRegion, region, state, network, registry, services, delivery } = environment;
  if (allowUnknownRegion) return [];
  const found = checkRegion(region, ["region"]);
  const ofState =
    state.type === "s3" && state.region !== undefined ? checkRegion(state.region, ["state", "region"]) : [];
  const repository = repositoryAt(registry?.repositoryUrl);
  return [
    ...found,
    ...ofState,
    ...(repository === undefined ? [] : checkPart(repository.region, ["registry", "repositoryUrl"])),
    ...checkZones(region, network.zones),
    ...services.flatMap(checkReadRegions),
    ...services.flatMap(checkNamedRegions),
    ...checkDeliveryRegions(delivery),
    ...services.flatMap(checkImageRegions),
  ];
}

/** Secrets and parameters may be in other regions, but in none that AWS does not have. */
function checkReadRegions(service: Parsed["services"][number], index: number): readonly Finding[] {
  return whereParsed(() =>
    readsOf(service).flatMap(({ path, value }) => {
      const region = typeof value === "string" ? "" : locationOf(value.arn).region;
      return region === "" ? [] : checkPart(region, ["services", index, ...path]);
    }),
  );
}

/** So may be the resources of statements, and user pools. What else an ARN of them says is checked elsewhere. */
function checkNamedRegions({ taskRole, route }: Parsed["services"][number], index: number): readonly Finding[] {
  const path = ["services", index];
  const resources = whereParsed(() =>
    taskRole.statements.flatMap((statement, at) =>
      whereParsed(() =>
        statement.resources.map((arn, entry) => ({ path: ["taskRole", "statements", at, "resources", entry], arn })),
      ),
    ),
  );
  const pools = whereParsed(() => {
    const authentication = route?.type === "application" ? route.authentication : undefined;
    return authentication?.type === "cognito"
      ? [{ path: ["route", "authentication", "userPoolArn"], arn: authentication.userPoolArn }]
      : [];
  });
  return [...resources, ...pools].flatMap((each) => checkArnRegion(each.arn, [...path, ...each.path]));
}

/** What a delivery names may be in other regions too. */
function checkDeliveryRegions(delivery: Parsed["delivery"]): readonly Finding[] {
  const { artifactKeyArn, imageRepositoryArn } = delivery?.deployedFrom ?? {};
  const connectionArn = delivery?.source.type === "connection" ? delivery.source.connectionArn : undefined;
  return [
    { path: ["delivery", "source", "connectionArn"], arn: connectionArn },
    { path: ["delivery", "deployedFrom", "artifactKeyArn"], arn: artifactKeyArn },
    { path: ["delivery", "deployedFrom", "imageRepositoryArn"], arn: imageRepositoryArn },
  ].flatMap(({ path, arn = "" }) => checkArnRegion(arn, path));
}

/** The region of an ARN, if it has one and that is written as regions are. */
function checkArnRegion(arn: string, path: Finding["path"]): Finding[] {
  const { region } = locationOf(arn);
  return REGION.test(region) ? checkPart(region, path) : [];
}

/** A registry of Amazon ECR is in one region, which its host names. */
function checkImageRegions(service: Parsed["services"][number], index: number): readonly Finding[] {
  return whereParsed(() =>
    imagesOf(service).flatMap(({ path, image }) => {
      const { region } = ecrRepository(image) ?? {};
      return region === undefined ? [] : checkPart(region, ["services", index, ...path]);
    }),
  );
}

function checkRegion(region: string, path: Finding["path"]): Finding[] {
  if (Object.hasOwn(REGIONS, region)) return [];
  const meant = didYouMean(nearest(region, NAMES).map((name) => `"${name}"`));
  const message = `is not a region of AWS: use one such as us-east-1, or set allowUnknownRegion if it is new${meant}`;
  return [{ path, message }];
}

/** A region that is a part of what is at the path. */
const checkPart = (region: string, path: Finding["path"]): Finding[] =>
  checkRegion(region, path).map(({ message }) => ({ path, message: `names ${region}, which ${message}` }));

function checkZones(region: string, zones: readonly string[]): Finding[] {
  const letters = REGIONS[region];
  if (letters === undefined) return [];
  return zones.flatMap((zone, index) => {
    // Those of other regions are reported as such.
    if (zone.slice(0, -1) !== region || letters.includes(zone.slice(-1))) return [];
    const message = `is not a zone of ${region}: use ${region}a to ${region}${letters.at(-1)}, or set allowUnknownRegion if it is new`;
    return [{ path: ["network", "zones", index], message }];
  });
}
