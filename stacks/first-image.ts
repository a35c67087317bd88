import { DataAwsEcrAuthorizationToken } from "@cdktf/provider-aws/lib/data-aws-ecr-authorization-token";
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import type { Construct } from "constructs";
import type { FirstImageConfig } from "../config/registry.ts";
import { FirstImage } from "../constructs/registry/first-image.ts";
import { allowMinorUpdates } from "./provider-version.ts";

/** Builds and pushes the first image of a repository with a Docker engine, and returns its URI. */
export function createFirstImage(scope: Construct, firstImage: FirstImageConfig, repositoryUrl: string): string {
  // The only question to AWS that a plan of this project asks: a push takes a password, and ECR's is good for 12 hours.
  const login = new DataAwsEcrAuthorizationToken(scope, "login");
  const provider = new DockerProvider(scope, "docker", {
    registryAuth: [{ address: login.proxyEndpoint, username: login.userName, password: login.password }],
  });
  allowMinorUpdates(provider);
  return new FirstImage(scope, "first-image", { repositoryUrl, firstImage }).uri;
}
