import { fileProblem } from "../../packages/processes/problems.cjs";
import { Interrupted, watchSignals } from "../../packages/processes/processes.cjs";
import { withoutSecrets } from "../../packages/secrets/without-secrets.ts";
import { readBootstrapArguments } from "./arguments.ts";
import { bootstrap } from "./bootstrap.ts";
import { BootstrapError } from "./bootstrap-error.ts";

const HELP = `Creates the S3 bucket and the KMS key of remote state, once per account and region, for the environment in ENVIRONMENT.

  npm run bootstrap                     asks before it changes AWS
  npm run bootstrap -- --auto-approve   does not ask
  npm run bootstrap -- --import         manages an existing bucket: its policy, encryption, lifecycle rules and tags
                                        become those of a new one, its objects stay
  npm run bootstrap -- --help           this text

The environment has state: { type: "s3", bucket: "…" }. Use credentials of the account of the bucket. Run it again to complete
an interrupted run; it leaves alone what is complete. See docs/state.md.
Exit code: 0; 1 if it failed, 2 for wrong usage, 130 interrupted.
`;

async function main(words: readonly string[]): Promise<void> {
  const asked = readBootstrapArguments(words);
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  const isApproved = asked.autoApprove || Boolean(process.env.CDKTF_AUTO_APPROVE);
  if (!isApproved && !process.stdin.isTTY)
    throw new BootstrapError("it asks before it changes AWS: run it in a terminal, or with -- --auto-approve", 2);
  return bootstrap({ isApproved, takesOver: asked.import }, process.env);
}

watchSignals();
main(process.argv.slice(2)).catch((problem: Error) => {
  process.stderr.write(`bootstrap: ${withoutSecrets(fileProblem(problem) ?? problem.message)}\n`);
  process.exitCode = problem instanceof BootstrapError || problem instanceof Interrupted ? problem.exitCode : 1;
});
