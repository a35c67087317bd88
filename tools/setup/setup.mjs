// Makes a fresh clone ready to work: installs packages when they are missing or older than the lockfile, and checks
// Terraform. Then it runs the command that follows, if there is one. Plain JavaScript without packages, because it runs
// before there are any.
//
//   node tools/setup/setup.mjs [--packages] [COMMAND…]
import { createRequire } from "node:module";
import { explainFileProblems } from "../../packages/processes/problems.cjs";
import { capture, Interrupted, start, watchSignals } from "../../packages/processes/processes.cjs";
import { install } from "./install.mjs";

const OLDEST_NODE = [20, 9];
const OLDEST_TERRAFORM = [1, 10];
/** Exit code for something that this machine lacks. */
const MISSING = 3;

const [, , ...words] = process.argv;
const packagesOnly = words[0] === "--packages";
const command = words.slice(packagesOnly ? 1 : 0);

explainFileProblems("setup");
main().then(
  (code) => process.exit(code),
  (/** @type {Error} */ problem) => {
    if (problem instanceof Interrupted) process.exit(problem.exitCode);
    throw problem;
  },
);

async function main() {
  watchSignals();
  checkNode();
  const failed = await install();
  if (failed !== undefined)
    stop("npm ci failed: see above; the npm registry has to be reachable for the first run", failed);
  // Tests that need Terraform skip themselves without it, a review of plans that are there needs none, and neither needs
  // the cdktf CLI; everything else here does.
  if (!packagesOnly) {
    await checkTerraform();
    checkCli();
  }
  const [program, ...args] = command;
  return program === undefined ? 0 : start(program, args).ended;
}

function checkNode() {
  const version = process.versions.node.split(".").map(Number);
  if (isOlder(version, OLDEST_NODE))
    stop(
      `Node.js ${process.versions.node} is too old: install ${OLDEST_NODE.join(".")} or newer from https://nodejs.org`,
    );
}

async function checkTerraform() {
  // cdktf's own variable: another binary that speaks Terraform, such as OpenTofu's tofu.
  const binary = process.env.TERRAFORM_BINARY_NAME || "terraform";
  const result = await capture(binary, ["version", "-json"]).catch((problem) => {
    if (problem instanceof Interrupted) throw problem;
    return undefined;
  });
  if (result?.code !== 0)
    return stop(
      `${binary} was not found: install Terraform ${OLDEST_TERRAFORM.join(".")} or newer from https://developer.hashicorp.com/terraform/install`,
    );
  /** @type {string} */
  const version = JSON.parse(result.stdout).terraform_version;
  if (isOlder(version.split(".").map(Number.parseFloat), OLDEST_TERRAFORM))
    stop(
      `${binary} ${version} is too old: install ${OLDEST_TERRAFORM.join(".")} or newer, which state locking in S3 requires`,
    );
}

function checkCli() {
  try {
    createRequire(import.meta.url)("@cdktf/node-pty-prebuilt-multiarch");
  } catch {
    const { platform, arch, versions } = process;
    stop(
      `the cdktf CLI does not run with Node.js ${versions.node} on ${platform} ${arch}: its terminal module has no native part for that; use Linux with glibc, macOS or Windows, on x64 or arm64`,
    );
  }
}

/** @param {number[]} version @param {number[]} oldest */
function isOlder(version, oldest) {
  const [major = 0, minor = 0] = version;
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** @param {string} message */
function stop(message, code = MISSING) {
  process.stderr.write(`${message}\n`);
  // A command that needs no more than packages may give other exit codes a meaning, as the review does.
  process.exit(packagesOnly && command.length > 0 ? 1 : code);
}
