import { readdirSync } from "node:fs";
import { join } from "node:path";
import { attachOfflineAws } from "../../../packages/offline-aws/attach.ts";
import { Cloud } from "../../../packages/offline-aws/cloud/cloud.ts";
import { TerraformRuns } from "../../../packages/offline-aws/testing/terraform-runs.ts";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const FIXTURES = join(__dirname, "fixtures");

/** As many as two cores are kept busy with. */
const LANES = 3;

interface Lived {
  added: number;
  destroyed: number;
  left: string[];
}

/** Takes a configuration from init to destroy in an empty offline AWS. */
async function live(name: string): Promise<Lived> {
  const folder = join(newFolder(), "offline");
  const project = join(FIXTURES, name);
  const aws = await attachOfflineAws({ folder, project, environment: process.env });
  try {
    const terraform = new TerraformRuns(name, project, aws.environment);
    await terraform.init();
    const { added } = await terraform.apply();
    await terraform.expectNoChanges();
    const { destroyed } = await terraform.destroy();
    const cloud = new Cloud(join(folder, "cloud"));
    const left = cloud.types().flatMap((type) => cloud.list(type).map(({ key }) => `${type} ${key}`));
    return { added, destroyed, left };
  } finally {
    await aws.stop();
  }
}

describeWithTerraform("configurations in the manner of public modules", () => {
  const names = readdirSync(FIXTURES);
  const lives = new Map<string, Promise<Lived>>();

  beforeAll(() => {
    const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
    for (const [index, name] of names.entries()) {
      const life = (lanes[index % LANES] as Promise<unknown>).then(() => live(name));
      lanes[index % LANES] = life.catch(() => undefined); // the test of this name reports it
      lives.set(name, life);
    }
  });

  test("there are twenty", () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
  });

  test.each(names)(
    "%s is applied, planned without a change and destroyed, and nothing is left",
    async (name) => {
      const { added, destroyed, left } = (await lives.get(name)) as Lived;
      expect(added).toBeGreaterThan(5);
      expect({ destroyed, left }).toEqual({ destroyed: added, left: [] });
    },
    120_000,
  );
});
