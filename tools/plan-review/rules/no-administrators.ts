import type { Rule } from "../judge/rule.ts";

const rule: Rule = {
  about: "nobody may do everything with everything",
  check: ({ access }) =>
    access
      .filter(({ sign, effect, conditions }) => sign === "+" && effect === "Allow" && conditions.length === 0)
      .filter(({ actions, resources }) => actions.includes("*") && resources.includes("*"))
      .map(({ address, principal }) => `${address} lets ${principal} do everything`),
};

export default rule;
