import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeWithTerraform } from "../support/terraform.ts";
import { FAULTS } from "./reliability/faults.ts";
import { KILLED, problemAfterKill, type Victim } from "./reliability/kills.ts";
import { type Row, renderReliability } from "./reliability/page.ts";

const DOCUMENT = resolve(__dirname, "../../docs/reliability.md");

/** At how many moments something is killed, in all. */
const MOMENTS = Number(process.env.RELIABILITY_MOMENTS ?? 40);
/** How many scenes run at the same time. */
const WORKERS = Number(process.env.RELIABILITY_WORKERS ?? 2);

const VICTIMS = Object.keys(KILLED) as Victim[];

const ROWS: Readonly<Record<Victim, Pick<Row, "sees" | "next">>> = {
  Terraform: {
    sees: "cdktf says that Terraform has failed, exit code 1",
    next: "`npm run deploy` names the state that may lack something, and ends; `npm run adopt -- --restore-state` puts back one that was cut off and takes in what was made last; `npm run deploy` goes on",
  },
  "the provider": {
    sees: "Terraform says that the plugin did not respond, saves what it has, exit code 1",
    next: "`npm run adopt` finds what was made last; `npm run deploy` goes on",
  },
  "the CLI": { sees: "the command ends; Terraform is interrupted and saves its state", next: "goes on" },
  npm: {
    sees: "the command ends; Terraform is interrupted, or completes, and saves its state",
    next: "goes on",
  },
};

/** Does work on all items, some at a time. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}

(process.platform === "linux" ? describeWithTerraform : describe.skip)("faults, with the real Terraform", () => {
  const problems: string[] = [];

  beforeAll(async () => {
    const kills = Array.from({ length: MOMENTS }, (_, index) => ({
      name: `${VICTIMS[index % VICTIMS.length]} killed at moment ${Math.floor(index / VICTIMS.length)}`,
      prove: () => problemAfterKill(VICTIMS[index % VICTIMS.length] as Victim, Math.floor(index / VICTIMS.length)),
    }));
    const faults = FAULTS.map(({ fault, prove }) => ({ name: fault, prove }));
    await inParallel([...faults, ...kills], async ({ name, prove }) => {
      const problem = await prove();
      if (problem === undefined) return;
      problems.push(name);
      process.stderr.write(`${name}: ${problem}\n`);
    });
  }, 1_800_000);

  test("after each of them plans are empty, and no resource is lost or duplicated", () => {
    expect(problems).toEqual([]);
  });

  test("docs/reliability.md is current; it is written if not", () => {
    const kills = VICTIMS.map((victim) => ({ fault: `${victim} is killed`, ...ROWS[victim] }));
    const page = renderReliability([...kills, ...FAULTS]);
    const isCurrent = existsSync(DOCUMENT) && readFileSync(DOCUMENT, "utf8") === page;
    if (!isCurrent) writeFileSync(DOCUMENT, page);
    expect(isCurrent ? [] : ["docs/reliability.md: commit it"]).toEqual([]);
  });
});
