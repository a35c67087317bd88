import type { Cloud, Resource } from "../cloud/cloud.ts";
import type { ProviderConfig } from "../provider/provider-config.ts";
import type { Catalog } from "../schema/catalog.ts";
import { completeExisting } from "./complete.ts";
import type { ExistingResource } from "./read.ts";

/** The range of every default VPC. */
const RANGE = "172.31.0.0/16";

/**
 * The default VPC that each account has in each region, with a public /20 in each zone
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html). It is in the cloud once it is asked for.
 */
export function defaultVpc(
  cloud: Cloud,
  catalog: Catalog,
  config: ProviderConfig,
  zones: readonly string[],
): Resource | undefined {
  const place = (entries: ExistingResource[]) => {
    const resources = completeExisting(entries, catalog, config);
    for (const each of resources) if (cloud.get(each.type, each.key) === undefined) cloud.putExisting(each);
    return resources;
  };
  const vpc: ExistingResource = {
    type: "aws_vpc",
    region: config.region,
    cidr_block: RANGE,
    enable_dns_hostnames: true,
  };
  const [made] = place([vpc]);
  const id = made?.attributes.id ?? null;
  const subnets = zones.map((availability_zone, index) => ({
    type: "aws_subnet",
    region: config.region,
    vpc_id: id,
    availability_zone,
    cidr_block: `172.31.${16 * index}.0/20`,
    map_public_ip_on_launch: true,
  }));
  place([{ ...vpc, id }, ...subnets]);
  return made;
}
