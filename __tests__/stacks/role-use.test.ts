import type { SynthesizedStack } from "../../tools/rollout/read.ts";
import { follow, roleName, stackOf } from "../../tools/rollout/reference.ts";
import { rolesOf } from "../support/iam.ts";
import { demo, showcase } from "../support/outputs.ts";
import { synthesized } from "../support/synthesized.ts";

/** Who takes a role of the delivery: a service that releases, or the pipeline of another environment. */
const OF_DELIVERY = /"(AWS|Service)":"(arn:|codebuild\.|codedeploy\.|codepipeline\.|events\.)/;

const rulesOf = (stack: SynthesizedStack) =>
  Object.values(stack.resource?.aws_cloudwatch_event_rule ?? {}) as { name: string; event_pattern: string }[];

test("every role of the delivery is watched", () => {
  const stacks = synthesized("showcase");
  const home = stackOf(stacks, "cicd");
  const rule = rulesOf(home).find(({ name }) => name === showcase.names.roleUseRule);
  const outputs = String(rule?.event_pattern).matchAll(/data\.terraform_remote_state\.iam\.outputs\.\w+/g);
  const watched = [...outputs].map(([output]) => roleName(follow(stacks, home, `\${${output}}`)));
  const roles = [...rolesOf(showcase)].flatMap(([name, { trust }]) => (OF_DELIVERY.test(trust) ? [name] : []));
  expect(watched.sort()).toEqual(roles.sort());
});

test("nothing is watched by default", () => {
  expect(rulesOf(stackOf(synthesized("demo"), "cicd")).map(({ name }) => name)).not.toContain(demo.names.roleUseRule);
});
