import { nonEmpty } from "../../../support/non-empty.ts";
import { planJson, rendered, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const web = { name: "web", load_balancer: [{ target_group_arn: "arn:group" }] };
const replaced = (before: object) =>
  planJson({
    changes: [resourceChange("aws_ecs_service.s", { before, after: before, actions: ["delete", "create"] })],
  });
const SUBNET = "subnet-0a1b2c3d4e";
const phased = {
  network: planJson({ changes: [resourceChange("aws_subnet.a", { before: { id: SUBNET } })] }),
  cluster: planJson({
    changes: [resourceChange("aws_sns_topic.a", { before: { subnets: [SUBNET] }, after: {} })],
    references: { "aws_sns_topic.a": { subnets: ["data.terraform_remote_state.network.outputs.subnetIds"] } },
  }),
};
const until = "2026-12-31";

test("what would take traffic away is refused, and no waiver helps", async () => {
  const review = await reviewOf({ cluster: replaced(web) });
  const [reason] = review.reasons;
  expect(review.verdict).toMatchObject({ kind: "refused", exitCode: 3 });
  const all = [{ id: reason?.id ?? "", reason: "why", until }];
  const waived = await reviewOf({ cluster: replaced(web) }, { waivers: { all, today: "2026-01-01" } });
  expect(waived.verdict.kind).toBe("refused");
});

test("an interruption needs approval until it is waived", async () => {
  const worker = { name: "mails", load_balancer: [] };
  const review = await reviewOf({ cluster: replaced(worker) });
  expect(review.verdict).toMatchObject({ kind: "approval", exitCode: 3 });
  expect(review.verdict.headline).toContain("an interruption in cluster");
  const all = review.reasons.map(({ id }) => ({ id, reason: "why", until }));
  const waived = await reviewOf({ cluster: replaced(worker) }, { waivers: { all, today: "2026-01-01" } });
  expect(waived.verdict).toMatchObject({ kind: "changes", exitCode: 2 });
});

test("phases need no separate approval, and are listed", async () => {
  const review = await reviewOf(phased);
  expect(review.reasons.filter(({ kind }) => kind === "interruption" || kind === "refused")).toEqual([]);
  expect(review.order).toEqual([
    "network: deploy all but 1 deletion",
    "cluster: deploy",
    "all stacks: deploy what remains",
  ]);
});

test("every form of a review says how to do what is refused", async () => {
  for (const text of nonEmpty(rendered(await reviewOf({ cluster: replaced(web) }))))
    expect(text).toContain("Add a second service beside web");
});

test("every form of a review lists the phases, and why there are some", async () => {
  for (const text of nonEmpty(rendered(await reviewOf(phased)))) {
    expect(text).toContain("network: deploy all but 1 deletion");
    expect(text).toContain("network deletes 1 resource that cluster still uses");
  }
});

test("a name that looks like a secret is not shown", async () => {
  const secret = `AKIA${"Q3EXAMPLE7".repeat(2).slice(0, 16)}`;
  const plan = replaced({ ...web, name: `password=${secret}` });
  for (const text of nonEmpty(rendered(await reviewOf({ cluster: plan })))) expect(text).not.toContain(secret);
});
