import { REGION } from "./fields.ts";
import type { Finding } from "./finding.ts";
import { sharedName } from "./names.ts";
import { checkRegistry } from "./registry-rules.ts";
import { checkSurroundings } from "./services/rules/surroundings.ts";
import { checkTexts } from "./texts.ts";
import {
  defaultContainerName,
  fields,
  hasPrivateSubnets,
  membersOf as list,
  servicesOf,
  type Written,
} from "./written.ts";

/**
 * Finds what the parts have of each other's. It looks at an environment as it is written, because a part that is wrong
 * in itself has no other form; whatever is of the wrong type counts as left out, because its schema reports it.
 */
export function checkAcross(environment: Written): Finding[] {
  const written = fields(environment);
  return [
    ...checkZones(written),
    ...checkDelivered(written),
    ...checkBuildNetwork(written),
    ...checkOneImage(written),
    ...checkInfrastructure(written),
    ...checkWayOut(written),
    ...checkDerivedNames(written),
    ...checkRegistry(written),
    ...checkTexts(written),
    ...servicesOf(written).flatMap((service, index) =>
      checkSurroundings(service, written).map(({ path, message }) => ({
        path: ["services", index, ...path],
        message,
      })),
    ),
  ];
}

function checkZones({ region = "", network }: Written): Finding[] {
  return list(fields(network).zones).flatMap((zone, index) =>
    typeof zone !== "string" || !REGION.test(region) || zone.startsWith(region)
      ? []
      : [{ path: ["network", "zones", index], message: `is not in region ${region}: use ${region}a, ${region}b …` }],
  );
}

function checkDelivered(written: Written): Finding[] {
  const known = [...new Set(servicesOf(written).flatMap(({ name }) => name ?? []))];
  const { services, deployedFrom } = fields(written.delivery);
  const way = known.length > 0 ? `name one of ${known.join(", ")}` : "add it to services";
  const check = (names: readonly string[], at: string[]): Finding[] =>
    names.flatMap((name, index) =>
      typeof name !== "string" || known.includes(name)
        ? []
        : [{ path: ["delivery", ...at, index], message: `is no service here: ${way}` }],
    );
  const others = list(fields(deployedFrom).services);
  const byCodeDeploy = servicesOf(written).flatMap(({ name, deployment }) =>
    fields(deployment).type === "codedeploy-blue-green" ? [name] : [],
  );
  const wrong = others.flatMap((name, index) => {
    const path = ["delivery", "deployedFrom", "services", index];
    if (list(services).includes(name))
      return [{ path, message: "is in delivery.services too: let one pipeline deploy it" }];
    return byCodeDeploy.includes(name)
      ? [{ path, message: "is deployed by CodeDeploy, which another environment does not start: leave it out" }]
      : [];
  });
  return [...check(list(services), ["services"]), ...check(others, ["deployedFrom", "services"]), ...wrong];
}

/** A build in the VPC reaches the internet through its private subnets. */
function checkBuildNetwork(written: Written): Finding[] {
  const network = fields(written.network);
  const { vpc } = fields(fields(written.delivery).build);
  if (vpc !== true || Object.keys(network).length === 0 || hasPrivateSubnets(network)) return [];
  const message = "needs private subnets with a way out: give the network NAT gateways, or leave it out";
  return [{ path: ["delivery", "build", "vpc"], message }];
}

/** The pipeline builds one image, and names the container that gets it. */
function checkOneImage(written: Written): Finding[] {
  const delivered = list(fields(written.delivery).services);
  const containers = servicesOf(written).flatMap(({ name = "", container }, index) =>
    delivered.includes(name) ? [{ index, name: fields(container).name ?? defaultContainerName(written) }] : [],
  );
  return containers
    .filter(({ name }) => name !== containers[0]?.name)
    .map(({ index }) => ({
      path: ["services", index, "container", "name"],
      message: `differs from that of services[${containers[0]?.index}]: give both containers the same name, because the pipeline deploys one image to both`,
    }));
}

/** Stacks are planned and applied on build machines, which see neither this machine nor policies of other accounts. */
function checkInfrastructure({ account = "", state, delivery }: Written): Finding[] {
  const { infrastructure } = fields(delivery);
  if (infrastructure === undefined) return [];
  const { applyPolicyArns, planPolicyArns } = fields(infrastructure);
  const elsewhere = Object.entries({ applyPolicyArns, planPolicyArns }).flatMap(([field, arns]) =>
    list(arns).flatMap((arn, index) => {
      const [, owner] = /^arn:[^:]+:iam::(\d{12}):/.exec(String(arn)) ?? [];
      const path = ["delivery", "infrastructure", field, index];
      return owner === undefined || owner === account
        ? []
        : [{ path, message: `is of another account: a role takes policies of ${account} and of AWS` }];
    }),
  );
  if (fields(state).type !== "local") return elsewhere;
  const message = "is on this machine, where delivery.infrastructure does not find it: use s3, or leave that out";
  return [...elsewhere, { path: ["state", "type"], message }];
}

/** Instances call ECS, so they need a way to the internet. */
function checkWayOut(written: Written): Finding[] {
  const network = fields(written.network);
  const { subnets } = fields(written.ec2Cluster);
  if (Object.keys(network).length === 0) return [];
  const path = ["ec2Cluster", "subnets"];
  if (subnets === "public" && network.publicIpOnLaunch !== true)
    return [
      {
        path,
        message: "leaves the instances without a way out: set network.publicIpOnLaunch to true, or use private subnets",
      },
    ];
  if (subnets === "public" || hasPrivateSubnets(network)) return [];
  const what =
    'leaves the instances without subnets, because the network has no private ones: use "public", or give it NAT gateways';
  return [{ path, message: subnets === undefined ? `is "private" by default, which ${what}` : what }];
}

/** Names that the account shares begin with the environment's, whether or not the service's own name does. */
function checkDerivedNames(written: Written): Finding[] {
  const taken = new Map<string, number>();
  return servicesOf(written).flatMap(({ name }, index) => {
    if (typeof name !== "string" || written.name === undefined) return [];
    const shared = sharedName(name, written.name);
    const other = taken.get(shared);
    taken.set(shared, index);
    if (other === undefined || servicesOf(written)[other]?.name === name) return [];
    const message = `makes the same names as services[${other}], such as ${shared}-task-role: use another`;
    return [{ path: ["services", index, "name"], message }];
  });
}
