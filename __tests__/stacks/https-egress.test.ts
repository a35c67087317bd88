import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { NetworkStack } from "../../stacks/network-stack.ts";
import { app, clusterStack, iam, network } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1";
const WEB = { name: "web", cluster: "fargate", container: { image } };
const ON_HOST = {
  name: "api",
  cluster: "ec2",
  networkMode: "host",
  container: { image, memoryMiB: 64 },
};

/** One service on each cluster, in a network of a kind. */
const config = (ways: object, subnets = "private"): Config =>
  parseConfig(
    { ...smallest, ec2Cluster: { subnets }, network: { ...smallest.network, ...ways }, services: [WEB, ON_HOST] },
    "test",
  );

const CLOSED = { nat: "none", endpoints: "all", publicIpOnLaunch: true };
const { cidr } = smallest.network;
const S3 = "pl-63a5400a";
const roles = Object.fromEntries(["web", "api"].map((name) => [name, `arn:aws:iam::123456789012:role/${name}`]));
const upstream = {
  network: { ...network, storagePrefixListId: S3 },
  iam: { ...iam, executionRoleArns: roles, taskRoleArns: roles },
};

/** Destinations of HTTPS from a cluster. */
const destinations = (kind: "ec2" | "fargate", from: Config) =>
  Template.ofStack(clusterStack(kind, from, upstream))
    .all(VpcSecurityGroupEgressRule)
    .map(({ cidr_ipv4, prefix_list_id }) => cidr_ipv4 ?? prefix_list_id)
    .sort();

test.each<[string, "ec2" | "fargate", Config, string[]]>([
  ["tasks with a way to the internet call anything", "fargate", config({}), ["0.0.0.0/0"]],
  ["instances do so too", "ec2", config({}), ["0.0.0.0/0"]],
  ["tasks without one call the VPC and S3", "fargate", config(CLOSED), [cidr, S3]],
  ["instances without one do so too", "ec2", config(CLOSED), [cidr, S3]],
  ["instances in public subnets have one", "ec2", config(CLOSED, "public"), ["0.0.0.0/0"]],
  [
    "instances call what the environment names",
    "ec2",
    config({ ...CLOSED, httpsEgress: { cidrs: ["192.0.2.0/24"] } }, "public"),
    [cidr, "192.0.2.0/24", S3],
  ],
])("%s", (_, kind, from, expected) => {
  expect(destinations(kind, from)).toEqual(expected);
});

test("the prefix list of S3 is published where a security group names it", () => {
  const published = (ways: object) =>
    Template.ofStack(new NetworkStack(app(), "network", config(ways))).outputs().storagePrefixListId;
  expect(published(CLOSED)).toMatch(/^\$\{aws_vpc_endpoint\..*\.prefix_list_id\}$/);
  expect(published({})).toBeUndefined();
});
