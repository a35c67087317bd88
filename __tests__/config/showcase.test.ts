import { fargateCluster } from "../../config/clusters/cluster.ts";
import { ec2Cluster } from "../../config/clusters/ec2-cluster.ts";
import { delivery } from "../../config/delivery/delivery.ts";
import { demo } from "../../config/environments/demo.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { loadConfig } from "../../config/load.ts";
import { capacity } from "../../config/services/capacity.ts";
import { deployment } from "../../config/services/deployment.ts";
import { logs } from "../../config/services/logs.ts";
import { service } from "../../config/services/service.ts";
import { volume } from "../../config/services/volume.ts";

/** A schema of valibot, as far as its fields are in it. */
interface Schema {
  type: string;
  wrapped?: Schema;
  item?: Schema;
  value?: Schema;
  entries?: Record<string, Schema>;
  options?: readonly unknown[];
  literal?: unknown;
}

type Value = Record<string, unknown>;

const LEAVES = ["string", "number", "boolean", "literal", "picklist", "strict_tuple", "union", "unknown"];

/** Paths of the fields of a schema that no value has; fields of a variant only count in values of its type. */
function missing(schema: Schema, path: string, values: readonly unknown[]): string[] {
  const { type, wrapped, item, value, entries, options } = schema;
  if (wrapped !== undefined) {
    const there = values.filter((each) => each !== null);
    return missing(wrapped, path, there);
  }
  if (item !== undefined) return missing(item, `${path}[]`, values.flat());
  if (value !== undefined)
    return missing(
      value,
      `${path}.*`,
      values.flatMap((each) => Object.values(each as Value)),
    );
  if (type === "variant")
    return (options as Schema[]).flatMap((option) => {
      const type = option.entries?.type;
      const kind = (type?.wrapped ?? type)?.literal;
      const usual = type?.wrapped && kind; // of what says no type
      const ofKind = values.filter((each) => ((each as Value).type ?? usual) === kind);
      return missing(option, `${path}(${kind})`, ofKind);
    });
  if (entries !== undefined)
    return Object.entries(entries).flatMap(([name, field]) => {
      const set = values.map((each) => (each as Value)[name]).filter((each) => each !== undefined);
      return set.length === 0 ? [`${path}.${name}`] : missing(field, `${path}.${name}`, set);
    });
  if (!LEAVES.includes(type)) throw new Error(`${path} is of a kind that this test does not look into: ${type}`);
  return [];
}

interface Written {
  ec2Cluster?: unknown;
  fargateCluster?: unknown;
  services: readonly unknown[];
  delivery: unknown;
}

const SCHEMAS = { ec2Cluster, fargateCluster, services: { type: "array", item: service }, delivery };

/** Options of clusters, services and delivery that an environment does not use. */
const unused = (written: Written): string[] =>
  Object.entries(SCHEMAS).flatMap(([part, schema]) =>
    missing(schema as unknown as Schema, part, [written[part as keyof Written]]),
  );

/** What both clusters have is used once one of them uses it. */
const byNeither = (paths: readonly string[]): string[] =>
  paths.filter((path) => {
    const twin = path.replace(/^(ec2|fargate)(?=Cluster\.)/, (kind) => (kind === "ec2" ? "fargate" : "ec2"));
    return paths.includes(twin) || !hasTwin(path);
  });

const hasTwin = (path: string): boolean =>
  path.startsWith("fargateCluster.") ||
  /^(network)?[lL]oadBalancer$/.test(path.split(".")[1]?.replace(/\W.*/, "") ?? "");

test("the showcase uses every option of clusters, services and delivery, but those that exclude others", () => {
  const left = byNeither(unused(showcase)).filter(
    // An OpenID Connect client needs a variable, which the pipeline of the stacks does not have.
    (path) =>
      !/^delivery\.source\((codecommit|ecr|s3)\)|^services\[\]\.route\(application\)\.authentication\(oidc\)/.test(
        path,
      ),
  );
  expect(left).toEqual([
    "ec2Cluster.loadBalancer.existing",
    "ec2Cluster.networkLoadBalancer.existing",
    "fargateCluster.loadBalancer.existing",
    "fargateCluster.networkLoadBalancer.existing",
    "delivery.source(connection).connectionArn",
    "delivery.notifications.topicArn",
  ]);
});

test("options that an environment does not use are found, wherever they are", () => {
  const found = unused(demo);
  expect(found).toEqual(
    expect.arrayContaining([
      "ec2Cluster.spot",
      "fargateCluster.loadBalancer.waf",
      "services[].exec",
      "services[].container.ulimits",
      "services[].scaling.steps.out.tasks",
      "services[].deployment(ecs-linear).stepPercent",
      "services[].deployment(codedeploy-blue-green).shift(linear).minutes",
      "delivery.build",
      "delivery.source(connection).tags",
    ]),
  );
  expect(found).not.toContain("services[].deployment(codedeploy-blue-green).shift(canary).minutes");
});

describe("in the showcase there is every", () => {
  const { services } = loadConfig({ ENVIRONMENT: "showcase" });
  const kinds = ({ options }: { options: readonly { entries: { type: { literal: string } } }[] }) =>
    options.map(({ entries }) => entries.type.literal);

  test.each<[what: string, all: readonly string[], used: readonly string[]]>([
    [
      "capacity provider",
      capacity.entries.provider.options,
      services.flatMap((each) => each.capacity.map(({ provider }) => provider)),
    ],
    ["deployment", kinds(deployment), showcase.services.map((each) => each.deployment?.type ?? "rolling")],
    ["kind of logs", kinds(logs), services.map((each) => each.logs.type)],
    ["kind of volume", kinds(volume), services.flatMap((each) => each.volumes.map(({ type }) => type))],
    ["scheduling", service.entries.scheduling.wrapped.options, services.map((each) => each.scheduling)],
    ["network mode", service.entries.networkMode.wrapped.options, services.map((each) => each.networkMode)],
    ["architecture", service.entries.architecture.wrapped.options, services.map((each) => each.architecture)],
  ])("%s", (_, all, used) => {
    expect([...new Set(used)].sort()).toEqual([...all].sort());
  });
});
