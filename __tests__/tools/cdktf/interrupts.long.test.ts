import { readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { Job, testInTerminal, until } from "../../support/job.ts";
import { writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const ROOT = resolve(__dirname, "../../..");
const OFFLINE = ["--import", join(ROOT, "node_modules/tsx/dist/loader.mjs"), join(ROOT, "packages/offline-aws/cli.ts")];
const CDKTF = [process.execPath, join(ROOT, "tools/cdktf/cdktf.mjs"), "deploy", "things", "--auto-approve"];

jest.setTimeout(300_000);

/** A stack of a dozen repositories: each is there at once, and Terraform then works on it for seconds. */
class Project {
  readonly folder = newFolder();

  constructor() {
    const provisioner = { "local-exec": { command: "sleep 4" } };
    const things = { count: 12, name: "thing-${count.index}", provisioner };
    writeStacks(join(this.folder, "cdktf.out"), {
      things: {
        "//": { metadata: { version: "0.21.0", stackName: "things", backend: "local" } },
        terraform: {
          backend: { local: { path: this.#state } },
          required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
        },
        provider: { aws: { region: "us-east-1" } },
        resource: { aws_ecr_repository: { things } },
      },
    });
    writeFileSync(
      join(this.folder, "cdktf.json"),
      JSON.stringify({ language: "typescript", app: "true", projectId: "interrupts", sendCrashReports: "false" }),
    );
  }

  /** Deploys with the offline AWS attached, and waits until some of the repositories are there. */
  async deploy(terminal = false, shell?: string): Promise<Job> {
    const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
    const command = [...OFFLINE, ...CDKTF];
    const job =
      shell === undefined
        ? new Job(process.execPath, command, { cwd: this.folder, env, terminal })
        : new Job("sh", ["-c", shell, process.execPath, ...command], { cwd: this.folder, env });
    await until(() => this.made >= 5).catch((problem) => {
      throw new Error(`${problem}\n${job.text}`);
    });
    return job;
  }

  get made(): number {
    const folder = join(this.folder, ".offline-aws/cloud/resources/aws_ecr_repository");
    try {
      return readdirSync(folder).filter((file) => file.endsWith(".json")).length;
    } catch {
      return 0; // none yet
    }
  }

  get inState(): number {
    const { resources } = JSON.parse(readFileSync(this.#state, "utf8")) as { resources: { instances: object[] }[] };
    return resources.reduce((sum, { instances }) => sum + instances.length, 0);
  }

  get #state(): string {
    return join(this.folder, ".offline-aws/state/interrupts/things.tfstate");
  }
}

/** Processes of Linux that work in a folder, or below it. */
function working(folder: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false; // it has ended, or belongs to another user
    }
  });
}

describeWithTerraform("a deployment", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("saves all that it has made when its group gets %s", async (signal, code) => {
    const project = new Project();
    const job = await project.deploy();
    job.signal(signal, "group");
    expect(await job.ended).toBe(code);
    expect(job.text).toMatch(
      /^Interrupted: Terraform has saved its state, and the same command goes on from there\.$/m,
    );
    expect(job.text).not.toContain("AbortError");
    expect(project.made).toBeGreaterThanOrEqual(5);
    expect(project.inState).toBe(project.made);
    // What a provisioner has started may sleep on for as long as it was told to.
    await until(() => working(project.folder).length === 0);
  });

  test("saves all that it has made at the end of a pipe", async () => {
    const project = new Project();
    const job = await project.deploy(false, 'yes | "$0" "$@"');
    job.signal("SIGINT", "group");
    await job.ended;
    await until(() => working(project.folder).length === 0);
    expect(project.inState).toBe(project.made);
  });

  testInTerminal("saves all that it has made when Ctrl-C is typed", async () => {
    const project = new Project();
    const job = await project.deploy(true);
    job.type("\x03");
    expect(await job.ended).toBe(130);
    expect(project.inState).toBe(project.made);
  });

  test("whose provider is killed ends, and has saved what was made", async () => {
    const project = new Project();
    const job = await project.deploy();
    // Terraform has been told of ten, as many as it works on at the same time.
    await until(() => (job.text.match(/Executing: /g) ?? []).length >= 10);
    job.signal("SIGKILL", "process");
    await until(() => working(project.folder).length === 0);
    expect(project.inState).toBe(project.made);
  });
});
