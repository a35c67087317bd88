import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attachOfflineAws } from "../../../packages/offline-aws/attach.ts";
import { Catalog } from "../../../packages/offline-aws/schema/catalog.ts";
import { startOfflineAws } from "../../../packages/offline-aws/start.ts";
import { SINGLE_CHANGES } from "../../../tools/parity/changes.ts";
import { measure } from "../../../tools/parity/measure.ts";
import { findRealProvider, startRealProvider } from "../../../tools/parity/real-provider.ts";
import { PlanningTerraform } from "../../../tools/parity/terraform.ts";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const FIXTURE = join(__dirname, "../../packages/offline-aws/fixtures/sqs");
const BINARY = "registry.terraform.io/hashicorp/aws/5.0.0/linux_amd64/terraform-provider-aws_v5.0.0_x5";

/** A mirror with a provider that says where another offline AWS is reached. */
function mirrorOf(reattach: string): string {
  const [mirror, binary] = [newFolder(), BINARY];
  mkdirSync(join(mirror, binary, ".."), { recursive: true });
  const script = `#!/bin/sh\ncat <<'END'\n\n\tTF_REATTACH_PROVIDERS='${reattach}'\nEND\nexec sleep 60\n`;
  writeFileSync(join(mirror, binary), script, { mode: 0o755 });
  return mirror;
}

test("without a mirror there is no real provider", async () => {
  expect(await findRealProvider(newFolder())).toBeUndefined();
});

describeWithTerraform("with an offline AWS instead of the real provider", () => {
  test("every plan is equal", async () => {
    const root = newFolder();
    const folders = ["ours", "theirs"].map((name) => join(root, name)) as [string, string];
    for (const folder of folders) cpSync(FIXTURE, folder, { recursive: true });
    const other = await startOfflineAws({ folder: join(root, "other"), configuration: [root], environment: {} });
    const ours = await attachOfflineAws({ folder: join(root, "offline"), project: root, environment: process.env });
    const real = await findRealProvider(mirrorOf(String(other.environment.TF_REATTACH_PROVIDERS)));
    if (real === undefined) throw new Error("not found");
    expect(real.version).toBe("5.0.0");
    const theirs = await startRealProvider(real, "123456789012", process.env);
    try {
      const catalog = Catalog.of("aws");
      const measured = await measure(
        { name: "sqs", changes: SINGLE_CHANGES.sqs ?? [] },
        new PlanningTerraform(folders[0], ours.environment),
        new PlanningTerraform(folders[1], theirs.environment),
        (type) => catalog.find("resource", type)?.block,
      );
      expect(measured.map(({ plan, failure }) => [plan, failure])).toEqual(
        ["fresh", "no change", "single changes"].map((plan) => [plan, undefined]),
      );
      expect(measured.flatMap(({ comparison }) => comparison?.differences)).toEqual([]);
      expect(Math.min(...measured.map(({ comparison }) => comparison?.leaves ?? 0))).toBeGreaterThan(100);
    } finally {
      theirs.stop();
      await ours.stop();
      await other.stop();
    }
  }, 120_000);
});
