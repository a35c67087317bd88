import { existingOf } from "../../../tools/adopt/arns.ts";

const ARN = "arn:aws:SERVICE:eu-west-1:123456789012:";

test.each([
  ["ec2", "vpc/vpc-1", ["aws_vpc"], "vpc-1"],
  [
    "ec2",
    "security-group-rule/sgr-1",
    ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"],
    "sgr-1",
  ],
  ["ecs", "service/shop/web", ["aws_ecs_service"], "shop/web"],
  ["logs", "log-group:/ecs/shop/web", ["aws_cloudwatch_log_group"], "/ecs/shop/web"],
  ["logs", "log-group:/ecs/shop/web:*", ["aws_cloudwatch_log_group"], "/ecs/shop/web"],
  ["codedeploy", "deploymentgroup:shop/web", ["aws_codedeploy_deployment_group"], "shop:web"],
  ["wafv2", "regional/webacl/shop/11111111-2222", ["aws_wafv2_web_acl"], "11111111-2222/shop/REGIONAL"],
  ["sns", "shop-alarms", ["aws_sns_topic"], undefined],
  ["elasticloadbalancing", "listener/app/shop/1/2", ["aws_lb_listener"], undefined],
] as const)("%s %s is %j %s", (service, resource, types, importId) => {
  const arn = `${ARN.replace("SERVICE", service)}${resource}`;
  expect(existingOf(arn)).toMatchObject({ types, importId: importId ?? arn });
});

test.each([
  "ecs:eu-west-1:123456789012:task/shop/1",
  "ec2:eu-west-1:123456789012:instance/i-1",
  "sns:eu-west-1:123456789012:topic:subscription",
])("%s is not of a stack by itself", (rest) => {
  expect(existingOf(`arn:aws:${rest}`)).toBeUndefined();
});
