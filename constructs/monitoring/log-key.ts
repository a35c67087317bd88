import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Encrypts every log group below a scope that has no key yet, with a key that is asked for once, if there are any. */
export function setLogKey(scope: Construct, keyArn: () => string | undefined): void {
  const groups = scope.node
    .findAll()
    .filter((each) => TerraformResource.isTerraformResource(each))
    .filter(({ terraformResourceType }) => terraformResourceType === "aws_cloudwatch_log_group")
    .map((each) => each as unknown as CloudwatchLogGroup)
    .filter(({ kmsKeyIdInput }) => kmsKeyIdInput === undefined);
  const arn = groups.length === 0 ? undefined : keyArn();
  if (arn !== undefined) for (const group of groups) group.kmsKeyId = arn;
}
