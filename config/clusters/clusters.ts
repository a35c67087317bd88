import * as v from "valibot";
import { choice, cidr, port, text, whole } from "../fields.ts";

/** A name for a load balancer, with its certificate. */
const domain = v.strictObject({
  /** Host name, such as `shop.example.com`. */
  name: text(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
    "is not a host name: write it in lower case, such as shop.example.com",
  ),
  /** Route 53 hosted zone that the name is in; the certificate is validated and the name resolved through it. */
  hostedZoneId: text(/^Z[A-Z0-9]{1,31}$/, "is not a hosted zone id: write it as Route 53 shows it, Z…"),
});

const loadBalancer = v.strictObject({
  /** Port of the listener; 443 and a redirect from here when there is a domain. @default 80 */
  port: v.optional(port(), 80),
  /** Whom the listeners answer. @default everybody */
  allowedCidrs: v.optional(v.array(cidr()), ["0.0.0.0/0"]),
  /** Seconds without data after which a connection is closed, 1 to 4000. @default 60 (Elastic Load Balancing's own) */
  idleTimeoutSeconds: v.optional(whole(1, 4000, "seconds"), 60),
  /** Whether deleting it needs a change of this setting first. @default false */
  deletionProtection: v.optional(v.boolean(), false),
  /** With a domain it speaks HTTPS. @default plain HTTP at the balancer's own name */
  domain: v.optional(domain),
});

/** The cluster on EC2 instances. */
export const ec2Cluster = v.strictObject({
  /** Instance type; its architecture is that of `architecture`. @default "t3.small" */
  instanceType: v.optional(
    text(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "is not an instance type: write it as EC2 does, such as t3.small"),
    "t3.small",
  ),
  /** @default "x86_64" */
  architecture: v.optional(choice("x86_64", "arm64"), "x86_64"),
  /** ECS-optimised image; Amazon Linux 2 has had no support since June 2026. @default "amazon-linux-2023" */
  image: v.optional(choice("amazon-linux-2023", "amazon-linux-2"), "amazon-linux-2023"),
  /** Number of instances; ECS scales between the limits. */
  instances: v.optional(
    v.strictObject({
      /** @default 1 */
      min: v.optional(whole(0, 5000, "instances"), 1),
      /** Number to start with. @default 1 */
      desired: v.optional(whole(0, 5000, "instances"), 1),
      /** @default 3 */
      max: v.optional(whole(1, 5000, "instances"), 3),
    }),
    {},
  ),
  /** Size of the root volume, 30 to 16384 GiB: the image takes 30. @default 30 */
  rootVolumeGiB: v.optional(whole(30, 16384, "GiB"), 30),
  /** Key pair for SSH that exists already. @default none: Session Manager opens a shell without one */
  keyPairName: v.optional(text(/./, "is empty: leave it out for no key pair")),
  /** Where the instances are. @default "private" */
  subnets: v.optional(choice("public", "private"), "private"),
  /** How full ECS keeps the instances: below 100 leaves room for new tasks. @default 100 */
  targetCapacityPercent: v.optional(whole(1, 100, "percent"), 100),
  loadBalancer: v.optional(loadBalancer, {}),
});

/** The cluster on Fargate. */
export const fargateCluster = v.strictObject({
  loadBalancer: v.optional(loadBalancer, {}),
});

export type LoadBalancerConfig = v.InferOutput<typeof loadBalancer>;
export type Ec2ClusterConfig = v.InferOutput<typeof ec2Cluster>;
export type FargateClusterConfig = v.InferOutput<typeof fargateCluster>;
