import { assess } from "../../../../tools/plan-review/hazards/assess.ts";
import { selection } from "../../../../tools/plan-review/hazards/selection.ts";
import { landscape } from "../../../support/landscape.ts";

test.each<[string[], string, boolean]>([
  [[], "network", true],
  [["*"], "network", true],
  [["network"], "network", true],
  [["network"], "iam", false],
  [["*-cluster"], "ec2-cluster", true],
  [["net.ork"], "network", false],
])("%j deploys %s: %s", (patterns, stack, is) => {
  expect(selection(patterns)(stack)).toBe(is);
});

const stacks = {
  network: { "aws_subnet.a": { before: { id: "subnet-0a1b2c3d4e" } } },
  cluster: { "aws_lb.a": { before: { subnets: ["subnet-0a1b2c3d4e"] } } },
};

test("what takes phases of other stacks is refused where these are not deployed", () => {
  const { hazards, phases } = assess(landscape(stacks), selection(["network"]));
  expect(hazards).toMatchObject([{ kind: "refused", steps: ["Deploy all stacks: npm run deploy"] }]);
  expect(phases).toEqual([]);
});

test("hazards of stacks that are not deployed don't count", () => {
  expect(assess(landscape(stacks), selection(["cluster"])).hazards).toEqual([]);
});
