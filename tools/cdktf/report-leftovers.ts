import { findLeftovers } from "../../packages/leftovers/find.ts";
import { invocationOf, reportLines } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";

/**
 * Writes, as JSON, what there is to say of the leftovers of the environment whose stacks are in the folder of the first
 * argument, and whether anything of those stacks is deployed.
 */
async function main([outdir = "cdktf.out"]: readonly string[]): Promise<void> {
  const states = new States(outdir, terraformOf(process.env));
  const [found, isDeployed] = await Promise.all([findLeftovers(states), hasResources(states)]);
  const text = reportLines(found, invocationOf(process.env)).map((line) => `${line}\n`);
  process.stdout.write(JSON.stringify({ text: text.join(""), isDeployed }));
}

/** Whether a synthesized stack has resources already. One whose state can't be read may have some. */
async function hasResources(states: States): Promise<boolean> {
  const names = [...states.stacks.keys()];
  const sizes = await Promise.all(
    names.map((name) =>
      states.read(name).then(
        ({ resources }) => resources.size,
        () => 1,
      ),
    ),
  );
  return sizes.some((size) => size > 0);
}

main(process.argv.slice(2)).catch((problem: Error) => {
  process.stderr.write(problem.message);
  process.exitCode = 1;
});
