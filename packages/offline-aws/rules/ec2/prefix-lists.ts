import { type AwsRule, blocksOf, knownText, numberOf, repeated } from "../rule.ts";

export const PREFIX_LIST_RULES: readonly AwsRule[] = [
  {
    name: "prefix-list-entries",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html",
    types: ["aws_ec2_managed_prefix_list"],
    apply({ planned }) {
      const cidrs = blocksOf(planned.entry).flatMap(({ cidr }) => knownText(cidr) ?? []);
      const twice = repeated(cidrs);
      if (twice !== undefined) return `InvalidParameterValue: Duplicate CIDR ${twice} in the prefix list`;
      const wrong = cidrs.find((cidr) => cidr.includes(":") !== (planned.address_family === "IPv6"));
      if (wrong !== undefined)
        return `InvalidParameterValue: The CIDR ${wrong} does not match the address family ${String(planned.address_family)} of the prefix list`;
      const maxEntries = numberOf(planned.max_entries);
      return maxEntries !== undefined && cidrs.length > maxEntries
        ? `PrefixListMaxEntriesExceeded: You've reached the maximum number of entries for the prefix list (${maxEntries}).`
        : undefined;
    },
  },
];
