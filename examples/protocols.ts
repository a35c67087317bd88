import type { Environment } from "../config/config.ts";

/**
 * gRPC between machines that show certificates, names and readings over UDP and TCP at addresses that stay, a job on
 * instances with GPUs, and an agent that hears UDP on each of them.
 */
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
    networkLoadBalancer: {
      // Devices know addresses, not names.
      staticAddresses: true,
      allowedCidrs: ["198.51.100.0/24", "203.0.113.0/24"],
      domain: { name: "devices.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
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
      // Readings in single packets; that a task is well is asked at a port of HTTP.
      name: "readings",
      cluster: "fargate",
      container: { image: "ghcr.io/example/readings:3.1.0", port: 5684 },
      route: {
        type: "network",
        port: 5684,
        protocol: "UDP",
        healthCheck: { protocol: "HTTP", port: 8080, path: "/healthz" },
      },
      alarms: [{ metric: "unhealthy-tasks", threshold: 1 }],
    },
    {
      name: "names",
      cluster: "fargate",
      container: { image: "ghcr.io/example/names:3.1.0", port: 53 },
      route: { type: "network", port: 53, protocol: "TCP_UDP", deregistrationDelaySeconds: 10 },
    },
    {
      // MQTT: the load balancer decrypts, and long connections stay open.
      name: "broker",
      cluster: "fargate",
      container: { image: "ghcr.io/example/broker:3.1.0", port: 1883 },
      route: { type: "network", port: 8883, protocol: "TLS", preserveClientIp: true },
      deployment: { type: "ecs-canary" },
    },
    {
      name: "commands",
      cluster: "ec2",
      container: { image: "ghcr.io/example/commands:3.1.0", port: 7000, memoryMiB: 512 },
      route: { type: "network", port: 7000, protocol: "TCP", idleTimeoutSeconds: 3600, sticky: true },
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
