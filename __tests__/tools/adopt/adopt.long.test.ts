import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Cloud } from "../../../packages/offline-aws/cloud/cloud.ts";
import { type OfflineAws, startOfflineAws } from "../../../packages/offline-aws/start.ts";
import { newFolder } from "../../support/folder.ts";
import { offline } from "../../support/offline.ts";
import { writeStacks } from "../../support/stack-files.ts";
import { standIns } from "../../support/stand-ins.ts";
import { describeWithTerraform, type Run, run } from "../../support/terraform.ts";

const ROOT = resolve(__dirname, "../../..");
const TSX = join(ROOT, "node_modules/tsx/dist/loader.mjs");
const ADOPT = [process.execPath, "--import", TSX, join(ROOT, "tools/adopt/main.ts")] as const;
const DEPLOY = [
  "sh",
  "-ec",
  "for stack in network iam; do for command in 'init -input=false' 'apply -auto-approve'; do terraform -chdir=cdktf.out/stacks/$stack $command; done; done",
] as const;
const NOTHING = "Nothing to adopt: what exists of these stacks is in their states.\n";

jest.setTimeout(180_000);

/** Two stacks: what has ids of AWS, and what has names. */
function project(): string {
  const folder = newFolder();
  const json = { language: "typescript", app: "true", projectId: "adopt", sendCrashReports: "false" };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(json));
  const stack = (name: string, more: object) => ({
    "//": { metadata: { version: "0.21.0", stackName: name, backend: "local" } },
    terraform: {
      backend: { local: { path: `../../../.terraform-state/shop/${name}.tfstate` } },
      required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
    },
    provider: {
      aws: [
        {
          region: "us-east-1",
          access_key: "none",
          secret_key: "none",
          default_tags: [{ tags: { Application: "shop", Environment: "shop", Stack: name } }],
        },
      ],
    },
    ...more,
  });
  const subnet = (number: number) => ({
    vpc_id: "${aws_vpc.main.id}",
    cidr_block: `10.0.${number}.0/24`,
    tags: { Name: `shop-${number}` },
  });
  const remote = { backend: "local", config: { path: "../../../.terraform-state/shop/network.tfstate" } };
  const assume_role_policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } }],
  });
  writeStacks(join(folder, "cdktf.out"), {
    network: stack("network", {
      resource: {
        aws_vpc: { main: { cidr_block: "10.0.0.0/16", tags: { Name: "shop" } } },
        aws_subnet: { one: subnet(1), two: subnet(2) },
        aws_route_table: { main: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "shop" } } },
        aws_route_table_association: {
          one: { subnet_id: "${aws_subnet.one.id}", route_table_id: "${aws_route_table.main.id}" },
        },
      },
      output: { vpcId: { value: "${aws_vpc.main.id}" } },
    }),
    iam: stack("iam", {
      data: { terraform_remote_state: { network: remote } },
      resource: {
        aws_iam_role: { web: { name: "web", assume_role_policy } },
        aws_iam_role_policy_attachment: {
          web: {
            role: "${aws_iam_role.web.name}",
            policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
          },
        },
        aws_security_group: {
          web: { name: "web", vpc_id: "${data.terraform_remote_state.network.outputs.vpcId}", tags: { Name: "web" } },
        },
        aws_vpc_security_group_ingress_rule: Object.fromEntries(
          [80, 443].map((port) => [
            `p${port}`,
            {
              security_group_id: "${aws_security_group.web.id}",
              cidr_ipv4: "0.0.0.0/0",
              ip_protocol: "tcp",
              from_port: port,
              to_port: port,
            },
          ]),
        ),
      },
    }),
  });
  return folder;
}

/** Takes resources out of a state, as if they had not been saved; all of them with the file, where none are named. */
function forget(state: string, ...types: string[]): void {
  if (types.length === 0) {
    rmSync(state);
    return;
  }
  const json = JSON.parse(readFileSync(state, "utf8")) as { resources: { type: string }[] };
  const resources = json.resources.filter(({ type }) => !types.includes(type));
  writeFileSync(state, JSON.stringify({ ...json, resources }));
}

