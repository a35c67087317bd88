import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { showcase } from "../../../config/environments/showcase.ts";
import { parseConfig } from "../../../config/load.ts";
import { compose } from "../../../main.ts";
import { findLeftovers, readersOf } from "../../../packages/leftovers/find.ts";
import { KNOWN_STACKS } from "../../../packages/leftovers/known-stacks.ts";
import { States } from "../../../packages/leftovers/states.ts";
import { terraformOf } from "../../../packages/leftovers/terraform.ts";
import { newFolder } from "../../support/folder.ts";
import { writeStacks } from "../../support/stack-files.ts";
import { type Programs, standIns } from "../../support/stand-ins.ts";

const VPC = { mode: "managed", type: "aws_vpc", name: "main", instances: [{ attributes: {} }] };
const reads = (name: string) => ({ mode: "data", type: "terraform_remote_state", name, instances: [{}] });
const stateText = (...resources: object[]) => JSON.stringify({ version: 4, resources });
const noTerraform = () => Promise.reject(new Error("Terraform is not needed"));

/** Synthesized stacks with local state, and the states of some. */
function localStates(synthesized: readonly string[], states: Readonly<Record<string, string>>): States {
  const outdir = newFolder();
  mkdirSync(join(outdir, "state"));
  for (const [name, text] of Object.entries(states)) writeFileSync(join(outdir, "state", `${name}.tfstate`), text);
  writeStacks(outdir, Object.fromEntries(synthesized.map((name) => [name, {}])));
  return new States(outdir, noTerraform);
}

test("the stacks of the showcase, which has everything, are all known, in deploy order", () => {
  const app = new App({ outdir: newFolder() });
  compose(app, parseConfig(showcase, "showcase"));
  expect(app.node.children.map(({ node }) => node.id)).toEqual(KNOWN_STACKS);
});

describe("with local state", () => {
  test("a stack that is not synthesized and has resources is left over", async () => {
    const { leftovers } = await findLeftovers(localStates(["network"], { cicd: stateText(VPC, reads("network")) }));
    expect(leftovers).toEqual([{ name: "cicd", resources: 1, reads: ["network"], providers: [] }]);
  });

  test.each<[string, Record<string, string>]>([
    ["is synthesized", { network: stateText(VPC) }],
    ["has been destroyed", { cicd: stateText() }],
    ["has read others only", { cicd: stateText(reads("network")) }],
    ["has a hidden file only", { ".cicd": stateText(VPC) }],
  ])("a stack that %s is not", async (_, states) => {
    expect(await findLeftovers(localStates(["network"], states))).toEqual({ leftovers: [], unread: [] });
  });

  test("stacks of any name are found, those first that are to be destroyed first", async () => {
    const all = { network: stateText(VPC), registry: stateText(VPC), zeta: stateText(VPC), cicd: stateText(VPC) };
    const { leftovers } = await findLeftovers(localStates(["iam"], all));
    expect(leftovers.map(({ name }) => name)).toEqual(["zeta", "cicd", "registry", "network"]);
  });

  test("a state that is not JSON is reported", async () => {
    const { unread } = await findLeftovers(localStates(["network"], { cicd: "<<<<<<<" }));
    expect(unread).toEqual([{ name: "cicd", problem: expect.stringContaining("JSON") }]);
  });

  test("nothing is left over where nothing has been deployed", async () => {
    const root = newFolder();
    writeStacks(join(root, "out"), { network: {} });
    expect(await findLeftovers(new States(join(root, "out"), noTerraform))).toEqual({ leftovers: [], unread: [] });
  });

  test("readers are stacks with resources that were deployed with values of it", async () => {
    const states = localStates(["network", "iam", "cicd"], {
      network: stateText(VPC),
      iam: stateText(reads("registry")),
      cicd: stateText(VPC, reads("registry")),
    });
    expect(await readersOf("registry", states)).toEqual(["cicd"]);
  });
});

describe("with state in S3", () => {
  const backend = (name: string) => ({
    terraform: { backend: { s3: { bucket: "states", key: `p/shop/${name}.tfstate`, region: "eu-central-1" } } },
  });

  /** Synthesized stacks with state in S3, with a Terraform that answers `state pull` as given. */
  function s3States(synthesized: readonly string[], terraform: Programs[string]) {
    const root = newFolder();
    writeStacks(join(root, "out"), Object.fromEntries(synthesized.map((name) => [name, backend(name)])));
    const programs = standIns(root, { terraform });
    const PATH = `${programs.folder}:${process.env.PATH}`;
    const environment = { PATH, HOME: root, ENVIRONMENT: "shop" };
    return { root, calls: programs.calls, states: new States(join(root, "out"), terraformOf(environment)) };
  }

  const ANSWERS = `case "$1 $(basename "$PWD")" in 'state cicd') echo '${stateText(VPC)}' ;; esac`;

  test("Terraform reads the states of known stacks that are not synthesized", async () => {
    const { states } = s3States(["network", "iam"], ANSWERS);
    const { leftovers, unread } = await findLeftovers(states);
    expect(leftovers.map(({ name, resources }) => [name, resources])).toEqual([["cicd", 1]]);
    expect(unread).toEqual([]);
  });

  test("Terraform is asked nothing if every known stack is synthesized", async () => {
    const { states, calls } = s3States(KNOWN_STACKS, ANSWERS);
    await findLeftovers(states);
    expect(calls()).toEqual([]);
  });

  test("each is read with the environment's backend and its own key", async () => {
    const { states, root } = s3States(["network"], ANSWERS);
    await findLeftovers(states);
    const json = JSON.parse(readFileSync(join(root, "out/leftovers/cicd/cdk.tf.json"), "utf8"));
    expect(json.terraform.backend).toEqual(backend("cicd").terraform.backend);
  });

  test("Terraform asks no question and remembers no other backend", async () => {
    const { states, calls } = s3States(KNOWN_STACKS.slice(0, -1), ANSWERS);
    await findLeftovers(states);
    expect(calls()).toEqual(["terraform init -input=false -no-color -reconfigure", "terraform state pull"]);
  });

  test("what Terraform can't read is reported with its reason, and the others are found", async () => {
    const failing = `case "$1 $(basename "$PWD")" in 'init registry') printf '╷\\n│ Error: no valid credentials\\n│ \\n│ more\\n╵\\n' >&2; exit 1 ;; esac\n`;
    const { leftovers, unread } = await findLeftovers(s3States(["network"], failing + ANSWERS).states);
    expect(unread).toEqual([{ name: "registry", problem: "terraform init failed: no valid credentials more" }]);
    expect(leftovers.map(({ name }) => name)).toEqual(["cicd"]);
  });

  test("without Terraform nothing is known, and nothing fails", async () => {
    const { root } = s3States(["network"], "");
    const environment = { PATH: root, HOME: root };
    const { unread } = await findLeftovers(new States(join(root, "out"), terraformOf(environment)));
    expect(unread.map(({ name }) => name)).toEqual([...KNOWN_STACKS].reverse().slice(0, -1));
  });
});
