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
      if (knownText(planned.name)?.startsWith("com.amazonaws"))
        return "InvalidParameterValue: The name of a prefix list cannot start with com.amazonaws";
      const maxEntries = numberOf(planned.max_entries);
      return maxEntries !== undefined && cidrs.length > maxEntries
        ? `PrefixListMaxEntriesExceeded: You've reached the maximum number of entries for the prefix list (${maxEntries}).`
        : undefined;
    },
  },
  {
    name: "entry-of-prefix-list",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyManagedPrefixList.html",
    types: ["aws_ec2_managed_prefix_list_entry"],
    apply({ planned, prior, others, existed }) {
      const list = others("aws_ec2_managed_prefix_list").find(({ id }) => id === planned.prefix_list_id);
      const cidr = knownText(planned.cidr) ?? "";
      if (list === undefined || existed(list) || prior !== null) return undefined;
      if (cidr.includes(":") !== (list.address_family === "IPv6"))
        return `InvalidParameterValue: The CIDR ${cidr} does not match the address family ${String(list.address_family)} of the prefix list`;
      const most = numberOf(list.max_entries);
      const entries = [
        ...blocksOf(list.entry),
        ...others("aws_ec2_managed_prefix_list_entry").filter((each) => each.prefix_list_id === list.id),
      ];
      return most !== undefined && new Set([...entries.map((each) => each.cidr), cidr]).size > most
        ? `PrefixListMaxEntriesExceeded: You've reached the maximum number of entries for the prefix list (${most}).`
        : undefined;
    },
  },
];
