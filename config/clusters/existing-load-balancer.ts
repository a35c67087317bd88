import * as v from "valibot";
import { choice, port, securityGroupId, text } from "../fields.ts";
import type { Finding } from "../finding.ts";

const listenerArn = () =>
  text(
    /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/[A-Za-z0-9-]+\/[0-9a-f]+\/[0-9a-f]+$/,
    "is not the ARN of a listener of an Application Load Balancer: write it as AWS shows it, arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/…",
  );

/** Host name of a load balancer that exists. */
export const hostName = () =>
  text(
    /^(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/,
    "is not a host name: write it as clients do, such as shop.example.com",
  );

/** An existing Application Load Balancer in the VPC of the environment: services get rules on its listeners. */
export const existingLoadBalancer = v.strictObject({
  /** Listener that services share. Priorities of their rules must be free on it. */
  listenerArn: listenerArn(),
  /** Security group of the load balancer. Tasks allow traffic from it; it has to allow outbound traffic to them. */
  securityGroupId: securityGroupId(),
  /** Host name at which clients reach it. */
  dnsName: hostName(),
  /** Protocol of its listeners. @default "HTTPS" */
  protocol: v.optional(choice("HTTP", "HTTPS"), "HTTPS"),
  /** Port of the listener that services share. @default 443; 80 with `"HTTP"` */
  port: v.optional(port()),
  /** Further listeners by their port, for services with `route.port` and for `deployment.test.port`: `{ "9000": "arn:…" }`. @default none */
  furtherListenerArns: v.optional(
    v.record(
      v.pipe(
        v.string(),
        v.check(
          (port) => /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535,
          "is not a port: write a number from 1 to 65535",
        ),
      ),
      listenerArn(),
    ),
    {},
  ),
});

export type ExistingLoadBalancerConfig = v.InferOutput<typeof existingLoadBalancer>;

/** Its shared listener and the further ones, with the path of each. */
export const existingListeners = ({ listenerArn, furtherListenerArns }: ExistingLoadBalancerConfig) => [
  { path: ["existing", "listenerArn"], arn: listenerArn },
  ...Object.entries(furtherListenerArns).map(([port, arn]) => ({
    path: ["existing", "furtherListenerArns", port],
    arn,
  })),
];

/** What is of the load balancer in the ARN of a listener: `app/NAME/ID`, by which metrics know it too. */
const balancerIn = (arn: string) => arn.split("/").slice(1, 4).join("/");

/** Completes it; metrics know it by the last part of its ARN, which its listeners have too. */
export const resolveExisting = (existing: ExistingLoadBalancerConfig) => ({
  ...existing,
  port: sharedPortOf(existing),
  arnSuffix: balancerIn(existing.listenerArn),
});

export type ResolvedExistingLoadBalancer = ReturnType<typeof resolveExisting>;

/** Fields that say how a load balancer is created, which beside one that exists say nothing; `allowed` ones do. */
export function checkBesideExisting<T extends { readonly existing?: object }>(
  balancer: T,
  defaults: T,
  allowed: readonly (keyof T)[] = [],
): Finding[] {
  if (balancer.existing === undefined) return [];
  const changedFields = (Object.keys(balancer) as (keyof T & string)[]).filter(
    (field) =>
      field !== "existing" &&
      !allowed.includes(field) &&
      JSON.stringify(balancer[field]) !== JSON.stringify(defaults[field]),
  );
  return changedFields.map((field) => ({
    path: [field],
    message: "is only for a load balancer that is created: leave it out, or existing",
  }));
}

/** Port of the shared listener of a load balancer that exists. */
const sharedPortOf = ({ port, protocol }: ExistingLoadBalancerConfig) => port ?? (protocol === "HTTPS" ? 443 : 80);

/**
 * Listeners of one load balancer: each has its own port
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html, DuplicateListener).
 */
export function checkExistingListeners({ existing }: { readonly existing?: ExistingLoadBalancerConfig }): Finding[] {
  if (existing === undefined) return [];
  const [shared, ...further] = existingListeners(existing);
  return further.flatMap(({ path, arn }, index) => {
    if (balancerIn(arn) !== balancerIn(shared?.arn ?? ""))
      return [
        { path, message: "belongs to another load balancer than existing.listenerArn: use one of its listeners" },
      ];
    if (path.at(-1) === String(sharedPortOf(existing)))
      return [{ path, message: "is at the port of existing.listenerArn: leave it out, or correct existing.port" }];
    const twin = [shared, ...further.slice(0, index)].find((each) => each?.arn === arn);
    if (twin === undefined) return [];
    return [{ path, message: `is ${twin.path.join(".")} too, and a listener has one port: use another listener` }];
  });
}
