import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AutoscalingRole } from "../../../constructs/scaling/autoscaling-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

type Scaled = ConstructorParameters<typeof AutoscalingRole>[2]["services"];

const role = (services: Scaled) =>
  Template.of((scope) => new AutoscalingRole(scope, "x", { name: "r", services, awsScope }));

test("autoscaling changes only services that scale", () => {
  const services = [
    { name: "web", clusterName: "a" },
    { name: "api", clusterName: "b" },
  ];
  expect(statements(role(services).one(IamRolePolicy).policy).Services).toMatchObject({
    Action: ["ecs:DescribeServices", "ecs:UpdateService"],
    Resource: ["arn:aws:ecs:eu-west-1:111122223333:service/a/web", "arn:aws:ecs:eu-west-1:111122223333:service/b/api"],
  });
});

test("autoscaling may do nothing if nothing scales", () => {
  expect(role([]).all(IamRolePolicy)).toEqual([]);
});
