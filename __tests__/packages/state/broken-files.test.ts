import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { States } from "../../../packages/leftovers/states.ts";
import { restoreStates, stateProblem } from "../../../packages/state/problem.ts";
import { newFolder } from "../../support/folder.ts";
import { writeStacks } from "../../support/stack-files.ts";

const VPC = { mode: "managed", type: "aws_vpc", name: "main", instances: [{ attributes: {} }] };
const WHOLE = JSON.stringify({ version: 4, resources: [VPC] });
const OFFLINE = { OFFLINE_AWS_CALLS: "here" };

/** The local state of one stack. */
function network({ backup = WHOLE }: { backup?: string } = {}) {
  const outdir = newFolder();
  const folder = join(outdir, "state");
  mkdirSync(folder);
  writeStacks(outdir, { network: {} });
  const file = join(folder, "network.tfstate");
  writeFileSync(`${file}.backup`, backup);
  const states = new States(outdir, () => Promise.reject(new Error("Terraform is not needed")));
  return {
    file,
    states,
    problem: (options = {}) => stateProblem(states, OFFLINE, options),
    lock: (Operation: string) =>
      writeFileSync(
        join(folder, ".network.tfstate.lock.info"),
        JSON.stringify({ Operation, Created: "2026-01-01T00:00:00Z" }),
      ),
  };
}

const CUT_OFF = "because Terraform was killed, or the disk was full, while it wrote it";
const OVERWRITTEN = "because something other than Terraform wrote it";

test.each<[string, string | Buffer, string]>([
  ["nothing", "", `is empty, ${CUT_OFF}`],
  ["a part", '{"version": 4, "resources": [{', `is cut off, ${CUT_OFF}`],
  ["zeros, after a crash of the machine", "\0\0\0", `is cut off, ${CUT_OFF}`],
  ["an empty object", "{}", `is not a Terraform state, ${OVERWRITTEN}`],
  ["a list", "[]", `is not a Terraform state, ${OVERWRITTEN}`],
  ["null", "null", `is not a Terraform state, ${OVERWRITTEN}`],
  ["a text", '"text"', `is not a Terraform state, ${OVERWRITTEN}`],
  ["a merge conflict", "<<<<<<< HEAD", `is not a Terraform state, ${OVERWRITTEN}`],
  ["UTF-16", Buffer.from(`\ufeff${WHOLE}`, "utf16le"), `is not a Terraform state, ${OVERWRITTEN}`],
  ["a byte order mark", `\ufeff${WHOLE}`, `is not a Terraform state, ${OVERWRITTEN}`],
])("a state that has %s is refused, and restored on request", async (_, content, says) => {
  const { file, states, problem } = network();
  writeFileSync(file, content);
  expect(await problem()).toMatch(new RegExp(`^the state of network, .*network.tfstate, ${says}: npm run offline -- `));
  restoreStates(states);
  expect(await problem()).toBeUndefined();
  expect([readFileSync(file, "utf8"), readFileSync(`${file}.broken`)]).toEqual([WHOLE, Buffer.from(content)]);
});

test("what Terraform itself reads or refuses is left to it", async () => {
  const { file, problem } = network();
  for (const version of [3, 4, 5]) {
    writeFileSync(file, JSON.stringify({ version, terraform_version: "99.0.0", resources: [] }));
    expect(await problem()).toBeUndefined();
  }
  rmSync(file);
  expect(await problem()).toBeUndefined();
});

test("a folder instead of a state is refused, and moved aside on request", async () => {
  const { file, states, problem } = network();
  mkdirSync(file);
  expect(await problem()).toContain(`, is a folder, ${OVERWRITTEN}: `);
  restoreStates(states);
  expect([await problem(), readFileSync(file, "utf8"), existsSync(`${file}.broken`)]).toEqual([undefined, WHOLE, true]);
});

describe("a state behind a symbolic link", () => {
  test("is refused while the link leads nowhere, and nothing is restored over it", async () => {
    const { file, states, problem } = network();
    symlinkSync("nowhere", file);
    expect(await problem()).toMatch(/, is a symbolic link to a file that does not exist: mount or restore that file/);
    expect(restoreStates(states, { orEmpty: true })).toEqual([]);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
  });

  test("stays there when it is restored", async () => {
    const { file, states } = network();
    writeFileSync(`${file}.real`, "{");
    symlinkSync(`${file}.real`, file);
    restoreStates(states);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(`${file}.real`, "utf8")).toBe(WHOLE);
  });
});

describe("a state that Terraform has locked and not released", () => {
  test("is refused where it was changing it, because it may lack what was made last, but not to adopt that", async () => {
    const { file, problem, lock } = network();
    writeFileSync(file, WHOLE);
    lock("OperationTypeApply");
    expect(await problem()).toBe(
      "Terraform has not ended what it changes in network (since 2026-01-01T00:00:00Z): if it still runs, wait for it; if it was killed, npm run offline -- npm run adopt takes what it made last into the state, see docs/state.md",
    );
    expect(await problem({ takesUnsaved: true })).toBeUndefined();
  });

  test("is refused although it was the first change, which has no backup", async () => {
    const { file, problem, lock } = network({ backup: "" });
    writeFileSync(file, "");
    expect(await problem()).toBeUndefined();
    lock("OperationTypeApply");
    expect(await problem()).toContain("npm run adopt");
  });

  test("is as good as before where it only read it", async () => {
    const { file, problem, lock } = network();
    writeFileSync(file, WHOLE);
    lock("OperationTypePlan");
    expect(await problem()).toBeUndefined();
  });
});
