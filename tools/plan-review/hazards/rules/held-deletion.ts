import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule, Landscape } from "../hazard.ts";
import { type Holder, Holders } from "../holders.ts";
import { counted, distinct, isDeleted, listed, managed } from "../values.ts";

interface Held {
  readonly resource: ResourceChange;
  readonly holders: readonly Holder[];
}

/**
 * A stack deletes what the stacks after it still use. AWS refuses that for what is in use (DependencyViolation of a subnet
 * or security group, ResourceInUse of a target group), or does it and breaks what runs with it (DeleteRole: "will break any
 * applications running on the instance", IAM API reference). Each stack has its own state, so that Terraform does not
 * know the order.
 */
export const heldDeletion: HazardRule = (landscape) => {
  const holders = new Holders(landscape);
  return landscape.stacks.flatMap(({ name, plan }): Hazard[] => {
    const held = managed(plan)
      .filter(isDeleted)
      .map((resource): Held => ({ resource, holders: holders.of(name, resource) }));
    const having = (use: Holder["use"]) =>
      held
        .map(({ resource, holders }) => ({ resource, holders: holders.filter((each) => each.use === use) }))
        .filter((each) => each.holders.length > 0);
    const [released, kept, left] = [having("ends"), having("stays"), having("left")];
    const beside = managed(plan)
      .filter(isDeleted)
      .map((resource): Held => ({ resource, holders: holders.updatedBeside(name, resource) }))
      .filter((each) => each.holders.length > 0);
    return [
      ...(beside.length > 0 ? [deletedBeforeUpdates(name, beside)] : []),
      ...(left.length > 0 ? [heldByLeftover(name, left, landscape)] : []),
      ...(kept.length > 0 ? [heldForGood(name, kept)] : []),
      ...(released.length > 0 ? [releasedLater(name, released)] : []),
    ];
  });
};

const stacksOf = (held: readonly Held[]) => distinct(held.flatMap(({ holders }) => holders.map(({ stack }) => stack)));

const common = (rule: string, stack: string, held: readonly Held[]) => ({
  rule,
  stack,
  address: (held[0] as Held).resource.address,
  details: held.map(({ resource, holders: [first, ...others] }) => {
    const more = others.length > 0 ? ` and ${counted(others.length, "other")}` : "";
    return `${resource.address} is used by ${first?.stack} ${first?.address}${more}`;
  }),
});

/** `network deletes 3 resources that ec2-cluster uses` */
const summaryOf = (stack: string, held: readonly Held[]) => {
  const users = stacksOf(held);
  return `${stack} deletes ${counted(held.length, "resource")} that ${listed(users)} still ${users.length === 1 ? "uses" : "use"}`;
};

function releasedLater(stack: string, held: readonly Held[]): Hazard {
  return {
    ...common("held-deletion", stack, held),
    kind: "phases",
    summary: summaryOf(stack, held),
    because:
      "AWS refuses to delete what is in use, or breaks what runs with it, and each stack is deployed before those that stop using its resources.",
    steps: [],
    order: { withhold: [stack] },
  };
}

/**
 * Within a stack Terraform deletes what is gone before it updates what used it (terraform 1.11: the update of a resource
 * comes after the deletion of what it depended on).
 */
function deletedBeforeUpdates(stack: string, held: readonly Held[]): Hazard {
  return {
    ...common("held-deletion", stack, held),
    kind: "phases",
    summary: `${stack} deletes ${counted(held.length, "resource")} that others in it use until they are updated`,
    because:
      "Terraform deletes what is no longer configured before it updates what used it, and AWS refuses that, or what used it fails meanwhile.",
    steps: [],
    order: { withhold: [stack] },
  };
}

/** Only another deployment releases the services. */
function heldForGood(stack: string, held: readonly Held[]): Hazard {
  const holders = held.flatMap((each) => each.holders);
  const services = holders.filter(
    ({ type, keys }) => type === "aws_ecs_service" && keys.includes("network_configuration"),
  );
  const isReleased = holders.length === services.length;
  return {
    ...common("held-deletion", stack, held),
    kind: isReleased ? "phases" : "refused",
    summary: `${summaryOf(stack, held)}, and this change does not alter that`,
    because: isReleased
      ? "Only CodeDeploy moves the tasks of its services to other subnets and security groups (ECS API reference, UpdateService), with the next release."
      : "AWS refuses to delete what is in use, or breaks what runs with it.",
    steps: isReleased
      ? [
          `Release ${listed(distinct(services.map(({ name }) => name)))} once through its pipeline`,
          "npm run deploy again: it then deletes what nothing uses any more",
        ]
      : [
          `Keep the resources in ${stack}, or change ${listed(stacksOf(held))} so that they are no longer used. npm run deploy`,
        ],
    ...(isReleased && { order: { withhold: [stack], waits: true } }),
  };
}

function heldByLeftover(stack: string, held: readonly Held[], { destroyCommand }: Landscape): Hazard {
  const names = stacksOf(held);
  return {
    ...common("held-deletion", stack, held),
    kind: "refused",
    summary: `${stack} deletes ${counted(held.length, "resource")} that ${listed(names)}, which the environment no longer has, still ${names.length === 1 ? "uses" : "use"}`,
    because:
      "Nothing deploys a stack that the environment no longer has, so its resources stay in use until it is destroyed.",
    steps: [...names.map((name) => `Destroy what is left over: ${destroyCommand(name)}`), "npm run deploy again"],
  };
}
