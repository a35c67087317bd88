import { type Config, environment as schema } from "../../config/config.ts";
import { showcase } from "../../config/environments/showcase.ts";
import { ConfigError, loadConfig, parseConfig } from "../../config/load.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { otherValues } from "../support/other-values.ts";
import { focused, stacksText } from "../support/stacks-text.ts";
import { watched as mockWatched, type Use } from "../support/watched.ts";
import { changedAt, fieldOf, type Path, valuesIn } from "../support/written-values.ts";

/** Leaves that the stacks of the showcase do not depend on, by their field, and why. */
const UNREAD: Record<string, string> = {
  "quotas.securityGroupRules": "only rules count with quotas",
  "quotas.securityGroups": "only rules count with quotas",
  "quotas.loadBalancerCertificates": "only rules count with quotas",
  "names.fargateCluster": "config makes it fargateCluster.name, which the stacks read",
  "names.ec2LoadBalancer": "the same, as the next ones: ec2Cluster.loadBalancer.name",
  "names.ec2AccessLogBucket": "ec2Cluster.loadBalancer.accessLogBucketName",
  "names.ec2WebAcl": "ec2Cluster.loadBalancer.webAclName",
  "names.ec2ExecKey": "ec2Cluster.execKeyAlias",
  "names.fargateLoadBalancer": "fargateCluster.loadBalancer.name",
  "names.fargateAccessLogBucket": "fargateCluster.loadBalancer.accessLogBucketName",
  "names.fargateWebAcl": "fargateCluster.loadBalancer.webAclName",
  "names.fargateExecKey": "fargateCluster.execKeyAlias",
  "names.ec2NetworkAccessLogBucket": "ec2Cluster.networkLoadBalancer.accessLogBucketName",
  "names.ec2NetworkLoadBalancer": "ec2Cluster.networkLoadBalancer.name",
  "names.fargateNetworkAccessLogBucket": "fargateCluster.networkLoadBalancer.accessLogBucketName",
  "names.fargateNetworkLoadBalancer": "fargateCluster.networkLoadBalancer.name",
  "names.sourceRepository": "only a CodeCommit source has a repository",
  "names.approvalRule": "only a CodeCommit source has approvals",
  "network.httpsEgress.public.cidrs[]": "config makes it httpsEgress of each cluster",
  "network.httpsEgress.private.cidrs[]": "config makes it httpsEgress of each cluster",
  "ec2Cluster.httpsEgress.public.cidrs[]": "nothing of the showcase that calls out is in a public subnet",
  "ec2Cluster.httpsEgress.public.storageEndpoint": "nothing of the showcase that calls out is in a public subnet",
  "fargateCluster.httpsEgress.public.cidrs[]": "nothing of the showcase that calls out is in a public subnet",
  "fargateCluster.httpsEgress.public.storageEndpoint": "nothing of the showcase that calls out is in a public subnet",
  "names.pipelineTrigger": "a connection starts its pipelines without a rule",
  "names.infrastructureTrigger": "a connection starts its pipelines without a rule",
  "services[].deployment.test.allowedCidrs[]": "config makes it an entry of loadBalancer.furtherListeners",
  "services[].deployment.rollout.hasTestListener": "timelines show it; ECS and CodeDeploy get the listener itself",
};

/** Fields that only rules read: they say that what a rule refuses is meant. */
const WAIVERS = /\.(allow[A-Z]\w+|plainVariables\[\]|tagsProtected)$/;

/** Lists of which an entry may go without a change of the stacks, and why. */
const OPTIONAL: Record<string, string> = {
  "services[].container.healthCheck.command[]": "a command without CMD in front gets it",
};

/** Where the uses of a configuration are noted, behind the copy that the stacks get. */
let mockUses: Map<string, Use> | undefined;
jest.mock("../../stacks/literal-config.ts", () => {
  const { literalConfig } = jest.requireActual("../../stacks/literal-config.ts");
  const watch = (config: Config) => (mockUses === undefined ? config : mockWatched(config, mockUses));
  return { literalConfig: (config: Config) => watch(literalConfig(config)) };
});

