import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AutoscalingRole } from "../../../constructs/scaling/autoscaling-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

test("autoscaling changes services of its clusters only", () => {
  const template = Template.of(
    (scope) => new AutoscalingRole(scope, "x", { name: "r", clusterNames: ["a", "b"], awsScope }),
  );
  expect(statements(template.one(IamRolePolicy).policy).Services).toMatchObject({
    Action: ["ecs:DescribeServices", "ecs:UpdateService"],
    Resource: ["arn:aws:ecs:eu-west-1:111122223333:service/a/*", "arn:aws:ecs:eu-west-1:111122223333:service/b/*"],
  });
});
