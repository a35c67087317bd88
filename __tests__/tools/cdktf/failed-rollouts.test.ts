import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastStop, readServiceArn, rolloutProblem } from "../../../tools/cdktf/failed-rollouts.ts";
import { newFolder } from "../../support/folder.ts";
import { standIns } from "../../support/stand-ins.ts";
import { run } from "../../support/terraform.ts";

const ARN = "arn:aws:ecs:eu-west-1:111122223333:service/shop/web";
const PRIMARY = { status: "PRIMARY", desiredCount: 2, runningCount: 2, failedTasks: 0, rolloutState: "COMPLETED" };
const service = (...deployments: object[]) => ({
  services: [{ deployments: deployments.map((each) => ({ ...PRIMARY, ...each })) }],
});

test("a service is named by its ARN", () => {
  expect(readServiceArn(ARN)).toEqual({ name: "web", cluster: "shop", region: "eu-west-1" });
  expect(readServiceArn("arn:aws:ecs:eu-west-1:111122223333:cluster/shop")).toBeUndefined();
  expect(readServiceArn(undefined)).toBeUndefined();
});

test.each([
  ["one that is done", service({}), undefined],
  ["no service", { services: [] }, undefined],
  [
    "one that is rolled back",
    service(
      {},
      {
        status: "INACTIVE",
        rolloutState: "FAILED",
        rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
      },
    ),
    "ECS deployment circuit breaker: tasks failed to start.",
  ],
  [
    "one that goes on in vain",
    service({ runningCount: 0, failedTasks: 7, rolloutState: "IN_PROGRESS" }),
    "0 of 2 new tasks run, and 7 failed to start",
  ],
])("%s is reported in the words of ECS", (_, described, expected) => {
  expect(rolloutProblem(described)).toBe(expected);
});

test("the task that stopped last says why, and so do its containers", () => {
  const tasks = [
    { stoppedAt: "2026-01-01T00:00:00Z", stoppedReason: "Scaling activity", containers: [] },
    {
      stoppedAt: "2026-01-01T00:01:00Z",
      stoppedReason: "Essential container in task exited",
      containers: [
        { name: "app", exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" },
        { name: "sidecar", exitCode: 0 },
      ],
    },
  ];
  expect(lastStop({ tasks })).toBe(
    "Essential container in task exited; container app: exit code 137, OutOfMemoryError: Container killed due to memory usage",
  );
  expect(lastStop({ tasks: [] })).toBeUndefined();
});

describe("the report", () => {
  /** Runs it on a stack with one service in its state. */
  async function report(aws: string): Promise<string> {
    const root = newFolder();
    const outdir = join(root, "cdktf.out");
    const stack = join(outdir, "stacks", "fargate-cluster");
    mkdirSync(stack, { recursive: true });
    const path = join(root, "state", "fargate-cluster.tfstate");
    mkdirSync(join(root, "state"));
    const resource = {
      mode: "managed",
      type: "aws_ecs_service",
      name: "web",
      instances: [{ attributes: { id: ARN } }],
    };
    writeFileSync(path, JSON.stringify({ version: 4, resources: [resource] }));
    writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { local: { path } } } }));
    const place = {
      synthesizedStackPath: "stacks/fargate-cluster/cdk.tf.json",
      workingDirectory: "stacks/fargate-cluster",
    };
    writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks: { "fargate-cluster": place } }));
    const { folder } = standIns(root, { aws });
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    return (await run(process.execPath, ["--import", "tsx", "tools/cdktf/report-failed-rollouts.ts", outdir], env))
      .text;
  }

  const answers = (services: object, tasks: object) => `case "$*" in
    *describe-services*) echo '${JSON.stringify(services)}' ;;
    *list-tasks*STOPPED*) echo '{"taskArns":["arn:task"]}' ;;
    *describe-tasks*arn:task*) echo '${JSON.stringify(tasks)}' ;;
  esac`;

  test("gives the reason of the last stopped task", async () => {
    const failing = service({ runningCount: 0, failedTasks: 3, rolloutState: "IN_PROGRESS" });
    const tasks = { tasks: [{ stoppedReason: "CannotPullContainerError: not found" }] };
    expect(await report(answers(failing, tasks))).toBe(
      "web in cluster shop: 0 of 2 new tasks run, and 3 failed to start. The last task stopped: CannotPullContainerError: not found\n",
    );
  });

  test("says nothing of a service that runs", async () => {
    expect(await report(answers(service({}), { tasks: [] }))).toBe("");
  });

  test("names the command where AWS can't be asked", async () => {
    expect(await report("echo 'Unable to locate credentials' >&2; exit 253")).toBe(
      "can't find out why tasks of web do not start (Unable to locate credentials): try aws ecs describe-services --cluster shop --services web --region eu-west-1\n",
    );
  });
});
