import type { Rule } from "../judge/rule.ts";

const rule: Rule = {
  about: "every stack has a plan that may be applied as it was read",
  onlyIfRequired: true, // a new environment can't be
  check: ({ stack }) => (stack.status === "firm" ? [] : [`the plan is ${stack.status}`]),
};

export default rule;
