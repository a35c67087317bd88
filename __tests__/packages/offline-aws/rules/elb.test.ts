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
