import { at, canonical, type Json, listAt, textAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : []);

/** A rule by its name, or by all that it says but its number. */
const nameOf = (rule: Json): string =>
  textAt(rule, "name") ??
  ["protocol", "from_port", "to_port", "cidr_block", "ipv6_cidr_block", "icmp_type", "icmp_code"]
    .map((key) => canonical(at(rule, key)))
    .join();

const denialsIn = (rules: Json): string[] =>
  listOf(rules)
    .filter((rule) => /^deny$/i.test(textAt(rule, "access") ?? textAt(rule, "action") ?? ""))
    .map(nameOf);

/** Rules of a network security group of Azure, or of a network ACL of AWS, of which those that deny stay. */
export const KEPT_DENIALS: Mechanism = {
  words: "keeps the rules that deny",
  protects: (before) => denialsIn(before).length > 0,
  loses: (before, after) => denialsIn(before).some((name) => !denialsIn(after).includes(name)),
};

const targetsOf = (sources: Json, type: string): string[] =>
  listOf(sources)
    .filter((source) => textAt(source, "generated_rules_type") === type)
    .flatMap((source) => listAt(source, "targets").map(String));

/** Names of a firewall's rule: those that it denies stay, and those that it allows get no company. */
export const KEPT_TARGETS: Mechanism = {
  words: "denies what it denied, and allows nothing else",
  protects: () => true,
  loses(before, after) {
    const allowed = targetsOf(before, "ALLOWLIST");
    const isWider = targetsOf(after, "ALLOWLIST").some((name) => allowed.length > 0 && !allowed.includes(name));
    return isWider || targetsOf(before, "DENYLIST").some((name) => !targetsOf(after, "DENYLIST").includes(name));
  },
};