const isLeaf = (value: unknown) => value !== undefined && (typeof value !== "object" || value === null);
const leafPaths = (value: unknown): Path[] =>
  [...valuesIn(value)].flatMap(({ path, value }) => (isLeaf(value) ? [path] : []));

function parsed(environment: unknown): Config | undefined {
  try {
    return parseConfig(environment, "showcase");
  } catch (problem) {
    if (problem instanceof ConfigError) return undefined;
    throw problem;
  }
}

const bases = new Map<string, string>();

/** Whether a change shows in the stacks, or undefined if the rules refuse it. */
function shows(path: Path, change: (old: unknown) => unknown): boolean | undefined {
  const before = focused(showcase, path);
  const after = parsed(focused(changedAt(showcase, path, change), path));
  if (after === undefined) return undefined;
  const key = JSON.stringify(before);
  const base = bases.get(key) ?? stacksText(parseConfig(before, "showcase"));
  bases.set(key, base);
  try {
    return stacksText(after) !== base;
  } catch (problem) {
    if (problem instanceof ConfigError) return undefined;
    throw problem;
  }
}

/** Tries other values until one shows: true or false, or undefined if the rules refuse all. */
function anyShows(path: Path): boolean | undefined {
  let found: boolean | undefined;
  for (const value of otherValues(schema, showcase, path)) {
    const shown = shows(path, () => value);
    if (shown === true) return true;
    found = shown ?? found;
  }
  return found;
}

describe("of the showcase", () => {
  const outcomes = new Map<Path, boolean | undefined>();
  const ending = (outcome: boolean | undefined) =>
    [...outcomes].flatMap(([path, each]) => (each === outcome ? [fieldOf(path)] : []));

  beforeAll(() => {
    for (const path of leafPaths(showcase)) outcomes.set(path, anyShows(path));
  }, 300_000);

  test("each leaf that the rules let change shows in the stacks", () => {
    expect([...new Set(ending(false))].filter((field) => !WAIVERS.test(field))).toEqual([]);
  });

  test("the rules let most leaves change", () => {
    expect(ending(undefined).length).toBeLessThan(ending(true).length / 4);
  });

  test("each entry of a list that the rules let go shows in the stacks", () => {
    const lists = [...valuesIn(showcase)].filter(({ path, value }) => Array.isArray(value) && path.length > 1);
    const hidden = nonEmpty(lists).flatMap(({ path, value }) =>
      (value as unknown[]).flatMap((_, gone) => {
        const without = (old: unknown) => (old as unknown[]).filter((_, index) => index !== gone);
        return shows(path, without) === false ? [fieldOf([...path, gone])] : [];
      }),
    );
    expect([...new Set(hidden)].filter((field) => !(field in OPTIONAL || WAIVERS.test(field)))).toEqual([]);
  }, 120_000);

  test("each leaf, as it is completed, is read while the stacks are synthesized", () => {
    const config = loadConfig({ ENVIRONMENT: "showcase" });
    const uses = new Map<string, Use>();
    mockUses = uses;
    stacksText(config);
    mockUses = undefined;

    // What is only copied may end nowhere: then the change of a leaf, of that field as it is written or completed, tells.
    const isRead = (path: Path) => {
      const base = stacksText(focused(config, path));
      return otherValues(schema, config, path).some((value) => {
        try {
          return (
            stacksText(
              focused(
                changedAt(config, path, () => value),
                path,
              ),
            ) !== base
          );
        } catch {
          return true; // it does not fit, which something has seen
        }
      });
    };
    const read = new Set(ending(true));
    const left = nonEmpty(leafPaths(config)).filter((path) => {
      const field = fieldOf(path);
      if (uses.get(field) === "read" || (uses.has(field) && !read.has(field) && isRead(path))) read.add(field);
      return !read.has(field);
    });
    const unread = [...new Set(left.map(fieldOf))].filter((field) => !read.has(field) && !WAIVERS.test(field));
    expect(unread.filter((field) => !(field in UNREAD))).toEqual([]);
  }, 60_000);
});
