import { queryProblem } from "../../../config/services/cluster-query.ts";

test.each([
  "attribute:stack == web",
  "attribute:ecs.instance-type =~ t3.*",
  "attribute:ecs.instance-type =~ (t3|m5).*",
  "attribute:ecs.instance-type =~ t3.* || attribute:ecs.instance-type =~ m5.*",
  "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]",
  "attribute:ecs.availability-zone !in [us-east-1a]",
  "attribute:ecs.availability-zone not_in [us-east-1a]",
  "(attribute:ecs.instance-type == t2.small or attribute:ecs.instance-type == t2.medium) and attribute:ecs.availability-zone != us-east-1d",
  "not(task:group == service:production)",
  "!(task:group == databases)",
  "not attribute:stack exists",
  "attribute:stack !exists",
  "attribute:stack not_exists and attribute:other exists",
  "agentVersion > 1.50 && runningTasksCount<5",
  "agentConnected == true",
  "ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']",
  "registeredAt >= 2018-02-18T06:00:00-06:00",
  "runningTasksCount greater_than_equal 2",
  'attribute:name == "a b"',
  "attribute:com.acme/stack_1 equals x",
])("%s is understood", (expression) => {
  expect(queryProblem(expression)).toBeUndefined();
});

test.each([
  ["attribute:stack = web", 'has "=" instead of an operator after attribute:stack: write "=="'],
  ["attribute:stack === web", 'has "" instead of an operator'],
  ["stack == web", 'compares "stack", which ECS does not know: write attribute:stack for an attribute'],
  ["ecs.instance-type == t3.small", 'compares "ecs.instance-type", which ECS does not know'],
  ["attribute:stack is web", 'has "is" instead of an operator'],
  ["attribute:stack ==", "compares attribute:stack with nothing"],
  ["attribute:stack", "instead of an operator after attribute:stack"],
  ["attribute:zone in us-east-1a", "has no list after in: write it in brackets"],
  ["(attribute:stack == web", "has an unmatched ("],
  ["attribute:stack == web)", "has an unmatched )"],
  ["attribute:a == b, attribute:c == d", 'has "attribute:c == d" after a condition: write and or or between two'],
  ["attribute:a == b and", "ends where a condition is missing"],
  ["attribute:name == a b", 'has "b" after a condition'],
])("%s is refused", (expression, part) => {
  expect(queryProblem(expression)).toContain(part);
});
