import type { Environment } from "../config/config.ts";

/** gRPC between machines that show certificates, a job on instances with GPUs, and an agent that hears UDP on each of them. */
export const protocols = {
  name: "signals",
  account: "123456789012",
  region: "us-east-1",
  state: { type: "local" },
  network: { cidr: "10.50.0.0/16", zones: ["us-east-1a", "us-east-1b"] },
  ec2Cluster: { instanceTypes: ["g5.xlarge"], instances: { min: 0, desired: 1, max: 4 } },
  fargateCluster: {
    loadBalancer: {
      domain: { name: "signals.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
      mutualTls: {
        mode: "verify",
        trustStoreArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/devices/0123456789abcdef",
      },
    },
  },
  services: [
    {
      name: "ingest",
      cluster: "fargate",
      container: { image: "ghcr.io/example/ingest:3.1.0", port: 50051 },
      route: { priority: 1, paths: ["/signals.Ingest/*"], protocol: "gRPC", healthCheck: { codes: "0" } },
    },
    {
      name: "train",
      cluster: "ec2",
      container: { image: "ghcr.io/example/train:3.1.0", memoryMiB: 8192, gpus: 1 },
      desiredCount: 1,
    },
    {
      name: "statsd",
      cluster: "ec2",
      scheduling: "daemon",
      networkMode: "host",
      container: {
        image: "ghcr.io/example/statsd:3.1.0",
        memoryMiB: 128,
        port: 8126,
        ports: [{ name: "metrics", port: 8125, protocol: "udp" }],
      },
    },
  ],
} satisfies Environment;
