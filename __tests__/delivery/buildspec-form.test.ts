import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Buildspec, readBuildspec } from "../support/buildspec.ts";

const NAMES = ["buildspec.yml", "buildspec.release.yml", "buildspec.deploy.yml", "buildspec.images.yml"] as const;
const FILES = NAMES.map((file) => [file, readBuildspec(file)] as const);
const [build, release, deploy, images] = NAMES.map(readBuildspec) as [Buildspec, Buildspec, Buildspec, Buildspec];

const phases = FILES.flatMap(([file, spec]) =>
  Object.entries(spec.phases).map(([name, phase]) => [name, file, phase] as const),
);
const scripts = phases.flatMap(([name, file, phase]) =>
  (phase?.commands ?? []).map((script) => [name, file, script] as const),
);

test.each(FILES)(
  "the format of %s is the one in which a phase is run in one shell, and that shell is bash",
  (_, spec) => {
    expect([spec.version, spec.env.shell]).toEqual([0.2, "bash"]);
  },
);

test.each(phases)("%s of %s ends the build where it fails", (_, __, phase) => {
  expect(phase?.["on-failure"]).toBe("ABORT");
});

test.each(scripts)("a command of %s of %s stops at its first error, and prints no values", (_, __, script) => {
  expect(script).toMatch(/^set -euo pipefail\n/);
  expect(script).not.toMatch(/set -\w*x|xtrace|\bprintenv\b/);
});

test("no variable of the files looks secret", () => {
  expect(build.env).toEqual({ shell: "bash", variables: { BUILDX_NO_DEFAULT_ATTESTATIONS: "1" } });
  expect(release.env).toEqual({ shell: "bash", "exported-variables": ["RELEASE_TAG", "RELEASE_IMAGE"] });
  // The CLI itself tries throttled calls again, more and more slowly.
  const retries = { AWS_RETRY_MODE: "adaptive", AWS_MAX_ATTEMPTS: "10" };
  expect(deploy.env).toEqual({ shell: "bash", variables: retries, "exported-variables": ["DEPLOYED_REVISION"] });
  expect(images.env).toEqual({ shell: "bash", variables: retries });
});

test("a deployment passes nothing", () => {
  expect(deploy.artifacts).toBeUndefined();
});

test("the build passes the name of an image, and nothing else", () => {
  expect(build.artifacts).toEqual({ files: ["imageDetail.json"] });
});

test("the artifacts of a release have the names and files that the deploy stages read", () => {
  expect(release.artifacts).toEqual({
    "secondary-artifacts": {
      ImageArtifact: { "base-directory": "release/image", files: ["imagedefinitions.json", "imageDetail.json"] },
      DefinitionArtifact: { "base-directory": "release/definitions", files: ["**/*"] },
    },
  });
});

test("the build arguments are some that the Dockerfile has", () => {
  const dockerfile = readFileSync(resolve(__dirname, "../../Dockerfile"), "utf8");
  const has = [...dockerfile.matchAll(/^ARG (\w+)/gm)].map(([, name]) => name);
  const given = scripts.flatMap(([, , script]) => [...script.matchAll(/--build-arg "(\w+)=/g)].map(([, name]) => name));
  expect(given).toEqual(["VERSION", "REVISION", "CREATED"]);
  expect(has).toEqual(expect.arrayContaining(given));
});

const hasShellcheck = spawnSync("shellcheck", ["--version"]).status === 0;
if (!hasShellcheck)
  process.stderr.write("skipped: shellcheck of build specifications, because it is not on the PATH\n");

(hasShellcheck ? test.each(scripts) : test.skip.each(scripts))(
  "shellcheck finds nothing in %s of %s",
  (_, __, script) => {
    // SC2154: variables that the phase before has exported.
    const { stdout } = spawnSync("shellcheck", ["--shell=bash", "--exclude=SC2154", "-"], {
      input: script,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  },
);
