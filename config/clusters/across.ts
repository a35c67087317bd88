import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { whereParsed } from "../unparsed.ts";
import { loadBalancerOf } from "./load-balancer.ts";
import { clusterOf } from "./resolve.ts";

const KINDS = ["ec2", "fargate"] as const;

/** What clusters have of their environment and of each other. */
export const CLUSTER_RULES_ACROSS: readonly ((environment: Parsed) => readonly Finding[])[] = [
  checkCertificatePlace,
  checkRecords,
];

/** A listener takes certificates of its own account and region (Elastic Load Balancing user guide, SSL certificates). */
function checkCertificatePlace(environment: Parsed): Finding[] {
  const { region, account } = environment;
  return KINDS.flatMap((kind) =>
    whereParsed(() => loadBalancerOf(clusterOf(kind, environment)).certificateArns).flatMap((arn, index) => {
      const [, , service, ofRegion, ofAccount] = arn.split(":");
      if (ofAccount === account && (service === "iam" || ofRegion === region)) return [];
      const message = `is not of account ${account} and region ${region}: a listener takes no others, so request or import the certificate there`;
      return [{ path: [`${kind}Cluster`, "loadBalancer", "certificateArns", index], message }];
    }),
  );
}

/** A name in a zone leads to one load balancer. */
function checkRecords(environment: Parsed): Finding[] {
  const recordsOf = (kind: (typeof KINDS)[number]) =>
    whereParsed(() => {
      const { domain, domains } = loadBalancerOf(clusterOf(kind, environment));
      const all = [
        ...(domain === undefined ? [] : [{ path: ["domain"], ...domain }]),
        ...domains.map((each, index) => ({ path: ["domains", index], ...each })),
      ];
      return all.filter(({ hostedZoneId }) => hostedZoneId !== undefined);
    });
  const taken = recordsOf("ec2");
  return recordsOf("fargate").flatMap(({ path, name, hostedZoneId }) =>
    taken.some((other) => other.name === name && other.hostedZoneId === hostedZoneId)
      ? [
          {
            path: ["fargateCluster", "loadBalancer", ...path, "name"],
            message: "is a name of ec2Cluster.loadBalancer in the same zone too: give each load balancer its own",
          },
        ]
      : [],
  );
}
