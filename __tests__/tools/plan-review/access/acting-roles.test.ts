import { planJson, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
const reviewed = (type: string, before: object | null, after: object | null, more: object = {}) =>
  reviewOf({ web: planJson({ changes: [resourceChange(`${type}.x`, { before, after, ...more })] }) });

test.each<[string, string, object, object]>([
  ["a service that no table has", "aws_pipes_pipe", { role_arn: role("a") }, { role_arn: role("b") }],
  [
    "a block",
    "aws_apprunner_service",
    { instance_configuration: [{ instance_role_arn: role("a") }] },
    { instance_configuration: [{ instance_role_arn: role("b") }] },
  ],
  ["a list", "aws_redshift_cluster", { iam_roles: [role("a")] }, { iam_roles: [role("a"), role("b")] }],
  [
    "a document",
    "aws_batch_job_definition",
    { container_properties: JSON.stringify({ jobRoleArn: role("a") }) },
    { container_properties: JSON.stringify({ jobRoleArn: role("b") }) },
  ],
])("%s that acts with another role needs approval", async (_, type, before, after) => {
  const { verdict, access } = await reviewed(type, before, after);
  expect(verdict.exitCode).toBe(3);
  expect(access.find(({ widens }) => widens)).toMatchObject({
    principal: `${type}.x`,
    actions: [`all that role ${role("b")} may do`],
  });
});

test.each<[string, object | null, object | null]>([
  ["the same role", { role_arn: role("a"), name: "x" }, { role_arn: role("a"), name: "y" }],
  ["one role less", { roles: [role("a"), role("b")] }, { roles: [role("a")] }],
  ["a new one", null, { role_arn: role("a") }],
  ["a name of something else", { role_arn: "arn:aws:s3:::a" }, { role_arn: "arn:aws:s3:::b" }],
  ["a role that is only mentioned", { description: role("a") }, { description: role("b") }],
])("%s widens nothing", async (_, before, after) => {
  const { access } = await reviewed("aws_pipes_pipe", before, after);
  expect(access.filter(({ widens }) => widens)).toEqual([]);
});

test("a role that is known after apply may be any", async () => {
  const { verdict, access } = await reviewed(
    "aws_pipes_pipe",
    { role_arn: role("a") },
    {},
    { unknown: { role_arn: true } },
  );
  expect(verdict.exitCode).toBe(3);
  expect(access).toContainEqual(expect.objectContaining({ sign: "?", widens: true }));
});
