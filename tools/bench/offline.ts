import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capture } from "../../packages/processes/processes.cjs";
import type { Measurement } from "./measurement.ts";

/** Resources of the plan, of types that most configurations have. */
const RESOURCES = 500;
const CONFIGURATION = `
  provider "aws" {
    region = "us-east-1"
  }
  resource "aws_iam_role" "this" {
    count              = ${RESOURCES / 5}
    name               = "role-\${count.index}"
    assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
  }
  resource "aws_cloudwatch_log_group" "this" {
    count = ${RESOURCES / 5}
    name  = "/logs/\${count.index}"
  }
  resource "aws_sqs_queue" "this" {
    count = ${RESOURCES / 5}
    name  = "queue-\${count.index}"
  }
  resource "aws_security_group" "this" {
    count  = ${RESOURCES / 5}
    name   = "group-\${count.index}"
    vpc_id = "vpc-0123456789abcdef0"
  }
  resource "aws_ssm_parameter" "this" {
    count = ${RESOURCES / 5}
    name  = "/parameters/\${count.index}"
    type  = "String"
    value = aws_security_group.this[count.index].id
  }
`;

/** What the program that has the offline AWS prints. */
interface Figures {
  readonly startSeconds: number;
  readonly planSeconds: number;
  readonly resources: number;
  /** The most that the process of the offline AWS has had, MiB. */
  readonly mebibytes: number;
}

/** A program that starts the offline AWS, plans with it, and prints `Figures`. */
const program = (folder: string) => `
  import { attachOfflineAws } from "../../../packages/offline-aws/attach.ts";
  import { terraformBinary } from "../../../packages/leftovers/terraform.ts";
  import { collect } from "../../../packages/processes/collect.cjs";
  const folder = ${JSON.stringify(folder)};
  const seconds = async (action) => {
    const start = performance.now();
    const result = await action();
    return [(performance.now() - start) / 1000, result];
  };
  async function main() {
    const [startSeconds, aws] = await seconds(() =>
      attachOfflineAws({ folder: folder + "/offline", project: folder, environment: process.env }),
    );
    const terraform = async (...words) => {
      const { code, stdout, stderr } = await collect(terraformBinary(process.env), words, { cwd: folder, env: aws.environment });
      if (code !== 0) throw new Error(stdout + stderr);
      return stdout;
    };
    await terraform("init", "-input=false");
    const [planSeconds, text] = await seconds(() => terraform("plan", "-input=false", "-no-color"));
    await aws.stop();
    const resources = Number(/Plan: (\\d+) to add/.exec(text)?.[1]);
    const mebibytes = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(JSON.stringify({ startSeconds, planSeconds, resources, mebibytes }));
  }
  main().catch((problem) => {
    process.stderr.write(String(problem));
    process.exitCode = 1;
  });
`;

/** The start of the offline AWS, and a plan of 500 resources with the memory that it takes. */
export async function measureOffline(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-offline-"));
  const script = join("node_modules", ".cache", "bench", "offline.ts");
  mkdirSync(join(script, ".."), { recursive: true });
  writeFileSync(script, program(folder));
  writeFileSync(join(folder, "main.tf"), CONFIGURATION);
  try {
    const { code, stdout, stderr } = await capture(process.execPath, ["--import", "tsx", script]);
    if (code !== 0) throw new Error(`the offline AWS failed:\n${stdout}${stderr}`);
    const { startSeconds, planSeconds, resources, mebibytes } = JSON.parse(stdout) as Figures;
    if (resources !== RESOURCES) throw new Error(`${resources} resources were planned instead of ${RESOURCES}`);
    return [
      { what: "start of the offline AWS", seconds: startSeconds, limit: 0.3 },
      {
        what: `offline plan of ${RESOURCES} resources`,
        seconds: planSeconds,
        limit: 2,
        memory: { mebibytes, limit: 250 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
