import type { Config, Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { delivered } from "../../examples/delivered.ts";
import { Deployment, NOTHING } from "../support/deployment.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(120_000);

const role = (name: string) => `arn:aws:iam::123456789012:role/acme/${name}`;
const BOUNDARY = "arn:aws:iam::123456789012:policy/acme-boundary";

const environment: Environment = {
  ...delivered,
  identity: { permissionsBoundaryArn: BOUNDARY, path: "/teams/hello/", namePrefix: "acme-" },
  services: delivered.services.map((service) => ({
    ...service,
    taskRole: { arn: role("web") },
    executionRole: { arn: role("start") },
  })),
};

describeWithTerraform("an environment with roles that exist, and rules for the others", () => {
  const system = new Deployment<Config>(
    "existing-roles",
    (name, folder) => ({ ...parseConfig(environment, name), lockAccount: false, state: { type: "local", folder } }),
    [
      { type: "aws_iam_role", arn: role("web") },
      { type: "aws_iam_role", arn: role("start") },
      { type: "aws_iam_policy", arn: BOUNDARY },
    ],
  );
  beforeAll(() => system.start());
  afterAll(() => system.stop());

  test("is deployed, and then has nothing left to do", async () => {
    await system.deploy();
    for (const stack of system.stacks) expect(await system.plan(stack)).toEqual(NOTHING);
  });

  test("the roles that it creates are where the company wants them", () => {
    const created = system.cloud.list("aws_iam_role").filter(({ existing }) => !existing);
    expect(created.length).toBeGreaterThan(3);
    for (const { attributes } of created)
      expect(attributes.arn).toMatch(/^arn:aws:iam::123456789012:role\/teams\/hello\/acme-/);
  });

  test("is destroyed, and the roles that existed are still there", async () => {
    for (const stack of [...system.stacks].reverse()) await system.destroy(stack);
    expect(system.cloud.list("aws_iam_role").map(({ attributes }) => attributes.name)).toEqual(["start", "web"]);
  });
});
