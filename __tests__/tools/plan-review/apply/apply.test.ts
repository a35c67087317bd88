import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { applyReviewed } from "../../../../tools/plan-review/apply/apply.ts";
import { expectationOf } from "../../../../tools/plan-review/apply/expectation.ts";
import type { PlanRecord, RecordedStack } from "../../../../tools/plan-review/apply/record.ts";
import type { Review } from "../../../../tools/plan-review/model/review.ts";
import type { Stack } from "../../../../tools/plan-review/plan/stacks.ts";
import type { PlanResult, Terraform } from "../../../../tools/plan-review/plan/terraform.ts";
import { changed, planOf, planText } from "../../../support/plan-json.ts";

const SALT = "salt";
const DONE: PlanResult = { code: 0, errors: [] };
const BROKEN: PlanResult = { code: 1, errors: [{ summary: "no such bucket", detail: "", statements: [] }] };

type Parts = Parameters<typeof planText>[0];

const stack = (name: string): Stack => ({
  name,
  wave: 1,
  folder: `/stacks/${name}`,
  config: {},
  text: "{}",
  reads: [],
});
const recorded = (name: string, more: Partial<RecordedStack>): RecordedStack => ({
  name,
  status: "firm",
  config: "sha256:c",
  state: { lineage: "", serial: 0 },
  changes: true,
  ...more,
});
const firm = (name: string, more: Partial<RecordedStack> = {}) =>
  recorded(name, { plan: { file: `${name}.tfplan`, digest: "sha256:p" }, ...more });
const provisional = (name: string, reviewed: Parts) =>
  recorded(name, { status: "provisional", expected: expectationOf(planOf(reviewed), SALT) });

/** Applies stacks with a Terraform that makes the given plans, and notes what it applies. */
async function apply(
  stacks: readonly RecordedStack[],
  planned: Parts = {},
  results: { plan?: PlanResult; apply?: PlanResult } = {},
) {
  const applied: string[] = [];
  const kept: string[] = [];
  const told: string[] = [];
  const terraform = {
    dataFolder: ".terraform/shop",
    plan: async (_folder: string, _dataFolder: string, file: string) => {
      kept.push(dirname(file));
      return results.plan ?? { code: 2, errors: [] };
    },
    show: async () => planText(planned),
    apply: async (folder: string, file: string) => {
      applied.push(`${folder} ${kept.includes(dirname(file)) ? "planned again" : file}`);
      return results.apply ?? DONE;
    },
  };
  const record: PlanRecord = { version: 1, environment: "shop", salt: SALT, review: "sha256:r", stacks };
  const stopped = await applyReviewed(
    { access: [], openings: [] } as unknown as Review,
    record,
    stacks.map(({ name }) => stack(name)),
    "plans",
    terraform as unknown as Terraform,
    (name, what) => told.push(`${name}: ${what}`),
  );
  return { applied, kept, told, stopped };
}

const QUEUE = { changes: [changed("aws_sqs_queue.q", { after: { name: "q" }, after_unknown: { arn: true } })] };
const NOW = { changes: [changed("aws_sqs_queue.q", { after: { name: "q", arn: "arn:q" } })] };

describe("a firm plan", () => {
  test("is applied as it was reviewed, from its file", async () => {
    const { applied, told, stopped } = await apply([firm("web")]);
    expect(applied).toEqual([`/stacks/web ${resolve("plans/web.tfplan")}`]);
    expect([told, stopped]).toEqual([["web: applied as reviewed"], undefined]);
  });

  test("that changes nothing is not applied", async () => {
    const { applied, told } = await apply([firm("web", { changes: false })]);
    expect([applied, told]).toEqual([[], ["web: nothing to do"]]);
  });

  test("that fails ends it, and names the stack and the reason", async () => {
    await expect(apply([firm("web"), firm("late")], {}, { apply: BROKEN })).rejects.toThrow(
      "web could not be applied: no such bucket",
    );
  });
});

describe("a provisional plan", () => {
  test("is created again, and applied where it does what was reviewed", async () => {
    const { applied, told, stopped } = await apply([provisional("web", QUEUE)], NOW);
    expect(applied).toEqual(["/stacks/web planned again"]);
    expect([told, stopped]).toEqual([["web: planned again and applied, as reviewed"], undefined]);
  });

  test("leaves no new plan behind", async () => {
    const { kept } = await apply([provisional("web", QUEUE)], NOW);
    expect(kept.map((folder) => existsSync(folder))).toEqual([false]);
  });

  test("that has become another one is not applied, and no stack after it", async () => {
    const other = { changes: [changed("aws_sqs_queue.q", { after: { name: "other", arn: "arn:q" } })] };
    const { applied, stopped } = await apply([firm("network"), provisional("web", QUEUE), firm("late")], other);
    expect(applied).toEqual([`/stacks/network ${resolve("plans/network.tfplan")}`]);
    expect(stopped).toEqual({ stack: "web", because: ['aws_sqs_queue.q: "name" differs from what was reviewed'] });
  });

  test("that lets more through than was shown is not applied", async () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] });
    const address = "aws_iam_role_policy.p";
    const unknown = { changes: [changed(address, { after: { role: "web" }, after_unknown: { policy: true } })] };
    const known = { changes: [changed(address, { after: { role: "web", policy } })] };
    const { applied, stopped } = await apply([provisional("web", unknown)], known);
    expect(applied).toEqual([]);
    expect(stopped?.because).toEqual([`${address} allows s3:* on *, which was not reviewed`]);
  });

  test("that can't be made again ends it, and names the stack and the reason", async () => {
    await expect(apply([provisional("web", QUEUE)], NOW, { plan: BROKEN })).rejects.toThrow(
      "web can't be planned: no such bucket",
    );
  });
});

test.each(["deferred", "blocked"] as const)(
  "a stack that was %s when it was reviewed is not applied",
  async (status) => {
    const { applied, stopped } = await apply([recorded("web", { status })], NOW);
    expect(applied).toEqual([]);
    expect(stopped).toEqual({ stack: "web", because: [`its plan was ${status} when it was reviewed`] });
  },
);
