import type { Environment } from "../config/config.ts";

const image = "public.ecr.aws/nginx/nginx:1.29";

/** One service on Fargate behind a load balancer; everything else has a default. */
export const smallest = {
  name: "hello",
  account: "123456789012",
  region: "us-east-1",
  state: { type: "local" },
  network: { cidr: "10.0.0.0/16", zones: ["us-east-1a", "us-east-1b"] },
  services: [{ name: "web", cluster: "fargate", route: { priority: 1 }, container: { image } }],
} satisfies Environment;
