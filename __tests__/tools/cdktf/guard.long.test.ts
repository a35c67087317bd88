import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { Job, until } from "../../support/job.ts";
import { OFFLINE, offline } from "../../support/offline.ts";
import { type StackJson, writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const CDKTF = resolve(__dirname, "../../../tools/cdktf/cdktf.mjs");
const STATES = ".offline-aws/state/guard";
const SUBNETS = "${data.terraform_remote_state.network.outputs.subnetIds}";

jest.setTimeout(300_000);

const stack = (name: string, more: StackJson): StackJson => ({
  "//": { metadata: { version: "0.21.0", stackName: name, backend: "local" } },
  terraform: {
    backend: { local: { path: `../../../${STATES}/${name}.tfstate` } },
    required_providers: { aws: { source: "aws", version: "6.25.0" } },
  },
  provider: { aws: [{ region: "us-east-1" }] },
  ...more,
});

/** A network with some subnets; its VPC has a range that ends in `.0.0/16`. */
const network = (zones: string[], range = "10.0"): StackJson => {
  const subnet = (zone: string, index: number) => ({
    vpc_id: "${aws_vpc.main.id}",
    cidr_block: `${range}.${index}.0/24`,
    availability_zone: `us-east-1${zone}`,
  });
  return stack("network", {
    resource: {
      aws_vpc: { main: { cidr_block: `${range}.0.0/16` } },
      aws_subnet: Object.fromEntries(zones.map((zone, index) => [zone, subnet(zone, index)])),
    },
    // An output that is made of no resource, as that of a network without NAT gateways.
    output: {
      subnetIds: { value: zones.map((zone) => `\${aws_subnet.${zone}.id}`) },
      others: { value: zones.length > 2 ? ["some"] : [] },
    },
  });
};

/** A load balancer in all subnets, and something that takes its time when another one is wanted. */
const cluster = (seconds: number): StackJson =>
  stack("cluster", {
    data: {
      terraform_remote_state: {
        network: { backend: "local", config: { path: `../../../${STATES}/network.tfstate` } },
      },
    },
    resource: {
      aws_lb: { web: { name: "web", internal: true, subnets: SUBNETS } },
      terraform_data: {
        others: { input: "${data.terraform_remote_state.network.outputs.others}" },
        slow: {
          triggers_replace: [`\${length(${SUBNETS.slice(2, -1)})}`],
          provisioner: [{ "local-exec": { command: `sleep ${seconds}` } }],
        },
      },
    },
  });

/** A project whose app writes nothing: its stacks are there. */
class Project {
  readonly folder = newFolder();

  constructor() {
    const json = { language: "typescript", app: "true", projectId: "guard", sendCrashReports: "false" };
    writeFileSync(join(this.folder, "cdktf.json"), JSON.stringify(json));
  }

  write(networkJson: StackJson, seconds = 0): void {
    const dependencies = { network: networkJson, cluster: cluster(seconds) };
    writeStacks(join(this.folder, "cdktf.out"), dependencies);
    const file = join(this.folder, "cdktf.out/manifest.json");
    const manifest = JSON.parse(readFileSync(file, "utf8")) as { stacks: { cluster: { dependencies: string[] } } };
    manifest.stacks.cluster.dependencies = ["network"];
    writeFileSync(file, JSON.stringify(manifest));
  }

  deploy(...words: string[]) {
    return offline(this.folder, [process.execPath, CDKTF, "deploy", "*", ...words], { CI: "1" });
  }

  start(): Job {
    const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
    const args = [...OFFLINE, process.execPath, CDKTF, "deploy", "*"];
    return new Job(process.execPath, args, { cwd: this.folder, env: { ...env, CI: "1" } });
  }

  attributes(name: string, type: string): Record<string, unknown>[] {
    const { resources } = JSON.parse(readFileSync(join(this.folder, STATES, `${name}.tfstate`), "utf8")) as {
      resources: { type: string; instances: { attributes: Record<string, unknown> }[] }[];
    };
    return resources
      .filter((each) => each.type === type)
      .flatMap((each) => each.instances.map((one) => one.attributes));
  }
}

const count = (project: Project) => ({
  subnets: project.attributes("network", "aws_subnet").length,
  ofBalancer: project.attributes("cluster", "aws_lb").map(({ subnets }) => (subnets as string[]).length),
});

describeWithTerraform("npm run deploy of a running environment", () => {
  const project = new Project();

  beforeAll(async () => {
    project.write(network(["a", "b", "c"]));
    const { code, text } = await project.deploy();
    if (code !== 0) throw new Error(text);
    if (text.includes("Checking what is deployed")) throw new Error("a first deployment was planned twice");
  });

  test("deletes a subnet only when the load balancer has left it, after a kill in the middle", async () => {
    project.write(network(["a", "b"]), 30);
    const job = project.start();
    await until(() => job.text.includes("phase 1 of 3") || job.text.includes("rror"));
    await new Promise((done) => setTimeout(done, 1000));
    job.signal("SIGKILL", "group");
    await job.ended;
    await new Promise((done) => setTimeout(done, 8000)); // Terraform is interrupted, and saves its state
    expect(count(project).subnets).toBe(3);

    project.write(network(["a", "b"]));
    const { code, text } = await project.deploy();
    expect([code, text]).toEqual([0, expect.stringContaining("Checking what is deployed")]);
    expect(count(project)).toEqual({ subnets: 2, ofBalancer: [2] });
    expect(project.attributes("cluster", "terraform_data").map(({ input }) => input)).toContainEqual(
      expect.objectContaining({ value: [] }),
    );
  });

  test("refuses an interruption that is not approved, and touches nothing", async () => {
    project.write(network(["a", "b"], "10.1"));
    const { code, text } = await project.deploy();
    expect([code, text.includes("Nothing was changed: to accept the interruption")]).toEqual([3, true]);
    expect(project.attributes("network", "aws_vpc")).toMatchObject([{ cidr_block: "10.0.0.0/16" }]);
  });

  test("does an approved interruption in one command", async () => {
    const { code } = await project.deploy("--allow-interruption");
    expect(code).toBe(0);
    expect(project.attributes("network", "aws_vpc")).toMatchObject([{ cidr_block: "10.1.0.0/16" }]);
    expect(count(project)).toEqual({ subnets: 2, ofBalancer: [2] });
  });

  test("says nothing if nothing changes", async () => {
    const { code, text } = await project.deploy();
    expect([code, /phase|Refused|Interruption/.test(text)]).toEqual([0, false]);
  });
});
