import { findLeftovers } from "../../packages/leftovers/find.ts";
import { invocationOf, reportLines } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";

/** Writes what there is to say of the leftovers of the environment whose stacks are in the folder of the first argument. */
async function main([outdir = "cdktf.out"]: readonly string[]): Promise<void> {
  const found = await findLeftovers(new States(outdir, terraformOf(process.env)));
  for (const line of reportLines(found, invocationOf(process.env))) process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).catch((problem: Error) => {
  process.stderr.write(problem.message);
  process.exitCode = 1;
});
