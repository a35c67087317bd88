import { CodecommitApprovalRuleTemplate } from "@cdktf/provider-aws/lib/codecommit-approval-rule-template";
import { CodecommitApprovalRuleTemplateAssociation } from "@cdktf/provider-aws/lib/codecommit-approval-rule-template-association";
import { Construct } from "constructs";

export interface ApprovalRuleProps {
  /** 1 to 100 characters, unique in account and region. */
  readonly name: string;
  /** The rule as JSON, at most 3000 characters. */
  readonly content: string;
  readonly repositoryName: string;
}

/** Approvals that pull requests of a CodeCommit repository need before they are merged. */
export class ApprovalRule extends Construct {
  constructor(scope: Construct, id: string, { name, content, repositoryName }: ApprovalRuleProps) {
    super(scope, id);
    const template = new CodecommitApprovalRuleTemplate(this, "template", {
      name,
      description: `Pull requests of ${repositoryName}`,
      content,
    });
    new CodecommitApprovalRuleTemplateAssociation(this, "association", {
      approvalRuleTemplateName: template.name,
      repositoryName,
    });
  }
}
