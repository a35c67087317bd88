import { strategyOf } from "../../../packages/deployments/strategy.ts";
import { isSecure } from "../../clusters/domain.ts";
import { loadBalancerOf } from "../../clusters/load-balancer.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { checkParameters } from "../authentication.ts";
import { rolloutOf } from "../rollout.ts";
import { applicationRouteOf } from "../route.ts";
import type { Service } from "../service.ts";

const PATH = ["route", "authentication"];

/** Finds what makes a rule that first authenticates fail. */
export function checkAuthentication(service: Service): Finding[] {
  const { deployment } = service;
  const route = applicationRouteOf(service);
  if (route?.authentication === undefined) return [];
  const found: Finding[] = checkParameters(route.authentication).map(({ path, message }) => ({
    path: [...PATH, ...path],
    message,
  }));
  // A deployment with two target groups rewrites a rule that forwards and does nothing else (ECS developer guide,
  // Application Load Balancer resources for blue/green deployments).
  if (strategyOf(rolloutOf(service)).taskSets > 1)
    found.push({
      path: PATH,
      message: `can't be used with deployment ${deployment.type}, whose rules only forward: use rolling, or authenticate in the service`,
    });
  // Elastic Load Balancing user guide, target groups, protocol version: the only supported action is forward.
  if (route.protocol !== "HTTP1")
    found.push({
      path: PATH,
      message: `can't be used with protocol ${route.protocol}, whose rules only forward: use HTTP1, or authenticate in the service`,
    });
  return found;
}

/** Only HTTPS listeners authenticate (API reference, ActionTypeEnum), and a pipeline of the environment has no variables. */
export function checkAuthenticationPlace(service: Service, environment: Parsed): Finding[] {
  const { cluster } = service;
  const authentication = applicationRouteOf(service)?.authentication;
  if (authentication === undefined) return [];
  const found: Finding[] = [];
  if (!isSecure(loadBalancerOf(clusterOf(cluster, environment))))
    found.push({
      path: PATH,
      message: `needs HTTPS: add a domain or certificateArns to ${cluster}Cluster.loadBalancer`,
    });
  if (authentication.type === "oidc" && environment.delivery?.infrastructure !== undefined)
    found.push({
      path: [...PATH, "type"],
      message:
        "needs a Terraform variable, which delivery.infrastructure does not have: use cognito, or plan and apply the stacks elsewhere",
    });
  return found;
}
