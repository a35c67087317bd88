import { newFolder } from "../../support/folder.ts";
import { ProviderClient } from "../../support/provider.ts";

/** An offline AWS with a network of two subnets. */
function network() {
  const aws = ProviderClient.in(newFolder(), { region: "us-east-1" });
  const { id: vpc_id = null } = aws.create("aws_vpc", { cidr_block: "10.0.0.0/16" });
  aws.create("aws_internet_gateway", { vpc_id });
  const subnets = [0, 1].map(
    (index) => aws.create("aws_subnet", { vpc_id, cidr_block: `10.0.${index}.0/24` }).id as string,
  );
  const { id: group = null } = aws.create("aws_security_group", { name: "lb", vpc_id });
  const balancer = (more: object = {}) => ({
    name: "shop",
    load_balancer_type: "network",
    security_groups: [group],
    subnets,
    ...more,
  });
  const targets = (protocol: string, more: object = {}) => ({
    name: protocol.toLowerCase().replace("_", "-"),
    port: 80,
    protocol,
    target_type: "ip",
    vpc_id,
    health_check: [{ protocol: "TCP" }],
    ...more,
  });
  return { aws, vpc_id, subnets, balancer, targets };
}

test("a network load balancer has the ARN, name and group of its kind", () => {
  const { aws, balancer, vpc_id } = network();
  const made = aws.create("aws_lb", balancer());
  expect(made.arn).toMatch(
    /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/net\/shop\/[0-9a-f]{16}$/,
  );
  expect(made.arn_suffix).toMatch(/^net\/shop\//);
  expect(made.dns_name).toMatch(/^shop-[0-9a-f]{16}\.elb\.us-east-1\.amazonaws\.com$/);
  expect(made).toMatchObject({ vpc_id, enforce_security_group_inbound_rules_on_private_link_traffic: "on" });
});

test("subnets with addresses are its subnets, and the addresses are held", () => {
  const { aws, balancer, subnets, vpc_id } = network();
  const { id: allocation_id = null } = aws.create("aws_eip", { domain: "vpc" });
  const [subnet_id = null] = subnets;
  const made = aws.create("aws_lb", balancer({ subnets: undefined, subnet_mapping: [{ subnet_id, allocation_id }] }));
  expect(made).toMatchObject({ subnets: [subnet_id], vpc_id });
});

test.each([
  ["TCP", "TCP", ""],
  ["TLS", "TCP", ""],
  ["TLS", "TLS", ""],
  ["UDP", "UDP", ""],
  ["UDP", "TCP", "Listener protocol 'UDP' is not supported with a target group with the protocol 'TCP'"],
  ["TCP_UDP", "TCP", "Listener protocol 'TCP_UDP' is not supported with a target group with the protocol 'TCP'"],
  ["HTTP", "TCP", "Listener protocol 'HTTP' must be one of"],
])("a listener of %s for targets of %s", (protocol, ofTargets, error) => {
  const { aws, balancer, targets } = network();
  const { arn: load_balancer_arn = null } = aws.create("aws_lb", balancer());
  const { arn: target_group_arn = null } = aws.create("aws_lb_target_group", targets(ofTargets));
  const default_action = [{ type: "forward", target_group_arn }];
  const { arn: certificate_arn = null } = aws.create("aws_acm_certificate", { domain_name: "shop.example.com" });
  const { errors } = aws.apply("aws_lb_listener", {
    load_balancer_arn,
    port: 7000,
    protocol,
    default_action,
    ...(protocol === "TLS" && { certificate_arn }),
  });
  expect(errors.join()).toContain(error);
  expect(errors.length).toBe(error === "" ? 0 : 1);
});

test("the ARN of its listener is of its kind", () => {
  const { aws, balancer, targets } = network();
  const { arn: load_balancer_arn = null } = aws.create("aws_lb", balancer());
  const { arn: target_group_arn = null } = aws.create("aws_lb_target_group", targets("UDP"));
  const default_action = [{ type: "forward", target_group_arn }];
  const made = aws.create("aws_lb_listener", { load_balancer_arn, port: 53, protocol: "UDP", default_action });
  expect(made.arn).toMatch(/:listener\/net\/shop\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
});

test.each([
  ["UDP", "ip", { preserve_client_ip: "true", connection_termination: true }],
  ["TCP", "ip", { preserve_client_ip: "false", connection_termination: false }],
  ["TCP", "instance", { preserve_client_ip: "true", connection_termination: false }],
])("a target group of %s with targets by %s", (protocol, target_type, expected) => {
  const { aws, targets } = network();
  const made = aws.create("aws_lb_target_group", targets(protocol, { target_type }));
  expect(made).toMatchObject(expected);
  expect(made.health_check).toMatchObject([{ matcher: "", path: "" }]);
  expect(made.stickiness).toMatchObject([{ enabled: false, type: "source_ip" }]);
});

test("health checks are not of UDP, and clients of UDP are not hidden", () => {
  const { aws, targets } = network();
  const errorOf = (more: object) => aws.apply("aws_lb_target_group", targets("UDP", more)).errors.join();
  expect(errorOf({ health_check: [{ protocol: "UDP" }] })).toContain("Health check protocol 'UDP'");
  expect(errorOf({ preserve_client_ip: "false" })).toContain("Client IP preservation cannot be disabled");
});