describeWithTerraform("adopting, behind the offline AWS", () => {
  const folder = project();
  const states = join(folder, ".offline-aws/state/shop");
  const cloud = new Cloud(join(folder, ".offline-aws/cloud"));
  const adopt = (...words: string[]): Promise<Run> => offline(folder, [...ADOPT, ...words]);

  beforeAll(async () => {
    const { code, text } = await offline(folder, DEPLOY);
    if (code !== 0) throw new Error(text);
  });

  test("takes what is missing into the states, and shows each address with its id", async () => {
    const [vpc] = cloud.list("aws_vpc");
    forget(join(states, "network.tfstate"), "aws_vpc", "aws_route_table_association", "aws_subnet");
    forget(join(states, "iam.tfstate"), "aws_iam_role_policy_attachment", "aws_vpc_security_group_ingress_rule");
    const { code, text } = await adopt();
    expect(text).toContain("network: 4 resources exist, but are not in its state:\n");
    expect(text).toContain(`  aws_vpc.main = ${vpc?.attributes.id} (unchanged)\n`);
    expect(text).toContain("iam: 3 resources exist, but are not in its state:\n");
    expect(text).toContain("Adopted 7 resources. npm run offline -- npm run deploy does the rest.\n");
    expect(code).toBe(0);
  });

  test("takes all of a stack whose state is gone, and its outputs, which another stack reads", async () => {
    forget(join(states, "network.tfstate"));
    const { code, text } = await adopt();
    expect(text).toContain("Adopted 5 resources.");
    expect(code).toBe(0);
  });

  test("leaves a plan that changes nothing", async () => {
    expect((await adopt()).text).toContain(NOTHING);
    const { code, text } = await offline(folder, [
      "terraform",
      "-chdir=cdktf.out/stacks/iam",
      "plan",
      "-detailed-exitcode",
    ]);
    expect(text).toContain("No changes.");
    expect(code).toBe(0);
  });

  test("names what no stack wants, and leaves it", async () => {
    const [vpc] = cloud.list("aws_vpc");
    if (vpc === undefined) throw new Error("there is no VPC");
    const arn = "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0000000000000second";
    cloud.create({ ...vpc, key: arn, attributes: { ...vpc.attributes, id: "vpc-0000000000000second", arn } });
    const { code, text } = await adopt();
    expect(text).toContain(
      "In no state, and it matches no missing resource; delete it in AWS if nothing uses it:\n  aws_vpc vpc-0000000000000second\n",
    );
    expect(code).toBe(1);
    cloud.delete("aws_vpc", arn);
  });

  test("takes neither of two that are alike, and names the import block of each", async () => {
    const [role] = cloud.list("aws_subnet");
    if (role === undefined) throw new Error("there is no subnet");
    forget(join(states, "network.tfstate"), "aws_subnet");
    const arn = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0second";
    cloud.create({ ...role, key: arn, attributes: { ...role.attributes, id: "subnet-0second", arn } });
    const { code, text } = await adopt();
    expect(text).toMatch(/network: 1 resource exists, but is not in its state:\n {2}aws_subnet/);
    expect(text).toMatch(/import \{ to = aws_subnet\.\w+, id = "subnet-0second" \}/);
    expect(code).toBe(1);
    cloud.delete("aws_subnet", arn);
  });

  test("needs an answer before it changes a state", async () => {
    const { code, text } = await run(ADOPT[0], ADOPT.slice(1), { ...process.env, CDKTF_AUTO_APPROVE: "" }, folder);
    expect(text).toBe("adopt: it asks before it changes a state: run it in a terminal, or with -- --yes\n");
    expect(code).toBe(2);
  });
});

describeWithTerraform("adopting in an account", () => {
  const folder = project();
  const state = (name: string) => join(folder, ".terraform-state/shop", `${name}.tfstate`);
  const place = join(folder, "aws");
  let aws: OfflineAws;

  /** With an AWS CLI that lists what has tags, except for what Resource Groups does not know, such as roles. */
  async function adopt(script: string, ...words: string[]): Promise<Run> {
    const { folder: bin } = standIns(newFolder(), { aws: script });
    const env = { ...process.env, ...aws.environment, PATH: `${bin}:${process.env.PATH}` };
    return run(ADOPT[0], [...ADOPT.slice(1), ...words], env, folder);
  }

  function listing(): string {
    const cloud = new Cloud(join(place, "cloud"));
    const arns = cloud
      .types()
      .filter((type) => type !== "aws_iam_role")
      .flatMap((type) => cloud.list(type))
      .flatMap(({ attributes: { arn, tags_all } }) => (arn && tags_all ? [{ ResourceARN: arn, Tags: [] }] : []));
    return `case "$*" in *us-east-1*Stack*) cat <<'EOF'\n${JSON.stringify({ ResourceTagMappingList: arns })}\nEOF\n;; *) exit 1 ;; esac`;
  }

  beforeAll(async () => {
    aws = await startOfflineAws({ folder: place, configuration: [folder], environment: {} });
    const { code, text } = await run(DEPLOY[0], DEPLOY.slice(1), { ...process.env, ...aws.environment }, folder);
    if (code !== 0) throw new Error(text);
  });
  afterAll(() => aws.stop());

  test("finds by tags what has them, and by its name what has none", async () => {
    forget(state("network"), "aws_vpc", "aws_subnet", "aws_route_table_association");
    forget(state("iam"), "aws_iam_role", "aws_iam_role_policy_attachment", "aws_vpc_security_group_ingress_rule");
    const { code, text } = await adopt(listing(), "--yes");
    expect(text).toContain("Adopted 8 resources. npm run deploy does the rest.\n");
    expect(text).toMatch(/^ {2}aws_iam_role\.web = web \(unchanged\)$/m);
    expect(code).toBe(0);
    expect((await adopt(listing(), "--yes")).text).toBe(NOTHING);
  });

  test("says what it takes where tags can't be read", async () => {
    const { code, text } = await adopt("echo 'AccessDeniedException: no' >&2; exit 254", "--yes");
    expect(text).toContain(
      "resources can't be listed by the tags of the stacks in us-east-1: AccessDeniedException: no (it requires tag:GetResources)",
    );
    expect(code).toBe(1);
  });
});
