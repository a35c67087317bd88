import type { Rule } from "../judge/rule.ts";

/** Every action, however it is written, or AWS's own policy that allows it. */
const EVERYTHING = /^(\*+:)?\*+$|^managed policy arn:[\w-]+:iam::aws:policy\/AdministratorAccess$/;

const rule: Rule = {
  about: "no statement allows all actions on all resources",
  check: ({ access }) =>
    access
      .filter(({ sign, effect, conditions }) => sign === "+" && effect === "Allow" && conditions.length === 0)
      .filter(({ actions, resources }) => actions.some((action) => EVERYTHING.test(action)) && resources.includes("*"))
      .map(({ address, principal }) => `${address} lets ${principal} do everything`),
};

export default rule;
