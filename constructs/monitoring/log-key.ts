import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Encrypts every log group below a scope that has no key yet. Without a key nothing is changed. */
export function setLogKey(scope: Construct, keyArn: string | undefined): void {
  if (keyArn === undefined) return;
  for (const each of scope.node.findAll()) {
    if (!TerraformResource.isTerraformResource(each) || each.terraformResourceType !== "aws_cloudwatch_log_group")
      continue;
    const group = each as unknown as CloudwatchLogGroup;
    if (group.kmsKeyIdInput === undefined) group.kmsKeyId = keyArn;
  }
}
