import "./config/fast-start.ts";
import { App } from "cdktf";
import type { Config } from "./config/config.ts";
import { ConfigError, loadConfig } from "./config/load.ts";
import { Shown } from "./config/secrets.ts";
import { CicdStack } from "./stacks/cicd-stack.ts";
import { Ec2ClusterStack } from "./stacks/ec2-cluster-stack.ts";
import { FargateClusterStack } from "./stacks/fargate-cluster-stack.ts";
import { IamStack } from "./stacks/iam-stack.ts";
import { literalConfig } from "./stacks/literal-config.ts";
import { NetworkStack } from "./stacks/network-stack.ts";
import { RegistryStack } from "./stacks/registry-stack.ts";

/** Puts the stacks of an environment together, in the order in which they are deployed. */
export function compose(app: App, environment: Config): void {
  const config = literalConfig(environment);
  const network = new NetworkStack(app, "network", config).outputs;
  const iam = new IamStack(app, "iam", config).outputs;
  const registry = new RegistryStack(app, "registry", config).outputs;
  const ec2Cluster = new Ec2ClusterStack(app, "ec2-cluster", config, network, iam, registry).outputs;
  const fargateCluster = new FargateClusterStack(app, "fargate-cluster", config, network, iam, registry).outputs;
  new CicdStack(app, "cicd", config, { network, iam, registry, ec2Cluster, fargateCluster });
}

function main(): void {
  let config: Config | undefined;
  try {
    config = loadConfig();
    const app = new App();
    compose(app, config);
    app.synth();
  } catch (problem) {
    process.stderr.write(`${problem instanceof ConfigError ? problem.message : unexpected(problem, config)}\n`);
    process.exitCode = 1;
  }
}

/** What no rule has found, with where it comes from, but without the secrets of the configuration. */
const unexpected = (problem: unknown, config: Config | undefined): string =>
  new Shown(config).text((problem instanceof Error && problem.stack) || String(problem));

if (require.main === module) main();
