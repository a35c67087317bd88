import { showcase } from "../../config/environments/showcase.ts";
import type { Path } from "../support/written-values.ts";
import type { Written } from "./environments.ts";

type Service = Written["services"][number];

const named = (name: string) => showcase.services.findIndex((each) => each.name === name);

/**
 * What of an environment a change has to do with, so that it is planned in a second: for a field of a service that
 * service and its delivery, for others a service on each cluster, or the ones that make what the field is about. Of the
 * rest only what costs nothing stays. The same for an environment before and after a change.
 */
export function sceneOf(environment: Written, field: string, path: Path): Written {
  const [part, index] = path;
  const about = (pattern: RegExp) => pattern.test(field);
  const services = servicesFor(environment, field, part === "services" ? index : undefined);
  const delivered = services.map(({ name }) => name);
  const { network, ec2Cluster, fargateCluster, registry, delivery } = environment;
  const used = services.flatMap(({ capacity = [] }) => capacity.map(({ provider }) => provider)).join(" ");
  const has = (cluster: "ec2" | "fargate") => services.some((each) => each.cluster === cluster);
  return {
    ...environment,
    lockAccount: field === "lockAccount" ? environment.lockAccount : false,
    names: about(/^names\b/) ? environment.names : {},
    // A key that is given is not made, and then has no name.
    encryption: about(/^names\b/) ? { created: [] } : environment.encryption,
    network: {
      ...network,
      overrides: about(/^network\.overrides/) ? network.overrides : [],
      ...(network.vpcId === undefined && {
        flowLogRetentionDays: about(/flowLog/) ? network.flowLogRetentionDays : null,
      }),
    },
    registry: about(/^registry|^encryption|imageRepository/) ? registry : undefined,
    ec2Cluster: ec2Cluster && has("ec2") ? leanCluster(ec2Cluster, `${field} ${used}`, "ec2") : undefined,
    fargateCluster: fargateCluster && has("fargate") ? leanCluster(fargateCluster, field, "fargate") : undefined,
    services,
    delivery: delivery && deliveryFor(delivery, field, delivered),
  };
}

const IMAGE = "public.ecr.aws/nginx/nginx:1.29";

/** Takes of the environment what differs from a service that is given by name and place. */
const plain = (environment: Written, rest: object): Service =>
  ({
    ...environment.services[named("returns")],
    deployment: { type: "rolling", circuitBreaker: true },
    taskRole: undefined,
    executionRole: undefined,
    ...rest,
  }) as unknown as Service;

function servicesFor(environment: Written, field: string, index: string | number | undefined): Service[] {
  const { services } = environment;
  const at = (name: string) => services[named(name)] as Service;
  if (typeof index === "number") return services.slice(index, index + 1);
  if (field === "services") return services.filter(({ name }) => ["returns", "cart", "added"].includes(name));
  const web = plain(environment, { name: "web", exec: true });
  const { route: _, ...api } = { ...plain(environment, { name: "api", cluster: "ec2" }) };
  const onInstances = {
    ...api,
    container: { ...api.container, image: IMAGE, memoryReservationMiB: 128 },
    exec: true,
    route: { ...web.route, paths: ["/api/*"] },
  } as Service;
  /** A service for which a Network Load Balancer decrypts. */
  const tlsOn = (cluster: Service["cluster"]) =>
    ({
      ...(cluster === "ec2" ? onInstances : web),
      exec: false,
      route: { ...at("mqtt").route, targetProtocol: "TCP" },
    }) as Service;
  const further = [
    ...(/^encryption/.test(field) ? [at("web"), at("checkout"), at("orders"), at("cart")] : []),
    ...(/managed(?!Rule)/i.test(field) ? [at("batch")] : []),
    ...(/external/i.test(field) ? [at("edge")] : []),
    ...(/ecsRole/.test(field) ? [at("orders")] : []),
    ...(/deployProject/.test(field) ? [at("cart")] : []),
    ...(/codeDeploy|deploymentNotification/.test(field) ? [at("returns")] : []),
  ];
  if (further.length > 0) return further;
  if (/^delivery/.test(field)) return [at("cart"), at("checkout"), at("search")];
  if (/networkLoadBalancer|Network/.test(field))
    return [tlsOn(/^ec2Cluster|^names\.ec2/.test(field) ? "ec2" : "fargate")];
  if (/^ec2Cluster|^names\.(ec2|autoScaling|instance|launch|capacity)/.test(field)) return [onInstances];
  if (/^fargateCluster|^names\.fargate|^registry/.test(field)) return [web];
  if (/^names/.test(field)) return [web];
  return [web, onInstances];
}

