import { CodecommitApprovalRuleTemplate } from "@cdktf/provider-aws/lib/codecommit-approval-rule-template";
import { CodecommitApprovalRuleTemplateAssociation } from "@cdktf/provider-aws/lib/codecommit-approval-rule-template-association";
import { stackOf } from "../../tools/rollout/reference.ts";
import { synthesized } from "../support/synthesized.ts";
import { Template } from "../support/template.ts";

const cicd = (environment: "demo" | "prod") =>
  Template.parse(JSON.stringify(stackOf(synthesized(environment), "cicd")));

test("pull requests of prod's repository need an approval", () => {
  const prod = cicd("prod");
  const template = prod.one(CodecommitApprovalRuleTemplate);
  expect(template.name).toBe("ecs-prod-approvals");
  expect(JSON.parse(String(template.content))).toEqual({
    Version: "2018-11-08",
    DestinationReferences: ["refs/heads/main"],
    Statements: [{ Type: "Approvers", NumberOfApprovalsNeeded: 1 }],
  });
  expect(prod.one(CodecommitApprovalRuleTemplateAssociation)).toMatchObject({
    approval_rule_template_name: expect.stringMatching(/^\$\{aws_codecommit_approval_rule_template\..*\.name\}$/),
    repository_name: expect.stringMatching(/^\$\{aws_codecommit_repository\..*\.repository_name\}$/),
  });
});

test("they need none by default", () => {
  expect(cicd("demo").all(CodecommitApprovalRuleTemplate)).toEqual([]);
});
