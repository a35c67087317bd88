import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildspec } from "../support/buildspec.ts";

const phases = Object.entries(buildspec.phases);
const scripts = phases.flatMap(([name, phase]) => (phase?.commands ?? []).map((script) => [name, script] as const));

test("the format is the one in which a phase is run in one shell, and that shell is bash", () => {
  expect([buildspec.version, buildspec.env.shell]).toEqual([0.2, "bash"]);
});

test.each(phases)("%s ends the build where it fails", (_, phase) => {
  expect(phase?.["on-failure"]).toBe("ABORT");
});

test.each(scripts)("a command of %s stops at its first error, and prints no values", (_, script) => {
  expect(script).toMatch(/^set -euo pipefail\n/);
  expect(script).not.toMatch(/set -\w*x|xtrace|\bprintenv\b/);
});

test("no variable of the file looks secret", () => {
  expect(Object.keys(buildspec.env)).toEqual(["shell", "variables", "exported-variables"]);
  expect(buildspec.env.variables).toEqual({ BUILDX_NO_DEFAULT_ATTESTATIONS: "1" });
});

test("the artifacts have the names and files that the deploy stages read", () => {
  expect(buildspec.artifacts).toEqual({
    "secondary-artifacts": {
      ImageArtifact: { files: ["imagedefinitions.json", "imageDetail.json"] },
      DefinitionArtifact: { "base-directory": "definitions", files: ["**/*"] },
    },
  });
});

test("the build arguments are some that the Dockerfile has", () => {
  const dockerfile = readFileSync(resolve(__dirname, "../../Dockerfile"), "utf8");
  const has = [...dockerfile.matchAll(/^ARG (\w+)/gm)].map(([, name]) => name);
  const given = scripts.flatMap(([, script]) => [...script.matchAll(/--build-arg "(\w+)=/g)].map(([, name]) => name));
  expect(given).toEqual(["VERSION", "REVISION", "CREATED"]);
  expect(has).toEqual(expect.arrayContaining(given));
});

const hasShellcheck = spawnSync("shellcheck", ["--version"]).status === 0;
if (!hasShellcheck) process.stderr.write("skipped: shellcheck of buildspec.yml, because it is not on the PATH\n");

(hasShellcheck ? test.each(scripts) : test.skip.each(scripts))("shellcheck finds nothing in %s", (_, script) => {
  // SC2154: variables that the phase before has exported.
  const { stdout } = spawnSync("shellcheck", ["--shell=bash", "--exclude=SC2154", "-"], {
    input: script,
    encoding: "utf8",
  });
  expect(stdout).toBe("");
});
