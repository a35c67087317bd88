// Makes a fresh clone ready to work: installs packages when they are missing or older than the lockfile, and checks
// Terraform. Plain JavaScript without packages, because it runs before there are any.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { createRequire } from "node:module";

const OLDEST_NODE = [20, 9];
const OLDEST_TERRAFORM = [1, 10];
/** Exit code for something that this machine lacks. */
const MISSING = 3;

checkNode();
install();
// Tests that need Terraform skip themselves without it, a review of plans that are there needs none, and neither needs the
// cdktf CLI; everything else here does.
if (!process.argv.includes("--packages")) {
  checkTerraform();
  checkCli();
}

function checkNode() {
  const version = process.versions.node.split(".").map(Number);
  if (isOlder(version, OLDEST_NODE))
    stop(
      `Node.js ${process.versions.node} is too old: install ${OLDEST_NODE.join(".")} or newer from https://nodejs.org`,
    );
}

function install() {
  const installed = modified("node_modules/.package-lock.json");
  if (installed !== undefined && installed >= (modified("package-lock.json") ?? 0)) return;
  process.stderr.write("installing packages (once, about a minute) …\n");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { stdio: ["ignore", 2, 2] });
  if (result.status !== 0)
    stop("npm ci failed: see above; the npm registry has to be reachable for the first run", result.status ?? 1);
}

function checkTerraform() {
  // cdktf's own variable: another binary that speaks Terraform, such as OpenTofu's tofu.
  const binary = process.env.TERRAFORM_BINARY_NAME || "terraform";
  const result = spawnSync(binary, ["version", "-json"], { encoding: "utf8" });
  if (result.error !== undefined || result.status !== 0)
    stop(
      `${binary} is not there: install Terraform ${OLDEST_TERRAFORM.join(".")} or newer from https://developer.hashicorp.com/terraform/install`,
    );
  const version = JSON.parse(result.stdout).terraform_version;
  if (isOlder(version.split(".").map(Number.parseFloat), OLDEST_TERRAFORM))
    stop(
      `${binary} ${version} is too old: install ${OLDEST_TERRAFORM.join(".")} or newer, state is locked by S3 itself only from there on`,
    );
}

function checkCli() {
  try {
    createRequire(import.meta.url)("@cdktf/node-pty-prebuilt-multiarch");
  } catch {
    const { node } = process.versions;
    stop(`the cdktf CLI does not run on Node.js ${node}: its last release has native parts for Node.js 20 and 22 only`);
  }
}

/** @param {number[]} version @param {number[]} oldest */
function isOlder(version, oldest) {
  const [major = 0, minor = 0] = version;
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** @param {string} message */
function stop(message, code = MISSING) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
