import type { Environment } from "../config/config.ts";
import { smallest } from "./smallest.ts";

/** The smallest environment on EC2 instances. Their containers need a memory limit. */
export const onInstances = {
  ...smallest,
  services: [
    {
      name: "web",
      cluster: "ec2",
      container: { image: "public.ecr.aws/nginx/nginx:1.29", memoryReservationMiB: 128 },
      route: { priority: 1 },
    },
  ],
} satisfies Environment;