function leanCluster<C extends NonNullable<Written["ec2Cluster"] | Written["fargateCluster"]>>(
  cluster: C,
  field: string,
  kind: string,
): C {
  const keeps = (pattern: RegExp) => pattern.test(field);
  const { loadBalancer, networkLoadBalancer } = cluster;
  return {
    ...cluster,
    networkLoadBalancer:
      networkLoadBalancer && keeps(/networkLoadBalancer|Network|services/)
        ? { ...networkLoadBalancer, accessLogDays: keeps(/accessLog/i) ? networkLoadBalancer.accessLogDays : null }
        : undefined,
    overrides: keeps(new RegExp(`^${kind}Cluster.overrides`)) ? cluster.overrides : [],
    ...("managedInstances" in cluster && {
      managedInstances: keeps(/managed(?!Rule)/i) ? cluster.managedInstances : undefined,
      externalInstances: keeps(/external/i) ? cluster.externalInstances : undefined,
    }),
    loadBalancer: loadBalancer && {
      ...loadBalancer,
      ...("existing" in loadBalancer && loadBalancer.existing !== undefined
        ? {}
        : {
            accessLogDays: keeps(/accessLog|connectionLogs/i) ? loadBalancer.accessLogDays : null,
            connectionLogs: keeps(/accessLog|connectionLogs/i) ? loadBalancer.connectionLogs : undefined,
          }),
      // The schema of web ACLs alone takes Terraform a second.
      waf: keeps(/waf|WebAcl/) ? loadBalancer.waf : undefined,
    },
  };
}

type Delivery = NonNullable<Written["delivery"]>;

const BY_DELIVERY =
  /^names\.(apply|approvalRule|artifact|build|deployRole|deployProject|deploymentNotification|drift|findingRule|imageCheck|imageRepository|infrastructure|notification|connection|pipeline|plan|release|roleUse|source)/;

function deliveryFor(delivery: Delivery, field: string, services: readonly string[]): Delivery | undefined {
  if (/^delivery/.test(field)) return delivery;
  if (/^encryption/.test(field))
    return { ...delivery, promotions: [], deployedFrom: undefined, infrastructure: undefined, services: ["cart"] };
  if (/^services/.test(field)) {
    const delivered = delivery.services.filter((name) => services.includes(name));
    return delivered.length === 0 ? undefined : { ...bare(delivery), services: delivered };
  }
  if (/^registry/.test(field)) return { ...bare(delivery), services: [...services] };
  if (!BY_DELIVERY.test(field)) return undefined;
  const byHand = /Trigger|EventRole|approvalRule|sourceRepository/.test(field);
  return {
    ...delivery,
    promotions: [],
    services: [...services],
    ...(byHand && {
      source: { type: "codecommit", branch: "main", approvals: { count: 1 } },
      infrastructure: delivery.infrastructure && { ...delivery.infrastructure, paths: [] },
    }),
    ...(/deployRole/.test(field)
      ? {
          services: [],
          imageCheckSchedule: undefined,
          deployedFrom: delivery.deployedFrom && { ...delivery.deployedFrom, services: [...services] },
        }
      : { deployedFrom: undefined }),
    notifications:
      /otification|roleUse|findingRule/.test(field) && delivery.notifications
        ? { ...delivery.notifications, topicArn: undefined, roleUse: true }
        : undefined,
  };
}

/** A pipeline without options. */
const bare = (delivery: Delivery): Delivery => ({
  ...delivery,
  source: { type: "codecommit", branch: "main" },
  approval: undefined,
  promotions: [],
  deployedFrom: undefined,
  infrastructure: undefined,
  notifications: undefined,
  imageCheckSchedule: undefined,
});
