import { instancesStay } from "../../../../../tools/plan-review/hazards/rules/instances-stay.ts";
import { found, KEPT, only, REPLACED_CREATED_FIRST, type Stacks } from "../../../../support/landscape.ts";

const GROUP = "aws_autoscaling_group.g";
const network: Stacks = { network: { "aws_subnet.c": { before: { id: "subnet-c" } } } };
const group = (...subnets: string[]) => ({ name: "shop", vpc_zone_identifier: subnets });

test.each<[string, Stacks[string], string[]]>([
  [
    "leaves a subnet",
    { [GROUP]: { before: group("subnet-a", "subnet-c"), after: group("subnet-a") } },
    ["phases network aws_subnet.c"],
  ],
  ["stays in other subnets", { [GROUP]: { before: group("subnet-a"), after: group("subnet-a"), actions: KEPT } }, []],
  ["goes", { [GROUP]: { before: group("subnet-c") } }, []],
  [
    "is replaced",
    {
      [GROUP]: { before: group("subnet-c"), after: group("subnet-a"), actions: REPLACED_CREATED_FIRST },
    },
    [],
  ],
])("a group that %s", (_, cluster, hazards) => {
  expect(found(instancesStay, { ...network, cluster })).toEqual(hazards);
});

test("the deletions wait until the instances are gone", () => {
  const cluster = { [GROUP]: { before: group("subnet-c"), after: group("subnet-a") } };
  expect(only(instancesStay, { ...network, cluster }).order).toEqual({ withhold: ["network"], waits: true });
});
