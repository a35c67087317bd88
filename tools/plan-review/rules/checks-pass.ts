import type { Rule } from "../judge/rule.ts";

const rule: Rule = {
  about: "no check of the configuration fails",
  check: ({ stack }) =>
    (stack.plan?.checks ?? [])
      .filter(({ status }) => status === "fail" || status === "error")
      .map(({ of, messages }) => `${of} fails: ${messages.join("; ") || "it does not say why"}`),
};

export default rule;
