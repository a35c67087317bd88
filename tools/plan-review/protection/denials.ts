import { canonical, type Json, textAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

const nameOf = (rule: Json): string => textAt(rule, "name") ?? canonical(rule);

const denialsIn = (rules: Json): string[] =>
  (Array.isArray(rules) ? rules : []).filter((rule) => textAt(rule, "access") === "Deny").map(nameOf);

/** Rules of a network security group of Azure, of which those that deny stay. */
export const KEPT_DENIALS: Mechanism = {
  words: "keeps the rules that deny",
  protects: (before) => denialsIn(before).length > 0,
  loses: (before, after) => denialsIn(before).some((name) => !denialsIn(after).includes(name)),
};
