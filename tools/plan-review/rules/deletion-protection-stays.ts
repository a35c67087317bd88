import type { Rule } from "../judge/rule.ts";
import { at } from "../read/json.ts";

const ATTRIBUTES = ["deletion_protection", "enable_deletion_protection", "deletion_protection_enabled"];

const rule: Rule = {
  about: "what is protected from deletion stays so",
  check: ({ stack }) =>
    (stack.plan?.resourceChanges ?? []).flatMap(({ address, change: { before, after } }) =>
      ATTRIBUTES.filter((name) => at(before, name) === true && after !== null && at(after, name) !== true).map(
        (name) => `${address} switches ${name} off`,
      ),
    ),
};

export default rule;
