import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { deployingRolePage, policiesIn } from "../../../tools/permissions/page.ts";
import { type LeastPolicy, leastPolicies, tryPolicies } from "../../../tools/permissions/record.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

jest.setTimeout(300_000);

const DOCUMENT = readFileSync(resolve(__dirname, "../../../docs/deploying-role.md"), "utf8");

/** A policy without an action. */
const without = (action: string, { Version, Statement }: LeastPolicy): LeastPolicy => ({
  Version,
  Statement: Statement.map((each) => ({ ...each, Action: each.Action.filter((one) => one !== action) })).filter(
    ({ Action }) => Action.length > 0,
  ),
});

describeWithTerraform("docs/deploying-role.md", () => {
  const documented = policiesIn(DOCUMENT);

  test("is current; npm run permissions writes it", async () => {
    expect(deployingRolePage(await leastPolicies("demo"))).toBe(DOCUMENT);
  });

  test("has what deploying and destroying demo needs", async () => {
    await tryPolicies("demo", documented);
  });

  test.each([
    ["network", "ec2:CreateNatGateway", "UnauthorizedOperation"],
    ["iam", "iam:CreateRole", "AccessDenied"],
    ["registry", "ecr:PutLifecyclePolicy", "AccessDeniedException"],
    ["fargate-cluster", "elasticloadbalancing:CreateRule", "AccessDenied"],
    ["ec2-cluster", "iam:PassRole", "AccessDenied"],
    ["cicd", "codepipeline:CreatePipeline", "AccessDeniedException"],
  ])("has nothing for %s that deploying could do without, such as %s", async (stack, action, code) => {
    const less = new Map([...documented, [stack, without(action, documented.get(stack) as LeastPolicy)]]);
    await expect(tryPolicies("demo", less)).rejects.toThrow(
      new RegExp(`${code}: .*is not authorized to perform: ${action} on resource`, "s"),
    );
  });
});
