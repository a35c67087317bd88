import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readStateFile } from "../../../packages/leftovers/state-file.ts";
import { Cloud } from "../../../packages/offline-aws/cloud/cloud.ts";
import { newFolder } from "../../support/folder.ts";
import { Job } from "../../support/job.ts";
import { OFFLINE } from "../../support/offline.ts";
import { writeStacks } from "../../support/stack-files.ts";

const ROOT = resolve(__dirname, "../../..");
const TSX = join(ROOT, "node_modules/tsx/dist/loader.mjs");
const CDKTF = join(ROOT, "tools/cdktf/cdktf.mjs");
const ADOPT = `"${process.execPath}" --import "${TSX}" "${join(ROOT, "tools/adopt/main.ts")}" --yes`;

/** Repositories of the first stack, each made after the one before, so that moments are told apart by their number. */
export const REPOSITORIES = 8;

/** Shell commands that a scene runs behind the offline AWS. */
export const COMMANDS = {
  /** What `npm run deploy` does. */
  deploy: `"${process.execPath}" "${CDKTF}" deploy '*' --auto-approve`,
  destroy: (stack: string) =>
    `"${process.execPath}" "${CDKTF}" destroy ${stack} --auto-approve --ignore-missing-stack-dependencies`,
  npm: "npm run --silent deploy",
  /** Terraform by itself, on both stacks: quicker than the cdktf CLI. */
  terraform: each("init -input=false -no-color >/dev/null", "apply -auto-approve -input=false -no-color"),
  adopt: `${ADOPT} --restore-state`,
  /** Fails where a plan is not empty. */
  check: each("plan -detailed-exitcode -input=false -no-color"),
};

function each(...commands: string[]): string {
  const line = commands.map((command) => `terraform -chdir=cdktf.out/stacks/$stack ${command}`).join(" && ");
  return `for stack in things users; do ${line} || exit; done`;
}

/** What a command came to. */
export interface Ended {
  readonly code: number;
  readonly text: string;
}

/** Two stacks in their own project, the second of which uses what the first has, on an offline AWS. */
export class Scene {
  readonly folder = newFolder();

  constructor() {
    const json = { language: "typescript", app: "true", projectId: "reliability", sendCrashReports: "false" };
    writeFileSync(join(this.folder, "cdktf.json"), JSON.stringify(json));
    writeFileSync(
      join(this.folder, "package.json"),
      JSON.stringify({ private: true, scripts: { deploy: COMMANDS.deploy } }),
    );
    mkdirSync(join(this.folder, "cdktf.out"));
    const repositories = Array.from({ length: REPOSITORIES }, (_, index) => [
      `r${index}`,
      { name: `thing-${index}`, ...(index > 0 && { depends_on: [`aws_ecr_repository.r${index - 1}`] }) },
    ]);
    const network = { backend: "local", config: { path: statePath("things") } };
    writeStacks(join(this.folder, "cdktf.out"), {
      things: stack("things", {
        resource: {
          aws_vpc: { main: { cidr_block: "10.0.0.0/16", tags: { Name: "things" } } },
          aws_subnet: { main: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24", tags: { Name: "things" } } },
          aws_ecr_repository: Object.fromEntries(repositories),
        },
        output: { vpcId: { value: "${aws_vpc.main.id}" } },
      }),
      users: stack("users", {
        data: { terraform_remote_state: { things: network } },
        resource: {
          aws_security_group: {
            main: {
              name: "users",
              vpc_id: "${data.terraform_remote_state.things.outputs.vpcId}",
              tags: { Name: "users" },
            },
          },
        },
      }),
    });
    // cdktf deploys the second after the first.
    const manifest = join(this.folder, "cdktf.out/manifest.json");
    const written = JSON.parse(readFileSync(manifest, "utf8")) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    if (written.stacks.users) written.stacks.users.dependencies = ["things"];
    writeFileSync(manifest, JSON.stringify(written));
  }

  /** Starts a shell command behind the offline AWS. */
  start(command: string, ...options: string[]): Job {
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    const env = { ...inherited, ENVIRONMENT: "shop", CI: "1", NO_COLOR: "1", FORCE_COLOR: "0" };
    return new Job(process.execPath, [...OFFLINE, ...options, "sh", "-c", command], { cwd: this.folder, env });
  }

  /** Runs a shell command behind the offline AWS to its end. */
  async run(command: string, ...options: string[]): Promise<Ended> {
    const job = this.start(command, ...options);
    return { code: await job.ended, text: job.text };
  }

  /** Changes the cloud past Terraform: options of `npm run offline --`. */
  async pastTerraform(...options: string[]): Promise<void> {
    const job = new Job(process.execPath, [...OFFLINE, ...options], { cwd: this.folder, env: process.env });
    const code = await job.ended;
    if (code !== 0) throw new Error(job.text);
  }

  /** How many repositories exist. */
  get made(): number {
    return this.files("aws_ecr_repository").length;
  }

  /** Whether a Terraform has locked a state and not released it. */
  get isUnsaved(): boolean {
    const folder = join(this.folder, ".offline-aws/state/shop");
    return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(".lock.info"));
  }

  /** Files of what exists of a type. */
  files(type: string): string[] {
    const folder = join(this.folder, ".offline-aws/cloud/resources", type);
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  }

  /** Processes of Linux that work in the project, by their command lines. */
  processes(): Map<number, string> {
    return new Map(
      readdirSync("/proc").flatMap((pid): [number, string][] => {
        try {
          if (!/^\d+$/.test(pid) || !readlinkSync(`/proc/${pid}/cwd`).startsWith(this.folder)) return [];
          return [[Number(pid), readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")]];
        } catch {
          return []; // it has ended, or belongs to another user
        }
      }),
    );
  }

  /** Waits until all that was started here has ended. */
  async quiet(): Promise<void> {
    while (this.processes().size > 0) await sleep(100);
  }

  /** What exists in no state, or is in one and does not exist, by type and id. */
  difference(): string[] {
    const cloud = new Cloud(join(this.folder, ".offline-aws/cloud"));
    const exists = cloud
      .types()
      .flatMap((type) => cloud.list(type).map(({ attributes }) => `${type} ${attributes.id}`));
    const known = ["things", "users"].flatMap((name) => {
      const file = join(this.folder, ".offline-aws/state/shop", `${name}.tfstate`);
      return [...readStateFile(readFileSync(file, "utf8")).resources].map(
        ([address, json]) => `${address.split(".")[0]} ${(JSON.parse(json) as { id: string }).id}`,
      );
    });
    return [...exists.filter((each) => !known.includes(each)), ...known.filter((each) => !exists.includes(each))];
  }

  /** Runs a command and then plans; what is wrong after that, if anything is. */
  async problemAfter(command: string): Promise<string | undefined> {
    const { code, text } = await this.run(`{ ${command}; } && ${COMMANDS.check}`);
    if (code !== 0) return text.slice(-1500);
    const difference = this.difference();
    return difference.length > 0 ? `in the cloud or in a state alone: ${difference.join(", ")}` : undefined;
  }
}

/** Waits. */
export const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Where synthesis puts the states of an environment behind the offline AWS. */
const statePath = (name: string) => `../../../.offline-aws/state/shop/${name}.tfstate`;

const stack = (name: string, more: object) => ({
  "//": { metadata: { version: "0.21.0", stackName: name, backend: "local" } },
  terraform: {
    backend: { local: { path: statePath(name) } },
    required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
  },
  provider: {
    aws: [
      {
        region: "us-east-1",
        default_tags: [{ tags: { Application: "shop", Environment: "shop", Stack: name } }],
      },
    ],
  },
  ...more,
});
