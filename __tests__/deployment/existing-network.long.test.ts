import type { Config, Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { Deployment, NOTHING } from "../support/deployment.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(120_000);

const VPC = "vpc-0123456789abcdef0";
const ZONES = ["us-east-1a", "us-east-1b"];
const PUBLIC = ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"];
const PRIVATE = ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"];

const EXISTING = [
  { type: "aws_vpc", id: VPC, cidr_block: "10.20.0.0/16" },
  ...[...PUBLIC, ...PRIVATE].map((id, index) => ({
    type: "aws_subnet",
    id,
    vpc_id: VPC,
    cidr_block: `10.20.${index}.0/24`,
    availability_zone: ZONES[index % 2],
  })),
];

const environment: Environment = {
  ...smallest,
  network: { vpcId: VPC, cidr: "10.20.0.0/16", zones: ZONES, publicSubnetIds: PUBLIC, privateSubnetIds: PRIVATE },
};

describeWithTerraform("an environment in a VPC that exists", () => {
  const system = new Deployment<Config>(
    "existing-network",
    (name, folder) => ({
      ...parseConfig(environment, name),
      lockAccount: false,
      state: { type: "local", folder },
    }),
    EXISTING,
  );
  beforeAll(() => system.start());
  afterAll(() => system.stop());

  test("is deployed, and then has nothing left to do", async () => {
    await system.deploy();
    for (const stack of system.stacks) expect(await system.plan(stack)).toEqual(NOTHING);
  });

  test("makes no network", () => {
    expect(system.cloud.types().filter((type) => /vpc$|subnet|route_table|gateway/.test(type))).toEqual([]);
  });

  test("is destroyed to nothing but revisions of task definitions, and what existed is still there", async () => {
    for (const stack of [...system.stacks].reverse()) await system.destroy(stack);
    expect(system.cloud.types()).toEqual(["aws_ecs_task_definition"]);
    expect(system.cloud.list("aws_subnet")).toHaveLength(4);
  });

  test("no service was interrupted", () => {
    expect(system.interruptions()).toEqual([]);
  });
});
