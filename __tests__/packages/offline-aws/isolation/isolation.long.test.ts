import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newFolder } from "../../../support/folder.ts";
import { contentsOf, OFFLINE, offline } from "../../../support/offline.ts";
import { describeWithTerraform, run, terraform } from "../../../support/terraform.ts";

jest.setTimeout(60_000);

const REAL_STATE = JSON.stringify({
  version: 4,
  terraform_version: "1.11.4",
  serial: 7,
  lineage: "real",
  outputs: { id: { value: "real", type: "string" } },
  resources: [],
});
const QUEUE = 'resource "aws_sqs_queue" "queue" { name = "queue" }\noutput "id" { value = aws_sqs_queue.queue.id }\n';
/** A backend in JSON. */
const OTHER = '{"local":{"path":"../states/x.tfstate"}}';
const settings = (block: string) => `terraform {\n${block}\n}\n`;

/** A folder with files by relative path. */
function files(contents: Record<string, string>): string {
  const folder = newFolder();
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A project with a configuration in `x`, and a real state wherever one may be. */
const project = (block = "", more: Record<string, string> = {}) =>
  files({
    "x/main.tf": settings(block) + QUEUE,
    ...Object.fromEntries(
      [
        "x/terraform.tfstate",
        "x/terraform.tfstate.backup",
        "x/prod.state",
        "x/terraform.tfstate.d/prod/terraform.tfstate",
        "states/x.tfstate",
        "states/x.tfstate.backup",
      ].map((path) => [path, REAL_STATE]),
    ),
    ...more,
  });

/** Initialises the configuration of a project without the offline AWS. */
async function initialise(folder: string): Promise<void> {
  // Terraform would offer to move them.
  for (const state of ["x/terraform.tfstate", "x/terraform.tfstate.d"])
    rmSync(join(folder, state), { recursive: true });
  expect((await terraform(join(folder, "x"), {}, "init", "-input=false")).code).toBe(0);
}

const APPLY = ["-chdir=x", "apply", "-auto-approve", "-no-color"];
const shell = (script: string) => ["sh", "-ec", script];

describeWithTerraform("behind the offline AWS, with the real Terraform", () => {
  let server: Server;
  let requests: string[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    requests = [];
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const backends: [string, () => string][] = [
    ["no backend", () => ""],
    ["a local backend", () => 'backend "local" {}'],
    ["a local backend with a path", () => 'backend "local" { path = "../states/x.tfstate" }'],
    ["a local backend with folders", () => 'backend "local" {\n path = "prod.state"\n workspace_dir = "../states"\n}'],
    [
      "an S3 backend",
      () =>
        `backend "s3" {\n bucket = "b"\n key = "k"\n region = "us-east-1"\n access_key = "a"\n secret_key = "s"\n skip_credentials_validation = true\n skip_requesting_account_id = true\n use_path_style = true\n endpoints = { s3 = "${address()}" }\n}`,
    ],
    ["an HTTP backend", () => `backend "http" { address = "${address()}/state" }`],
    ["a cloud block", () => 'cloud {\n hostname = "127.0.0.1"\n organization = "o"\n workspaces { name = "w" }\n}'],
  ];

  describe.each(backends)("with %s", (_, block) => {
    let folder: string;
    let before: object;
    let ended: Awaited<ReturnType<typeof offline>>;
    beforeAll(async () => {
      requests = [];
      folder = project(block());
      before = contentsOf(folder);
      ended = await offline(folder, ["terraform", ...APPLY]);
    });

    test("a configuration is applied", () => {
      expect(ended.text).toContain("1 added");
      expect(ended.code).toBe(0);
    });

    test("every file stays as it is", () => expect(contentsOf(folder)).toEqual(before));

    test("the backend gets no request", () => expect(requests).toEqual([]));

    test("the next command finds the state", async () => {
      expect((await offline(folder, ["terraform", ...APPLY])).text).toContain("0 added, 0 changed, 0 destroyed");
    });
  });

  test.each([
    ["-state", ["-state=prod.state"]],
    ["-state with its value in the next argument", ["-state", "prod.state"]],
    ["-state in another folder", ["-state=../states/x.tfstate", "-backup=../states/x.tfstate.backup"]],
    ["-state-out", ["-state-out=../states/x.tfstate"]],
  ])("%s is kept beside the cloud", async (_, flags) => {
    const folder = project();
    const before = contentsOf(folder);
    const { text } = await offline(folder, ["terraform", ...APPLY, ...flags]);
    expect(text).toContain("1 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("-state by an absolute path and in TF_CLI_ARGS is kept beside the cloud", async () => {
    const folder = project();
    const before = contentsOf(folder);
    const { text } = await offline(folder, ["terraform", ...APPLY], {
      TF_CLI_ARGS_apply: `'-state=${folder}/states/x.tfstate'`,
    });
    expect(text).toContain("1 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("workspaces are kept beside the cloud", async () => {
    const folder = project('backend "s3" {}');
    const before = contentsOf(folder);
    const commands = ["workspace new prod", "apply -auto-approve", "workspace select default", "workspace list"];
    const { text, code } = await offline(
      folder,
      shell(commands.map((each) => `terraform -chdir=x ${each}`).join("\n")),
    );
    expect(text).toContain("* default\n  prod");
    expect(code).toBe(0);
    expect(contentsOf(folder)).toEqual(before);
  });

  test("TF_WORKSPACE is kept beside the cloud", async () => {
    const folder = project();
    const before = contentsOf(folder);
    expect((await offline(folder, ["terraform", ...APPLY], { TF_WORKSPACE: "prod" })).text).toContain("1 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("subcommands of state change nothing real", async () => {
    const folder = project('backend "local" { path = "../states/x.tfstate" }');
    const before = contentsOf(folder);
    const commands = [
      "apply -auto-approve",
      "state mv aws_sqs_queue.queue aws_sqs_queue.other",
      "state rm aws_sqs_queue.other",
      "state push -force prod.state",
      "output",
    ];
    const { text, code } = await offline(
      folder,
      shell(commands.map((each) => `terraform -chdir=x ${each}`).join("\n")),
    );
    expect(text).toContain('id = "real"'); // what was pushed
    expect(code).toBe(0);
    expect(contentsOf(folder)).toEqual(before);
  });

  test.each([
    ["init", ["init", "-backend-config=bucket=b", "-backend-config", "key=k", "-reconfigure"]],
    ["init -migrate-state", ["init", "-migrate-state", "-force-copy"]],
  ])("%s knows the settings of no other backend", async (_, args) => {
    const folder = project('backend "s3" {}');
    const before = contentsOf(folder);
    const { text } = await offline(folder, ["terraform", "-chdir=x", ...args, "-no-color"]);
    expect(text).toContain("Terraform has been successfully initialized");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("what an initialised configuration remembers, and its lock file, stay as they are", async () => {
    const folder = project('backend "local" { path = "../states/x.tfstate" }');
    writeFileSync(join(folder, "x/main.tf"), settings('backend "local" { path = "../states/x.tfstate" }'));
    await initialise(folder);
    writeFileSync(join(folder, "x/main.tf"), settings('backend "local" { path = "../states/x.tfstate" }') + QUEUE);
    writeFileSync(join(folder, "x/.terraform.lock.hcl"), "# kept\n");
    const before = contentsOf(folder);
    const { text } = await offline(
      folder,
      shell("cd x; terraform init -upgrade; terraform apply -auto-approve -no-color"),
    );
    expect(text).toContain("1 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("TF_DATA_DIR of a script is kept beside the cloud", async () => {
    const folder = project('backend "s3" {}');
    const before = contentsOf(folder);
    const { text } = await offline(folder, shell(`TF_DATA_DIR=data terraform ${APPLY.join(" ")}`));
    expect(text).toContain("1 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("a link to a configuration is the configuration", async () => {
    const folder = project();
    symlinkSync("x", join(folder, "link"));
    const before = contentsOf(join(folder, "x"));
    await offline(folder, ["terraform", ...APPLY]);
    const { text } = await offline(folder, ["terraform", "-chdir=link", ...APPLY.slice(1)]);
    expect(text).toContain("0 added");
    expect(contentsOf(join(folder, "x"))).toEqual(before);
  });

  test("relative paths of a configuration lead where they lead without the offline AWS", async () => {
    const folder = project("", {
      "x/more.tf":
        'module "m" { source = "../modules/m" }\noutput "text" { value = "${file("../texts/a")} ${module.m.text}" }',
      "modules/m/main.tf": 'output "text" { value = file("${path.module}/b") }',
      "modules/m/b": "of the module",
      "texts/a": "of the project",
    });
    const { text } = await offline(folder, shell(`terraform -chdir=x init; terraform ${APPLY.join(" ")}`));
    expect(text).toContain('text = "of the project of the module"');
  });

  test("a file that is new in a folder is seen by the next command, and one that is gone is not", async () => {
    const folder = project();
    await offline(folder, ["terraform", ...APPLY]);
    writeFileSync(join(folder, "x/new.tf"), 'output "new" { value = 1 }');
    rmSync(join(folder, "x/main.tf"));
    expect((await offline(folder, ["terraform", ...APPLY])).text).toContain(
      "0 added, 0 changed, 1 destroyed.\n\nOutputs:\n\nnew = 1",
    );
  });

  test("a configuration reads the local state of another by its relative path", async () => {
    const folder = project("", {
      "y/main.tf":
        'data "terraform_remote_state" "x" {\n backend = "local"\n config = { path = "../x/terraform.tfstate" }\n}\noutput "read" { value = data.terraform_remote_state.x.outputs.id }',
    });
    const { text } = await offline(
      folder,
      shell(`terraform ${APPLY.join(" ")}; terraform -chdir=y ${APPLY.slice(1).join(" ")}`),
    );
    const [id] = /(?<=\nid = ").+(?=")/.exec(text) ?? [];
    expect(text).toContain(`read = "${id}"`);
  });

  test("a plan is written if it is configured, and can be applied", async () => {
    const folder = project('backend "s3" {}');
    const { text } = await offline(
      folder,
      shell("terraform -chdir=x plan -out=../plan; terraform -chdir=x apply -no-color ../plan"),
    );
    expect(existsSync(join(folder, "plan"))).toBe(true);
    expect(text).toContain("1 added");
  });

  test("a plan that was made for a real state is refused", async () => {
    const folder = project();
    writeFileSync(
      join(folder, "x/main.tf"),
      `${settings(`backend "local" { path = "${folder}/states/x.tfstate" }`)}output "a" { value = 1 }`,
    );
    await initialise(folder);
    expect((await terraform(join(folder, "x"), {}, "plan", "-out=plan")).code).toBe(0);
    const before = contentsOf(folder);
    const { code, text } = await offline(folder, ["terraform", "-chdir=x", "apply", "plan"]);
    expect(text).toContain(
      "offline AWS: the plan plan is one for a real state (backend local): plan again behind the offline AWS",
    );
    expect(code).toBe(1);
    expect(contentsOf(folder)).toEqual(before);
  });

  test("a Terraform that is not found on the PATH is refused", async () => {
    const folder = project();
    const before = contentsOf(folder);
    const binary = (await run("sh", ["-c", "command -v terraform"], process.env)).text.trim();
    const { code, text } = await offline(folder, [binary, ...APPLY]);
    expect(text).toContain("offline-aws-needs-terraform-to-be-started-by-its-name-on-the-PATH");
    expect(code).toBe(1);
    expect(contentsOf(folder)).toEqual(before);
  });

  test("a program that TERRAFORM_BINARY_NAME names, and the Terraform that it starts, keep their state beside the cloud", async () => {
    const folder = project('backend "s3" {}', {
      "tf.sh": '#!/bin/sh\necho "by the script" >&2\nexec terraform "$@"\n',
    });
    chmodSync(join(folder, "tf.sh"), 0o755);
    const before = contentsOf(folder);
    const { text } = await offline(folder, shell(`"$TERRAFORM_BINARY_NAME" ${APPLY.join(" ")}`), {
      TERRAFORM_BINARY_NAME: "./tf.sh",
    });
    expect(text).toContain("by the script");
    expect(text).toContain("1 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("a Terraform that a configuration starts has its state and data folder beside the cloud too", async () => {
    const inner = "terraform -chdir=../y apply -auto-approve -no-color";
    const folder = project('backend "s3" {}', {
      "x/more.tf": `resource "terraform_data" "y" {\n provisioner "local-exec" { command = "${inner}" }\n}`,
      "y/main.tf": `${settings('backend "s3" {}')}output "inner" { value = "of y" }`,
    });
    const before = contentsOf(folder);
    const { text } = await offline(folder, ["terraform", ...APPLY]);
    expect(text).toContain('inner = "of y"');
    expect(text).toContain("2 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test.each([
    ["in a list at the root", { "x/b.tf.json": `[{"terraform":{"backend":${OTHER}}}]` }],
    ["in a list of a list", { "x/b.tf.json": `{"terraform":[[{"backend":${OTHER}}]]}` }],
    ["in the first of two equal keys", { "x/b.tf.json": `{"terraform":{"backend":${OTHER}},"terraform":{}}` }],
    ["in a file with a line break in its name", { "x/b\n.tf.json": `{"terraform":{"backend":${OTHER}}}` }],
    ["in an override", { "x/zzzz_override.tf": settings('backend "local" {\n path = "../states/x.tfstate"\n}') }],
  ])("a backend %s is replaced", async (_, more) => {
    const folder = project("", more);
    const before = contentsOf(folder);
    await offline(folder, ["terraform", ...APPLY]);
    await offline(folder, ["terraform", "-chdir=x", "init", "-migrate-state", "-force-copy"]);
    expect((await offline(folder, ["terraform", ...APPLY])).text).toContain("0 added, 0 changed, 0 destroyed");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("an override that Terraform would read after the one of the offline AWS is refused", async () => {
    const folder = project("", { "x/é_override.tf": settings('backend "s3" {}') });
    const { code, text } = await offline(folder, ["terraform", ...APPLY]);
    expect(text).toContain("offline AWS: é_override.tf would be read after");
    expect(code).toBe(1);
  });

  test("a link followed by .. leads where the system leads", async () => {
    const folder = project("", { "elsewhere/deep/file": "", "elsewhere/y/main.tf": QUEUE });
    const link = newFolder();
    symlinkSync(join(folder, "elsewhere/deep"), join(link, "link"));
    const before = contentsOf(folder);
    const { text } = await offline(folder, ["terraform", `-chdir=${link}/link/../y`, "apply", "-auto-approve"]);
    expect(text).toContain("1 added");
    expect(contentsOf(folder)).toEqual(before);
  });

  test("a folder that does not exist is refused", async () => {
    const { code, text } = await offline(project(), ["terraform", "-chdir=z", "apply"]);
    expect(text).toContain("offline AWS: there is no folder z");
    expect(code).toBe(1);
  });

  test("a name that looks like an option is none after --", async () => {
    const folder = project();
    const before = contentsOf(folder);
    await offline(folder, ["terraform", "-chdir=x", "workspace", "new", "--", "-help"]);
    expect(contentsOf(folder)).toEqual(before);
  });

  test("a configuration may be named like a state", async () => {
    const folder = project("", { "x/a.tfstate.tf": 'output "more" { value = 1 }' });
    expect((await offline(folder, ["terraform", ...APPLY])).text).toContain("more = 1");
  });

  test("a configuration may lose its backend and get it back", async () => {
    const folder = project('backend "s3" {}');
    await offline(folder, ["terraform", ...APPLY]);
    for (const block of ["", 'backend "s3" {}']) {
      writeFileSync(join(folder, "x/main.tf"), settings(block) + QUEUE);
      expect((await offline(folder, ["terraform", ...APPLY])).text).toContain("0 added, 0 changed, 0 destroyed");
    }
  });

  test("a Terraform that is started after the offline AWS has ended is refused", async () => {
    const folder = project();
    await offline(folder, shell(`(sleep 3; terraform ${APPLY.join(" ")} || echo "code $?") >said 2>&1 </dev/null &`));
    const said = () => readFileSync(join(folder, "said"), "utf8");
    while (!said().includes("code")) await sleep(100);
    expect(said()).toBe("offline AWS: it has ended, and terraform can't be started behind it any more\ncode 1\n");
  });

  test("the folder stays as it is when everything is killed in the middle", async () => {
    const folder = project('backend "s3" {}');
    const started = join(folder, "started");
    writeFileSync(
      join(folder, "x/slow.tf"),
      `resource "terraform_data" "slow" {\n provisioner "local-exec" { command = "touch ${started}; sleep 60" }\n}`,
    );
    const before = contentsOf(folder);
    const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
    const child = spawn(process.execPath, [...OFFLINE, "terraform", ...APPLY], {
      cwd: folder,
      env,
      detached: true,
      stdio: "ignore",
    });
    while (!existsSync(started)) await sleep(50);
    process.kill(-(child.pid as number), "SIGKILL");
    rmSync(started);
    expect(contentsOf(folder)).toEqual(before);
  });

  test("reset forgets every state and removes nothing else", async () => {
    const folder = project('backend "s3" {}');
    await offline(folder, ["terraform", ...APPLY]);
    const before = contentsOf(folder);
    await offline(folder, ["--reset"]);
    expect(contentsOf(folder)).toEqual(before);
    expect((await offline(folder, ["terraform", ...APPLY])).text).toContain("1 added");
  });
});

test("OpenTofu is found by its name, with its state beside the cloud", async () => {
  const folder = project('backend "s3" {}', { "bin/tofu": '#!/bin/sh\necho "tofu $TF_DATA_DIR $*"\n' });
  chmodSync(join(folder, "bin/tofu"), 0o755);
  const { text } = await offline(folder, ["tofu", "-chdir=x", "init"], { PATH: `${folder}/bin:${process.env.PATH}` });
  expect(text).toContain(
    `tofu ${folder}/.offline-aws/terraform/data${folder}/x/.terraform/offline-demo -chdir=${folder}/.offline-aws/terraform/files${folder}/x init\n`,
  );
});

test("the override replaces the backend and nothing else", async () => {
  const folder = project('backend "s3" {}', { "bin/terraform": "#!/bin/sh\n" });
  chmodSync(join(folder, "bin/terraform"), 0o755);
  await offline(folder, ["terraform", "-chdir=x", "init"], { PATH: `${folder}/bin:${process.env.PATH}` });
  const working = `${folder}/.offline-aws/terraform/files${folder}/x`;
  expect(JSON.parse(readFileSync(join(working, "~offline_aws_override.tf.json"), "utf8"))).toEqual({
    terraform: { backend: { local: { path: `${working}/terraform.tfstate` } } },
  });
});

test("init -from-module is refused", async () => {
  const { code, text } = await offline(project(), ["terraform", "-chdir=x", "init", "-from-module=../y"]);
  expect(text).toContain("offline AWS: init -from-module writes a configuration: run it without the offline AWS");
  expect(code).toBe(1);
});
