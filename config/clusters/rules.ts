import type { Finding } from "../finding.ts";
import type { Ec2ClusterConfig } from "./clusters.ts";

/** Finds what EC2 Auto Scaling would refuse of the instances. */
export function checkEc2Cluster({ instances, instanceType, architecture }: Ec2ClusterConfig): Finding[] {
  const { min, desired, max } = instances;
  const found: Finding[] = [];
  if (min > max) found.push({ path: ["instances", "min"], message: `is more than max ${max}: lower it, or raise max` });
  else if (desired < min || desired > max)
    found.push({
      path: ["instances", "desired"],
      message: `is outside the limits: use ${min} to ${max}, or change min or max`,
    });
  // Graviton families have a g behind the generation: t4g, m7gd, c6gn; a1 came before that.
  const arm = /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType);
  if (arm !== (architecture === "arm64"))
    found.push({
      path: ["instanceType"],
      message: `does not run ${architecture}: use ${arm ? 'architecture "arm64"' : "a type such as t4g.small"}, or change the other`,
    });
  return found;
}
