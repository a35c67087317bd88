import * as v from "valibot";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";
import { capture } from "../../packages/processes/processes.cjs";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import {
  describedServices,
  describedTasks,
  lastStop,
  readServiceArn,
  rolloutProblem,
  type ServiceName,
} from "./failed-rollouts.ts";

/** Tasks that one call describes at the most (DescribeTasks). */
const MAX_TASKS = 100;

/**
 * Says of each service of the environment whose stacks are in the folder of the first argument why its tasks don't start:
 * what ECS itself says, because Terraform only says that it has waited too long. Uses the AWS CLI.
 */
async function main([outdir = "cdktf.out"]: readonly string[]): Promise<void> {
  const states = new States(outdir, terraformOf(process.env));
  const read = await Promise.all([...states.stacks.keys()].map((name) => states.read(name).catch(() => undefined)));
  const services = read.flatMap((state) =>
    [...(state?.resources ?? [])].flatMap(([address, attributes]) =>
      address.startsWith("aws_ecs_service.") ? (readServiceArn(JSON.parse(attributes).id) ?? []) : [],
    ),
  );
  for (const service of services) {
    const line = await explain(service).catch((problem: Error) => hint(service, problem));
    if (line !== undefined) process.stdout.write(`${withoutSecrets(line)}\n`);
  }
}

async function explain(service: ServiceName): Promise<string | undefined> {
  const { name, cluster } = service;
  const problem = rolloutProblem(
    v.parse(describedServices, await ecs(service, "describe-services", "--services", name)),
  );
  if (problem === undefined) return undefined;
  const stopped = ["--service-name", name, "--desired-status", "STOPPED", "--max-items", String(MAX_TASKS)];
  const { taskArns } = v.parse(
    v.object({ taskArns: v.array(v.string()) }),
    await ecs(service, "list-tasks", ...stopped),
  );
  const reason =
    taskArns.length > 0
      ? lastStop(v.parse(describedTasks, await ecs(service, "describe-tasks", "--tasks", ...taskArns)))
      : undefined;
  const why = reason === undefined ? "" : `. The last task stopped: ${reason}`;
  return `${name} in cluster ${cluster}: ${problem}${why}`;
}

async function ecs({ cluster, region }: ServiceName, action: string, ...rest: string[]): Promise<unknown> {
  const args = ["ecs", action, "--cluster", cluster, "--region", region, "--output", "json", ...rest];
  const { code, stdout, stderr } = await capture("aws", args, { env: { ...process.env, AWS_PAGER: "" } });
  if (code !== 0) throw new Error(stderr.trim().slice(0, 300));
  return JSON.parse(stdout);
}

/** Which command to try if the AWS CLI isn't installed, or has no permissions. */
const hint = ({ name, cluster, region }: ServiceName, { message }: Error): string =>
  `can't find out why tasks of ${name} do not start (${message}): try aws ecs describe-services --cluster ${cluster} --services ${name} --region ${region}`;

main(process.argv.slice(2)).catch((problem: Error) => {
  process.stderr.write(problem.message);
  process.exitCode = 1;
});
