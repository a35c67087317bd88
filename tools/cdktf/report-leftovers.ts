import { findLeftovers } from "../../packages/leftovers/find.ts";
import { invocationOf, reportLines } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";
import { RESTORE_OPTION, restoreStates, stateProblem } from "../../packages/state/problem.ts";

/**
 * Writes, as JSON, what there is to say of the leftovers of the environment whose stacks are in the folder of the first
 * argument, whether anything of those stacks is deployed, and whether their states are locked by runs elsewhere; or
 * only why Terraform must not start on them. With the option, broken local states are restored first,
 * and what a killed Terraform made last is not asked for.
 */
async function main([outdir = "cdktf.out", option]: readonly string[]): Promise<void> {
  const states = new States(outdir, terraformOf(process.env));
  const isRestoring = option === RESTORE_OPTION;
  const lines = isRestoring ? restoreStates(states) : [];
  const restored = lines.map((line) => `${line}\n`).join("");
  const problem = await stateProblem(states, process.env, { takesUnsaved: isRestoring });
  if (problem !== undefined) return answer({ text: restored, isDeployed: true, problem });
  const [found, isDeployed] = await Promise.all([findLeftovers(states), hasResources(states)]);
  const text = reportLines(found, invocationOf(process.env)).map((line) => `${line}\n`);
  const isLocked = [...states.stacks.values()].some(({ terraform }) => terraform?.backend?.s3 !== undefined);
  answer({ text: restored + text.join(""), isDeployed, isLocked });
}

const answer = (found: { text: string; isDeployed: boolean; isLocked?: boolean; problem?: string }) =>
  void process.stdout.write(JSON.stringify(found));

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
