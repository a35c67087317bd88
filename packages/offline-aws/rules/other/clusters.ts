import { type AwsRule, blockOf, textsOf } from "../rule.ts";

export const CLUSTER_RULES: readonly AwsRule[] = [
  {
    name: "zones-of-cluster",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
    types: ["aws_eks_cluster"],
    apply({ planned, others }) {
      const asked = textsOf(blockOf(planned.vpc_config).subnet_ids);
      const subnets = others("aws_subnet").filter(({ id }) => asked.includes(String(id)));
      const zones = new Set(subnets.map(({ availability_zone }) => availability_zone));
      const areKnown = subnets.length === asked.length && subnets.length > 0 && !zones.has(undefined);
      return areKnown && zones.size < 2
        ? "InvalidParameterException: Subnets specified must be in at least two different AZs"
        : undefined;
    },
  },
];
