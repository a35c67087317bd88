import type { Class } from "./classes.ts";
import { type Written as Environment, withDefaults } from "./environments.ts";

/** A change that is written down with the environment that it is made in. */
export interface Case {
  readonly what: string;
  /** Fields that it changes. */
  readonly fields: readonly string[];
  readonly before: Environment;
  readonly after: Environment;
  readonly expected?: Class;
}

export const IMAGE = "public.ecr.aws/nginx/nginx:1.29";

const NETWORK = { cidr: "10.0.0.0/16", zones: ["us-east-1a", "us-east-1b"], flowLogRetentionDays: null };

/** A small environment as it is written: parts of it are enough, and requests are logged only where it says so. */
interface Written {
  readonly network?: object;
  readonly fargateCluster?: Cluster;
  readonly ec2Cluster?: Cluster;
  readonly services?: readonly { readonly cluster?: string; readonly [field: string]: unknown }[];
  readonly [part: string]: unknown;
}

type Service = NonNullable<Written["services"]>[number];

interface Cluster {
  readonly loadBalancer?: object;
  readonly [field: string]: unknown;
}

const withBalancer = (cluster: Cluster | undefined) => {
  const isMade = !Object.hasOwn(cluster?.loadBalancer ?? {}, "existing");
  return cluster && { ...cluster, loadBalancer: { ...(isMade && { accessLogDays: null }), ...cluster.loadBalancer } };
};

/** One service on Fargate in two zones. */
export const small = ({ network, fargateCluster, ec2Cluster, services = [{}], ...rest }: Written = {}): Environment =>
  withDefaults({
    name: "shop",
    account: "123456789012",
    lockAccount: false,
    region: "us-east-1",
    state: { type: "local" },
    ...rest,
    network: { ...(network && "vpcId" in network ? {} : NETWORK), ...network },
    fargateCluster: withBalancer(fargateCluster),
    ec2Cluster: withBalancer(ec2Cluster ?? (services.some(({ cluster }) => cluster === "ec2") ? {} : undefined)),
    services: services.map((each) => ({ ...WEB, ...each })),
  });

const WEB = { name: "web", cluster: "fargate", container: { image: IMAGE }, route: { priority: 10 } };

/** A service on instances. */
export const API = {
  name: "api",
  cluster: "ec2",
  container: { image: IMAGE, memoryReservationMiB: 128 },
  route: { priority: 20, paths: ["/api/*"] },
};

/** A change of a small environment: `before` as it is written, and other parts. */
export const change = (what: string, fields: string | readonly string[], before: Written, after: Written): Case => ({
  what,
  fields: typeof fields === "string" ? [fields] : fields,
  before: small(before),
  after: small({ ...before, ...after }),
});

/** A change of the one service of a small environment. */
export const changeService = (
  what: string,
  fields: string | readonly string[],
  before: Service,
  after: Service,
): Case => change(what, fields, { services: [before] }, { services: [{ ...before, ...after }] });

/** The same of one on instances. */
export const changeApi = (what: string, fields: string | readonly string[], before: Service, after: Service): Case =>
  changeService(what, fields, { ...API, ...before }, after);

export const expecting = (expected: Class, ...cases: Case[]): Case[] => cases.map((each) => ({ ...each, expected }));
