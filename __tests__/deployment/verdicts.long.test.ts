import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Config, Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { delivered } from "../../examples/delivered.ts";
import { onInstances } from "../../examples/on-instances.ts";
import { smallest } from "../../examples/smallest.ts";
import { judge } from "../../tools/plan-review/judge/judge.ts";
import type { Review } from "../../tools/plan-review/model/review.ts";
import { readStacks } from "../../tools/plan-review/plan/stacks.ts";
import { Terraform } from "../../tools/plan-review/plan/terraform.ts";
import { planStacks } from "../../tools/plan-review/plan-stacks.ts";
import { Deployment } from "../support/deployment.ts";
import { newFolder } from "../support/folder.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(180_000);

type Service = Environment["services"][number];

const load = (environment: Environment, folder: string): Config => ({
  ...parseConfig(environment, "hello"),
  lockAccount: false,
  state: { type: "local", folder },
});

const base: Environment = smallest;
const withService = (change: Partial<Service>, environment: Environment = base): Environment => ({
  ...environment,
  services: environment.services.map((service) => ({ ...service, ...change })),
});
const blueGreen = withService({ deployment: { type: "ecs-blue-green" } });
const domain = { name: "www.example.com", hostedZoneId: "Z0123456789" };
const withDomain = (environment: Environment): Environment => ({
  ...environment,
  fargateCluster: { loadBalancer: { domain } },
});

/** What a reader has to know of each change: what the verdict says, and what the reasons and rollouts say of it. */
const CHANGES: [what: string, before: Environment, after: Environment, verdict: RegExp, said: RegExp[]][] = [
  [
    "another port of the container",
    base,
    withService({ container: { image: "public.ecr.aws/nginx/nginx:1.29", port: 3000 } }),
    /^3 to add, 2 to change, 3 to destroy in fargate-cluster$/,
    [/new tasks|new ones|replace/i],
  ],
  ["blue/green instead of rolling", base, blueGreen, /^refused: .*fargate-cluster/, [/second service/, /priority/]],
  [
    "another name of the load balancer",
    base,
    { ...base, names: { fargateLoadBalancer: "other" } },
    /^refused: .*fargate-cluster/,
    [/load balancer hello-fargate is replaced/, /Keep its name/],
  ],
  [
    "a third zone",
    base,
    { ...base, network: { ...base.network, zones: ["us-east-1a", "us-east-1b", "us-east-1c"] } },
    /^\d+ to add, \d+ to change, 0 to destroy, \d+ outputs in network, fargate-cluster$/,
    [],
  ],
  [
    "no NAT gateways",
    base,
    { ...base, network: { ...base.network, nat: "none" } },
    // What is in the prefix list of S3 is not known to the review, so that it counts as more than there was.
    /^approval needed: something is lost in network; in 3 phases$/,
    [/network: deploy all but \d+ deletions/, /fargate-cluster: deploy/, /all stacks: deploy what remains/],
  ],
  [
    "a domain",
    base,
    withDomain(base),
    /^(approval needed: .*|\d+ to add, \d+ to change, \d+ to destroy in fargate-cluster)$/,
    [],
  ],
  [
    "a domain of a service that ECS shifts",
    blueGreen,
    withDomain(blueGreen),
    /^refused: .*fargate-cluster/,
    [/second service/],
  ],
  [
    "another name of the capacity provider",
    onInstances,
    { ...onInstances, names: { capacityProvider: "other" } },
    /^refused: .*ec2-cluster/,
    [/capacity provider/, /[Kk]eep/],
  ],
  [
    "another name of a service with the same priority",
    base,
    withService({ name: "shop" }),
    /^refused: .*fargate-cluster/,
    [/priority 1/, /second service|behind/],
  ],
  [
    "a variable of a service that the pipeline delivers",
    delivered,
    withService({ container: { image: "public.ecr.aws/nginx/nginx:1.29", environment: { MODE: "new" } } }, delivered),
    /with the next release: web$/,
    [/next release/],
  ],
];

async function reviewOf(system: Deployment<Config>): Promise<Review> {
  const environment = { ...process.env, ...system.environment, CDKTF_OUTDIR: system.outdir };
  const folder = join(newFolder(), "plans");
  mkdirSync(folder);
  const stacks = readStacks(system.outdir);
  const progress = { begin: () => undefined, end: () => undefined };
  const { planned } = await planStacks(stacks, new Terraform(environment), folder, { environment: "hello" }, progress);
  return judge(planned, { rules: new Map(), required: [], waivers: { all: [], today: "2026-01-01" } });
}

describeWithTerraform("the review of a change of a running environment", () => {
  test.each(CHANGES)("says what a reader has to know: %s", async (_, before, after, verdict, said) => {
    const system = new Deployment<Config>("hello", (_name, folder) => load(before, folder));
    await system.start();
    try {
      await system.deploy();
      system.synthesize({ ...load(after, "unused"), state: system.config.state });
      const review = await reviewOf(system);
      expect(review.verdict.headline).toMatch(verdict);
      const text = JSON.stringify([review.reasons, review.rollouts, review.order, review.hazards]);
      for (const each of said) expect(text).toMatch(each);
    } finally {
      await system.stop();
    }
  });
});
