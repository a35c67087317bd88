import * as v from "valibot";

const text = v.string();
const number = v.number();

export const vpcJson = v.object({ cidr_block: text });
export const subnetJson = v.object({ availability_zone: text });
export const repositoryJson = v.object({ name: text });
export const clusterJson = v.object({ name: text });
export const balancerJson = v.object({ name: text, internal: v.boolean() });
export const listenerJson = v.object({ port: number, protocol: text });
export const instancesJson = v.object({ min_size: number, max_size: number, vpc_zone_identifier: text });
export const templateJson = v.object({ instance_type: text });

export const serviceJson = v.object({
  name: text,
  desired_count: v.number("is missing: choose an environment without daemons"),
  deployment_controller: v.object({ type: text }),
  load_balancer: v.optional(v.array(v.object({ target_group_arn: text })), []),
  network_configuration: v.optional(v.object({ subnets: text })),
});

export const listenerRuleJson = v.object({
  listener_arn: text,
  action: v.array(v.object({ target_group_arn: v.optional(text) })),
});

export const scalableTargetJson = v.object({ resource_id: text, min_capacity: number, max_capacity: number });

export const testRouteJson = v.object({
  load_balancer_info: v.object({
    target_group_pair_info: v.object({
      test_traffic_route: v.optional(v.object({ listener_arns: v.array(text) })),
    }),
  }),
});
