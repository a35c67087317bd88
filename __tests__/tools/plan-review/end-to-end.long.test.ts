import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Review } from "../../../tools/plan-review/model/review.ts";
import { Deployment, STACKS } from "../../support/deployment.ts";
import { nonEmpty } from "../../support/non-empty.ts";
import { applyReview, type Reviewed, reviewOf } from "../../support/reviewed.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

jest.setTimeout(120_000);

const statuses = ({ stacks }: Review) => Object.fromEntries(stacks.map(({ name, status }) => [name, status]));
const kinds = ({ reasons }: Review) => reasons.map(({ kind, stack }) => `${kind} in ${stack}`);
const stackOf = ({ stacks }: Review, name: string) => stacks.find((stack) => stack.name === name);

describeWithTerraform("a review of the demo on the offline AWS", () => {
  const system = new Deployment("demo");
  const { config } = system;
  const { fargateCluster } = config;
  const { loadBalancer } = fargateCluster;

  beforeAll(() => system.start());
  afterAll(() => system.stop());
  const changed = (change: Partial<typeof loadBalancer>) =>
    system.synthesize({ fargateCluster: { ...fargateCluster, loadBalancer: { ...loadBalancer, ...change } } });
  const slower = { idleTimeoutSeconds: 77 };

  describe("of an environment that is not there yet", () => {
    let firstReview: Reviewed;

    beforeAll(async () => {
      firstReview = await reviewOf(system);
    });

    test("has firm plans of the first wave and provisional ones of all others", () => {
      expect(statuses(firstReview.review)).toEqual({
        network: "firm",
        iam: "firm",
        registry: "firm",
        "ec2-cluster": "provisional",
        "fargate-cluster": "provisional",
        cicd: "provisional",
      });
    });

    test("names the values that a provisional plan waits for", () => {
      expect(stackOf(firstReview.review, "ec2-cluster")?.waitsFor).toContain("network.vpcId");
    });

    test("counts every resource of every stack", () => {
      for (const { name, counts } of nonEmpty(firstReview.review.stacks))
        expect([name, counts.add]).toEqual([name, system.resources(name)]);
    });

    test("keeps plans of firm stacks only", () => {
      const plans = readdirSync(join(firstReview.folder, "plans")).filter((file) => file.endsWith(".tfplan"));
      expect(plans.sort()).toEqual(["iam.tfplan", "network.tfplan", "registry.tfplan"]);
    });

    test("leaves no copy of a stack behind", () => {
      expect(readdirSync(system.outdir).filter((name) => name.startsWith("provisional"))).toEqual([]);
    });

    test("shows no stand-ins for other stacks", () => {
      expect(readFileSync(join(firstReview.folder, "review.json"), "utf8")).not.toContain("plan_review_");
    });

    test("tells how many tasks start, and behind which listeners", () => {
      const rollout = firstReview.review.rollouts.find(({ service }) => service === "ecs-demo-service");
      expect(rollout?.steps).toEqual([
        "2 tasks start",
        "requests come through HTTP:80 of ecs-demo-fargate after 12 s of good health",
      ]);
    });

    test("is applied as a whole, and then nothing is left to do", async () => {
      const { told, stopped } = await applyReview(system, firstReview);
      expect(stopped).toBeUndefined();
      expect(told).toHaveLength(STACKS.length);
      const { review } = await reviewOf(system);
      expect(review.verdict).toEqual({ kind: "nothing", exitCode: 0, headline: "no changes in 6 stacks" });
    });

    test("is stale once it was applied", async () => {
      await expect(applyReview(system, firstReview)).rejects.toThrow(
        /network: its plan is stale, because its state has moved/,
      );
    });
  });

  test("a new variable of every service needs no approval", async () => {
    const services = config.services.map((service) => {
      const { container } = service;
      return { ...service, container: { ...container, environment: { ...container.environment, MODE: "new" } } };
    });
    system.synthesize({ services } as Parameters<typeof system.synthesize>[0]);
    const { review } = await reviewOf(system);
    expect(review.verdict).toMatchObject({ kind: "changes", exitCode: 2 });
    expect([review.protections, review.programs, review.notJudged]).toEqual([[], [], {}]);
  });

  test("an opening to the internet needs approval, and is shown before and after", async () => {
    const open = (listener: (typeof loadBalancer.furtherListeners)[number]) => ({
      ...listener,
      allowedCidrs: ["0.0.0.0/0"],
    });
    changed({ furtherListeners: loadBalancer.furtherListeners.map(open) });
    const { review } = await reviewOf(system);
    expect(review.verdict.exitCode).toBe(3);
    expect(kinds(review)).toEqual(["access in fargate-cluster"]);
    expect(review.openings.map(({ sign, ports, peer, widens }) => [sign, ports, peer, widens])).toEqual([
      ["-", "tcp 8000", "203.0.113.0/24", false],
      ["+", "tcp 8000", "0.0.0.0/0", true],
    ]);
  });

  describe("of a load balancer that is replaced", () => {
    let replaced: Review;

    beforeAll(async () => {
      changed({ name: "another" });
      replaced = (await reviewOf(system)).review;
    });

    test("needs approval, because its address is lost", () => {
      expect(replaced.verdict.exitCode).toBe(3);
      expect(replaced.reasons).toContainEqual(expect.objectContaining({ kind: "loss", stack: "fargate-cluster" }));
    });

    test("is refused, because services behind it stay", () => {
      expect(replaced.reasons[0]).toMatchObject({ kind: "refused", stack: "fargate-cluster" });
    });

    test("names the attribute that forces it", () => {
      const change = stackOf(replaced, "fargate-cluster")?.changes.find(({ type }) => type === "aws_lb");
      expect(change).toMatchObject({
        action: "replace",
        loss: "its address is lost, and what points there finds nothing",
      });
      expect(change?.rows.find(({ forcesReplacement }) => forcesReplacement)).toMatchObject({
        path: "name",
        before: { text: JSON.stringify(loadBalancer.name) },
        after: { text: '"another"' },
      });
    });

    test("makes the plan of the stack that reads its listeners provisional", () => {
      expect(stackOf(replaced, "cicd")).toMatchObject({ status: "provisional" });
      expect(replaced.values.map(({ output }) => output)).toContain(
        "fargate-cluster.productionListenerArns-ecs-demo-service-blue-green",
      );
    });
  });

  test("a replaced VPC makes replacements in other stacks possible, not certain", async () => {
    system.synthesize({ network: { ...config.network, cidr: "10.77.0.0/16" } });
    const { review } = await reviewOf(system);
    const groups = stackOf(review, "fargate-cluster")?.changes.filter(({ type }) => type === "aws_security_group");
    for (const { possiblyBecause } of nonEmpty(groups ?? [])) expect(possiblyBecause).toEqual(["network.vpcId"]);
  });

  test("a plan that was altered is refused, and nothing is applied", async () => {
    changed(slower);
    const reviewed = await reviewOf(system);
    expect(stackOf(reviewed.review, "fargate-cluster")?.counts.change).toBe(1);
    const file = join(reviewed.folder, "plans", "fargate-cluster.tfplan");
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from(" ")]));
    await expect(applyReview(system, reviewed)).rejects.toThrow("fargate-cluster: its plan was altered or deleted");
    const { review } = await reviewOf(system);
    expect(stackOf(review, "fargate-cluster")?.counts.change).toBe(1);
  });

  test("a record that was altered is refused", async () => {
    const reviewed = await reviewOf(system);
    const file = join(reviewed.folder, "plans", "record.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"salt"', '"salt" '));
    await expect(applyReview(system, reviewed)).rejects.toThrow(/record.json is not what was reviewed/);
  });

  test("a configuration that was not reviewed is refused", async () => {
    system.synthesize();
    const reviewed = await reviewOf(system);
    changed(slower);
    await expect(applyReview(system, reviewed)).rejects.toThrow(
      "fargate-cluster: its configuration is not the one that was reviewed",
    );
  });
});
