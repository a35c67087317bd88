import { refusable } from "../../../support/refusable.ts";
import { paths, rule } from "./tables/elb.ts";

test("two rules can't swap their priorities in one step", () => {
  const { aws, ids } = refusable();
  const [one, other] = [30, 31].map((priority) =>
    aws.create("aws_lb_listener_rule", rule(paths(`/${priority}`), { priority })(ids)),
  );
  const swapped = aws.refusal("aws_lb_listener_rule", rule(paths("/30"), { priority: 31 })(ids), one ?? null);
  expect(swapped).toEqual({ stage: "apply", said: expect.stringMatching(/PriorityInUse: Priority '31'/) });
  expect(other?.priority).toBe(31);
});

test.each([
  ["UDP", false],
  ["TCP_UDP", false],
  ["TCP", true],
])("a dual-stack Network Load Balancer takes %s: %s", (protocol, accepted) => {
  const { aws } = refusable();
  const { id: vpc_id, ipv6_cidr_block } = aws.create("aws_vpc", {
    cidr_block: "10.9.0.0/16",
    assign_generated_ipv6_cidr_block: true,
  });
  aws.create("aws_internet_gateway", { vpc_id: vpc_id ?? null });
  const subnets = ["a", "b"].map((zone, index) => {
    const ranges = {
      cidr_block: `10.9.${index}.0/24`,
      ipv6_cidr_block: String(ipv6_cidr_block).replace(/00::\/56$/, `0${index}::/64`),
    };
    return (
      aws.create("aws_subnet", { vpc_id: vpc_id ?? null, availability_zone: `us-east-1${zone}`, ...ranges }).id ?? null
    );
  });
  const dual = { name: "dual", load_balancer_type: "network", ip_address_type: "dualstack", subnets };
  const { arn: load_balancer_arn } = aws.create("aws_lb", dual);
  const { arn: target_group_arn } = aws.create("aws_lb_target_group", {
    name: "dual",
    port: 53,
    protocol,
    target_type: "ip",
    vpc_id: vpc_id ?? null,
  });
  const refusal = aws.refusal("aws_lb_listener", {
    load_balancer_arn: load_balancer_arn ?? null,
    port: 53,
    protocol,
    default_action: [{ type: "forward", target_group_arn: target_group_arn ?? null }],
  });
  const said = expect.stringContaining(`The protocol ${protocol} can't be specified if dual-stack mode is enabled`);
  expect(refusal).toEqual(accepted ? undefined : { stage: "apply", said });
});
