import type { ObjectValue } from "../../../packages/offline-aws/protocol/values.ts";
import { toWire } from "../../../packages/offline-aws/protocol/values.ts";
import { withRetries } from "../../../packages/offline-aws/provider/retries.ts";

const IDLE =
  "InvalidParameterException: The target group with targetGroupArn x does not have an associated load balancer.";

/** Applies with a provider that refuses at first, and returns how often it was asked and what it said at last. */
async function applied(typeName: string, said: string, refusals: number, prior: ObjectValue | null = null) {
  let asked = 0;
  const { ApplyResourceChange } = withRetries(
    {
      ApplyResourceChange: () =>
        asked++ < refusals ? { diagnostics: [{ severity: 1, summary: said, detail: "" }] } : {},
    },
    200,
  );
  const request = { typeName, priorState: toWire(prior), plannedState: toWire({}) };
  const response = (await ApplyResourceChange?.(request as never)) as { diagnostics?: object[] };
  return { asked, refused: response.diagnostics !== undefined };
}

test("a service waits for the listener of its target group", async () => {
  expect(await applied("aws_ecs_service", IDLE, 2)).toEqual({ asked: 3, refused: false });
});

test("it is refused where none comes", async () => {
  const { asked, refused } = await applied("aws_ecs_service", IDLE, 1000);
  expect(refused).toBe(true);
  expect(asked).toBeGreaterThan(2);
});

test("a cluster gives up its capacity providers after the services that use them", async () => {
  const inUse = "ResourceInUseException: The specified capacity provider is in use and cannot be removed.";
  const prior = { cluster_name: "shop" };
  expect(await applied("aws_ecs_cluster_capacity_providers", inUse, 2, prior)).toEqual({ asked: 3, refused: false });
});

test.each<[string, string, ObjectValue | null]>([
  ["aws_ecs_service", "InvalidParameterException: Unable to assume role", null],
  ["aws_lb", IDLE, null],
  ["aws_ecs_service", IDLE, { name: "web" }],
])("a refusal that the provider takes as final is final: %s, %s, %j", async (type, said, prior) => {
  expect(await applied(type, said, 2, prior)).toEqual({ asked: 1, refused: true });
});
