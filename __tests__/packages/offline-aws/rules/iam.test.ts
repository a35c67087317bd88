import { mayBeManaged } from "../../../../packages/offline-aws/rules/iam/attachments.ts";
import { isServicePrincipal } from "../../../../packages/offline-aws/rules/iam/trust.ts";

test.each([
  ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", true],
  ["arn:aws:iam::aws:policy/AWSSomethingThatIsNewerThanTheList", true],
  ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicyV2", true],
  ["arn:aws:iam::aws:policy/AmazonECS_FulAccess", false],
  ["arn:aws:iam::aws:policy/Admin", false],
])("%s may be a policy of AWS: %s", (arn, may) => {
  expect(mayBeManaged(arn)).toBe(may);
});

test.each([
  ["ec2.amazonaws.com", true],
  ["logs.eu-west-1.amazonaws.com", true],
  ["ecs.application-autoscaling.amazonaws.com", true],
  ["vpc-flow-logs.amazonaws.com", true],
  ["ec2.amazonaws.com.cn", true],
  ["ecs-task.amazonaws.com", false],
  ["ecs", false],
])("%s may be a service: %s", (principal, may) => {
  expect(isServicePrincipal(principal)).toBe(may);
});
