import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { applyPhased } from "../../../../tools/plan-review/apply/apply-phased.ts";
import type { PlanRecord } from "../../../../tools/plan-review/apply/record.ts";
import type { Review } from "../../../../tools/plan-review/model/review.ts";
import type { Stack } from "../../../../tools/plan-review/plan/stacks.ts";
import type { Terraform } from "../../../../tools/plan-review/plan/terraform.ts";
import { newFolder } from "../../../support/folder.ts";
import { changed, planText } from "../../../support/plan-json.ts";

const kept = changed("aws_subnet.a", { before: { id: "a" }, after: { id: "a" }, actions: ["no-op"] });
const gone = changed("aws_subnet.b", { before: { id: "b" } });
const moved = changed("aws_lb.l", { before: { subnets: 2 }, after: { subnets: 1 } });
const other = changed("aws_sns_topic.new", { after: { name: "new" } });

/** What Terraform plans of each stack: as it was reviewed, and in each phase. */
type Plans = Readonly<Record<string, { reviewed: object[]; phases: object[][] }>>;

async function apply(plans: Plans, review: Partial<Review>) {
  const root = newFolder();
  const applied: string[] = [];
  const stacks = Object.keys(plans).map((name): Stack => {
    mkdirSync(join(root, "stacks", name), { recursive: true });
    return { name, wave: 1, folder: join(root, "stacks", name), config: {}, text: "{}", reads: [] };
  });
  const next = new Map(Object.entries(plans).map(([name, { phases }]) => [name, [...phases]]));
  const made = new Map<string, object[]>();
  const terraform = {
    dataFolder: ".terraform/shop",
    plan: async (folder: string, _: string, file: string) => {
      made.set(file, next.get(basename(folder))?.shift() ?? []);
      return { code: 2, errors: [] };
    },
    show: async (folder: string, _: string, file: string) =>
      planText({ changes: made.get(file) ?? plans[basename(folder)]?.reviewed ?? [] }),
    apply: async (folder: string, file: string) => {
      const changes = (made.get(file) ?? []) as { address: string; change: { actions: string[] } }[];
      const done = changes.filter(({ change }) => change.actions[0] !== "no-op");
      applied.push(`${basename(folder)}: ${done.map(({ address }) => address).join(", ") || "as reviewed"}`);
      return { code: 0, errors: [] };
    },
  };
  const record: PlanRecord = {
    ...{ version: 1, environment: "shop", salt: "salt", review: "sha256:r" },
    stacks: stacks.map(({ name }) => ({
      ...{ name, status: "firm", config: "sha256:c", state: { lineage: "", serial: 0 }, changes: true },
      plan: { file: `${name}.tfplan`, digest: "sha256:p" },
    })),
  };
  const full = { access: [], openings: [], hazards: [], order: ["", "", ""], ...review } as unknown as Review;
  const stopped = await applyPhased(full, record, stacks, root, terraform as unknown as Terraform, () => {});
  return { applied, stopped };
}

const phases: Review["phases"] = [
  { kind: "withhold", stack: "network" },
  { kind: "apply", stack: "cluster" },
];
const plans: Plans = {
  network: { reviewed: [kept, gone], phases: [[kept, gone], [kept], [kept, gone]] },
  cluster: { reviewed: [moved], phases: [[moved], []] },
  other: { reviewed: [], phases: [] },
};

test("deletions come after what stops using them, and other plans are applied as they are", async () => {
  const { applied, stopped } = await apply(plans, { phases });
  expect(applied).toEqual([
    "network: as reviewed",
    "cluster: aws_lb.l",
    "network: aws_subnet.b",
    "cluster: as reviewed",
    "other: as reviewed",
  ]);
  expect(stopped).toBeUndefined();
});

test("a phase that would do what was not reviewed is not applied", async () => {
  const surprising = { ...plans, cluster: { reviewed: [moved], phases: [[moved, other]] } };
  const { applied, stopped } = await apply(surprising, { phases });
  expect(applied).toEqual(["network: as reviewed"]);
  expect(stopped).toEqual({ stack: "cluster", because: ["aws_sns_topic.new: create was not reviewed"] });
});

test("deletions that wait for something else stay, with what a person has to do", async () => {
  const hazard = { kind: "phases", stack: "network", summary: "a subnet is used", steps: ["Release web"] };
  const { applied, stopped } = await apply(plans, {
    phases,
    order: ["", ""],
    hazards: [hazard] as unknown as Review["hazards"],
  });
  expect(applied).toHaveLength(2);
  expect(stopped).toEqual({ stack: "network", because: ["a subnet is used", "Release web"] });
});
