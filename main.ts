import "./config/fast-start.ts";
import { App } from "cdktf";
import type { Config } from "./config/config.ts";
import { ConfigError, loadConfig, refuse } from "./config/load.ts";
import { shownOf } from "./config/shown.ts";
import { fileProblem } from "./packages/processes/problems.cjs";
import { LockError, placeLocks } from "./packages/provider-lock/place.ts";
import { CicdStack } from "./stacks/cicd-stack.ts";
import { ClusterStack } from "./stacks/cluster-stack.ts";
import { isDelivering } from "./stacks/delivering.ts";
import { Ec2Capacity } from "./stacks/ec2-capacity.ts";
import { FargateCapacity } from "./stacks/fargate-capacity.ts";
import { IamStack } from "./stacks/iam-stack.ts";
import { literalConfig } from "./stacks/literal-config.ts";
import { NetworkStack } from "./stacks/network-stack.ts";
import { refusalsBelow } from "./stacks/refusals.ts";
import { RegistryStack } from "./stacks/registry-stack.ts";

/**
 * Puts the stacks of an environment together, those that it has, in the order in which they are deployed. Throws
 * `ConfigError` with all that only the stacks could find.
 */
export function compose(app: App, environment: Config): void {
  const config = literalConfig(environment);
  const network = new NetworkStack(app, "network", config).outputs;
  const iam = new IamStack(app, "iam", config).outputs;
  const registry = config.registry && new RegistryStack(app, "registry", config, config.registry).outputs;
  const upstream = { network, iam, registry };
  const { ec2Cluster, fargateCluster } = config;
  const ec2 = ec2Cluster && new ClusterStack(app, "ec2-cluster", config, ec2Cluster, Ec2Capacity, upstream).outputs;
  const fargate =
    fargateCluster &&
    new ClusterStack(app, "fargate-cluster", config, fargateCluster, FargateCapacity, upstream).outputs;
  if (isDelivering(config) && config.delivery.hasStack)
    new CicdStack(app, "cicd", config, { ...upstream, clusters: { ec2, fargate } });
  refuseNoted(app, config);
}

function refuseNoted(app: App, config: Config): void {
  const refusals = refusalsBelow(app);
  if (refusals.length === 0) return;
  const shown = shownOf(config);
  refuse(
    config.environment,
    refusals.map((each) => shown.text(each)),
  );
}

function main(): void {
  let config: Config | undefined;
  try {
    config = loadConfig();
    const app = new App();
    compose(app, config);
    app.synth();
    placeLocks(app.outdir);
  } catch (problem) {
    process.stderr.write(
      `${problem instanceof ConfigError || problem instanceof LockError ? problem.message : inStacks(problem, config)}\n`,
    );
    process.exitCode = 1;
  }
}

/**
 * What no rule has found, with where it comes from, without the secrets of the configuration; of a disk that is full or may not be
 * written to only what to do.
 */
function inStacks(problem: unknown, config: Config | undefined): string {
  const text = fileProblem(problem);
  if (text !== undefined) return text;
  const stack = problem instanceof Error && problem.stack;
  return shownOf(config).text(stack || String(problem));
}

if (require.main === module) main();
