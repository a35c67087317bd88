import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type OfflineAws, startOfflineAws } from "../../packages/offline-aws/start.ts";
import { interruptionsOf } from "../../packages/offline-aws/watch/journal.ts";
import { newFolder } from "../support/folder.ts";
import { describeWithTerraform, outcome, terraform } from "../support/terraform.ts";
import { type Configuration, watchedSystem } from "../support/watched-system.ts";

jest.setTimeout(120_000);

describeWithTerraform("interruptions, with the real Terraform", () => {
  const folder = newFolder();
  const stack = join(folder, "stack");
  const lines: string[] = [];
  let offline: OfflineAws;

  const write = (resource: Configuration) => {
    const provider = { aws: { region: "us-east-1" } };
    const required_providers = { aws: { source: "hashicorp/aws" } };
    writeFileSync(
      join(stack, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers }, provider, resource }),
    );
  };
  const apply = async (resource: Configuration) => {
    write(resource);
    await outcome(stack, offline.environment, "apply", "-auto-approve");
  };
  const interruptions = () => interruptionsOf(join(folder, "offline", "cloud"));

  beforeAll(async () => {
    mkdirSync(stack);
    write(watchedSystem(80, [80]));
    offline = await startOfflineAws({
      folder: join(folder, "offline"),
      configuration: [stack],
      environment: {},
      onInterruption: (line) => lines.push(line),
    });
    expect((await terraform(stack, offline.environment, "init", "-input=false")).code).toBe(0);
    await apply(watchedSystem(80, [80]));
  });
  afterAll(() => offline.stop());

  test("an added port and a changed number of tasks interrupt nothing", async () => {
    await apply(watchedSystem(80, [80, 8080], { desired_count: 3 }));
    expect(interruptions()).toEqual([]);
    expect(lines).toEqual([]);
  });

  test("old tasks lose their port when it closes with the change, and Terraform does not wait for new ones", async () => {
    await apply(watchedSystem(8080, [8080]));
    expect(interruptions()).toEqual([
      expect.objectContaining({
        service: expect.stringMatching(/:service\/shop\/web$/),
        reason: expect.stringMatching(/security group of .* on port 80$/),
        began: expect.objectContaining({ operation: expect.stringMatching(/^(Revoke|Modify)SecurityGroup/) }),
      }),
    ]);
    expect(lines).toEqual([
      expect.stringMatching(/^service web in cluster shop is interrupted: .*, since (Revoke|Modify)/),
    ]);
  });

  test("the next run finds the new tasks steady", async () => {
    await apply(watchedSystem(8080, [8080]));
    expect(interruptions()).toEqual([
      expect.objectContaining({ ended: expect.objectContaining({ operation: "DescribeServices" }) }),
    ]);
    expect(lines).toHaveLength(2);
  });

  test("a replaced service is gone for a while", async () => {
    await apply(watchedSystem(8080, [8080], { scheduling_strategy: "DAEMON", capacity_provider_strategy: [] }));
    expect(interruptions().slice(1)).toEqual([
      expect.objectContaining({
        reason: "it was deleted, to be created again",
        began: expect.objectContaining({ operation: "DeleteService" }),
      }),
    ]);
  });

  test("taking everything down is not an interruption", async () => {
    await apply(watchedSystem(8080, [8080]));
    await outcome(stack, offline.environment, "plan");
    const [before, said] = [interruptions().length, lines.length];
    await outcome(stack, offline.environment, "destroy", "-auto-approve");
    expect(interruptions()).toHaveLength(before);
    expect(lines.slice(said)).toEqual([]);
  });
});
