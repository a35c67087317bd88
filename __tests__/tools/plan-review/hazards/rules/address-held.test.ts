import { addressHeld } from "../../../../../tools/plan-review/hazards/rules/address-held.ts";
import { found, only, REPLACED, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const address = { id: "eipalloc-1", public_ip: "192.0.2.1" };
const released: Sides = { before: address };
const balancerWith = (...ids: string[]) => ({
  name: "shop",
  subnet_mapping: ids.map((allocation_id) => ({ allocation_id, subnet_id: "subnet-1" })),
});

test.each<[string, Record<string, Sides>, string[]]>([
  [
    "a load balancer keeps it",
    { "aws_eip.a": released, "aws_lb.l": { before: balancerWith("eipalloc-1"), after: balancerWith("eipalloc-1") } },
    ["refused s aws_eip.a"],
  ],
  [
    "a load balancer keeps one that is replaced",
    {
      "aws_eip.a": { before: address, after: {}, actions: REPLACED },
      "aws_lb.l": { before: balancerWith("eipalloc-1"), after: balancerWith("eipalloc-1") },
    },
    ["refused s aws_eip.a"],
  ],
  [
    "its successor is created first",
    {
      "aws_eip.a": { before: address, after: {}, actions: REPLACED_CREATED_FIRST },
      "aws_nat_gateway.n": { before: { allocation_id: "eipalloc-1" }, after: { allocation_id: "eipalloc-1" } },
    },
    [],
  ],
  ["the load balancer goes too", { "aws_eip.a": released, "aws_lb.l": { before: balancerWith("eipalloc-1") } }, []],
  [
    "the load balancer has others afterwards",
    { "aws_eip.a": released, "aws_lb.l": { before: balancerWith("eipalloc-1"), after: balancerWith("eipalloc-2") } },
    [],
  ],
  ["nothing has it", { "aws_eip.a": released }, []],
])("an address is released: %s", (_, resources, hazards) => {
  expect(found(addressHeld, { s: resources })).toEqual(hazards);
});

test("several are counted", () => {
  const both = balancerWith("eipalloc-1", "eipalloc-2");
  const { summary } = only(addressHeld, {
    s: {
      "aws_eip.a": released,
      "aws_eip.b": { before: { id: "eipalloc-2" } },
      "aws_lb.l": { before: both, after: both },
    },
  });
  expect(summary).toContain("2 Elastic IP addresses");
});

test("it names the load balancer, the address and the way out", () => {
  const held = { before: balancerWith("eipalloc-1"), after: balancerWith("eipalloc-1") };
  const { summary, details, steps } = only(addressHeld, { s: { "aws_eip.a": released, "aws_lb.l": held } });
  expect(summary).toBe("s releases 1 Elastic IP address that shop keeps");
  expect(details).toEqual(["aws_eip.a is 192.0.2.1"]);
  expect(steps.join()).toContain("staticAddresses");
});
