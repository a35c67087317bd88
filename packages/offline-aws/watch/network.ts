import type { ObjectValue } from "../protocol/values.ts";
import { blocks, find, stringIn, texts, type View } from "./view.ts";

/** What Fargate needs to pull an image of ECR without a way to the internet (ECR user guide, VPC endpoints). */
const ENDPOINTS = [".ecr.api", ".ecr.dkr", ".s3"];

/** Whether what runs in a subnet reaches AWS: by a default route to something that exists, or by endpoints of its VPC. */
export function hasWayOut(view: View, subnet: string): boolean {
  const { vpc_id } = find(view, "aws_subnet", "id", subnet) ?? {};
  if (vpc_id === undefined) return false;
  const services = view
    .list("aws_vpc_endpoint")
    .filter((endpoint) => endpoint.vpc_id === vpc_id)
    .map((endpoint) => stringIn(endpoint.service_name));
  if (ENDPOINTS.every((name) => services.some((service) => service.endsWith(name)))) return true;
  const table = find(view, "aws_route_table_association", "subnet_id", subnet)?.route_table_id;
  if (table === undefined && isGiven(view, subnet)) return true;
  const inline = blocks(find(view, "aws_route_table", "id", table)?.route).filter((route) =>
    isDefault(route.cidr_block),
  );
  const own = view
    .list("aws_route")
    .filter((route) => route.route_table_id === table && isDefault(route.destination_cidr_block));
  return [...inline, ...own].some((route) => leadsSomewhere(view, route));
}

/** Where a subnet existed already and its routes are not listed, they are managed elsewhere, and assumed to exist. */
const isGiven = (view: View, subnet: string) => view.existing?.("aws_subnet").some(({ id }) => id === subnet) === true;

const isDefault = (cidr: unknown) => cidr === "0.0.0.0/0";

/** A route to a gateway that was deleted is a black hole. */
function leadsSomewhere(view: View, route: ObjectValue): boolean {
  const [nat] = texts(route.nat_gateway_id);
  if (nat !== undefined) return find(view, "aws_nat_gateway", "id", nat) !== undefined;
  const [gateway] = texts(route.gateway_id);
  return gateway?.startsWith("igw-") ? find(view, "aws_internet_gateway", "id", gateway) !== undefined : true;
}
