import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { shellQuote } from "../../packages/processes/shell.cjs";
import { newFolder } from "./folder.ts";

interface Files {
  readonly "base-directory"?: string;
  readonly files: readonly string[];
}

/** A build specification, as far as those of releases use the format. */
export interface Buildspec {
  readonly version: number;
  readonly env: {
    readonly shell: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly "exported-variables"?: readonly string[];
  };
  readonly phases: Readonly<
    Record<Phase, { readonly "on-failure": string; readonly commands: readonly string[] } | undefined>
  >;
  readonly artifacts?: Files | { readonly "secondary-artifacts": Readonly<Record<string, Files>> };
}

const PHASES = ["pre_build", "build", "post_build"] as const;
type Phase = (typeof PHASES)[number];

export const readBuildspec = (file: string): Buildspec =>
  parse(readFileSync(resolve(__dirname, "../..", file), "utf8")) as Buildspec;

/** What builds the image, what makes a release of it, and what deploys that. */
const BUILD = readBuildspec("buildspec.yml");
const RELEASE = readBuildspec("buildspec.release.yml");
const DEPLOY = readBuildspec("buildspec.deploy.yml");

/** What compares running images with those that were deployed. */
const IMAGES = readBuildspec("buildspec.images.yml");

/** Name here of an artifact that the build specification gives no name. */
export const ONLY_ARTIFACT = "the artifact";

/** Programs that the commands call, of which a build here gets stand-ins. */
const PROGRAMS = ["aws", "docker", "sleep"];

/** What a build finds. */
export interface Surroundings {
  /** Environment variables, beside those that bash needs. */
  readonly variables: Readonly<Record<string, string>>;
  /** Texts of the source folder, by path. */
  readonly source?: Readonly<Record<string, string>>;
  /** Texts in the bucket, below DEFINITIONS_URI, by path. */
  readonly bucket?: Readonly<Record<string, string>>;
  /** What programs print, by the start of their command line: of several the last again and again. A call without fails. */
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
  /** Calls that fail, by their place from 0, with what they print to standard error. */
  readonly failures?: Readonly<Record<number, string>>;
}

export interface Call {
  /** Program and arguments. */
  readonly line: readonly string[];
  /** What it reads: standard input of a login, and the file that an argument names. */
  readonly input: string;
}

export interface Build {
  /** Phases that ran, in order, and whether they succeeded. */
  readonly phases: readonly (readonly [Phase, boolean])[];
  readonly calls: readonly Call[];
  /** Standard output and standard error of all phases. */
  readonly text: string;
  /** Texts of the artifacts, by artifact and path. Those of a failed build, too: CodeBuild would upload them. */
  readonly artifacts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly exported: Readonly<Record<string, string | undefined>>;
}

export const runBuild = (surroundings: Surroundings): Build => run(BUILD, surroundings);
export const runRelease = (surroundings: Surroundings): Build => run(RELEASE, surroundings);
export const runImageCheck = (surroundings: Surroundings): Build => run(IMAGES, surroundings);
export const runDeploy = (surroundings: Surroundings): Build => run(DEPLOY, surroundings);

/**
 * Runs the phases as CodeBuild does: each in a new shell that has the variables exported before, and
 * `post_build` also after a `build` that failed.
 */
function run(
  buildspec: Buildspec,
  { variables, source = {}, bucket = {}, answers, failures = {} }: Surroundings,
): Build {
  const folder = newFolder();
  const at = (name: string) => join(folder, name);
  for (const name of ["bin", "calls", "source", "bucket", "tmp"]) mkdirSync(at(name));
  writeAll(at("source"), source);
  writeAll(at("bucket"), bucket);
  for (const program of PROGRAMS) {
    writeFileSync(at(`bin/${program}`), standIn(folder, answers, failures));
    chmodSync(at(`bin/${program}`), 0o755);
  }
  const shell = { PATH: `${at("bin")}:${process.env.PATH}`, HOME: folder, TMPDIR: at("tmp") };
  const env = { ...shell, ...buildspec.env.variables, ...variables };
  writeFileSync(at("exported"), "");

  const phases: [Phase, boolean][] = [];
  let succeeding = true;
  let text = "";
  for (const phase of PHASES.filter((each) => buildspec.phases[each] !== undefined)) {
    if (!succeeding && phases.length === 1) break; // nothing comes after a pre_build that failed
    const script = [
      `. '${at("exported")}'`,
      `export CODEBUILD_BUILD_SUCCEEDING=${succeeding ? 1 : 0}`,
      ...(buildspec.phases[phase]?.commands ?? []),
      `export -p > '${at("exported")}'`,
    ];
    writeFileSync(at(phase), script.join("\n"));
    const shell = spawnSync(buildspec.env.shell, [at(phase)], { cwd: at("source"), env, encoding: "utf8" });
    text += shell.stdout + shell.stderr;
    phases.push([phase, shell.status === 0]);
    succeeding &&= shell.status === 0;
  }
  return {
    phases,
    calls: callsIn(at("calls")),
    text,
    artifacts: artifactsIn(at("source"), buildspec),
    exported: exportedIn(readFileSync(at("exported"), "utf8"), buildspec),
  };
}

/** A program that notes each call in a file (arguments that each end in NUL, then the input), and answers as told. */
function standIn(folder: string, answers: Surroundings["answers"], failures: Record<number, string>): string {
  const fails = Object.entries(failures).map(
    ([awsScope, error]) => `  ${awsScope}) printf '%s\\n' ${shellQuote(error)} >&2; exit 254 ;;`,
  );
  const prints = Object.entries(answers).map(
    ([start, answer], awsScope) =>
      `  ${shellQuote(start)}*) answer ${awsScope} ${[answer].flat().map(shellQuote).join(" ")} ;;`,
  );
  return `#!/usr/bin/env bash
shopt -s nullglob
name="\${0##*/}"
calls=('${folder}'/calls/*)
printf -v call '%s/calls/%03d' '${folder}' "\${#calls[@]}"
printf '%s\\0' "$name" "$@" > "$call"
if [ "$name $1" = "docker login" ]; then cat >> "$call"; fi
for word; do case "$word" in file://*) cat "\${word#file://}" >> "$call" ;; esac; done
answer() {
  given='${folder}'/given-"$1"
  printf x >> "$given"
  printf -v times '%s' "$(wc -c < "$given")"
  if [ "$times" -gt $(($# - 1)) ]; then times=$(($# - 1)); fi
  shift "$times"
  printf '%s\\n' "$1"
}
case "\${#calls[@]}" in
${fails.join("\n")}
esac
if [ "$name $1 $2" = "aws s3 cp" ]; then cp -R '${folder}/bucket/.' "\${!#}"; exit; fi
case "$name $*" in
${prints.join("\n")}
  *) printf 'no answer to %s\\n' "$name $*" >&2; exit 99 ;;
esac
`;
}

function callsIn(folder: string): Call[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const parts = readFileSync(join(folder, name), "utf8").split("\0");
      return { line: parts.slice(0, -1), input: parts.at(-1) ?? "" };
    });
}

/** Values of the variables that the build hands to the pipeline, from what `export -p` prints. */
function exportedIn(text: string, { env }: Buildspec): Record<string, string | undefined> {
  const values = (env["exported-variables"] ?? []).map((name) => {
    const [, value] = new RegExp(`^declare -x ${name}="(.*)"$`, "m").exec(text) ?? [];
    return [name, value] as const;
  });
  return Object.fromEntries(values);
}

function artifactsIn(source: string, { artifacts: made }: Buildspec): Record<string, Record<string, string>> {
  if (made === undefined) return {};
  const named = "files" in made ? { [ONLY_ARTIFACT]: made } : made["secondary-artifacts"];
  const artifacts = Object.entries(named).map(([name, { files, ...more }]) => {
    const base = join(source, more["base-directory"] ?? ".");
    const paths = files.flatMap((file) => (file === "**/*" ? filesBelow(base) : [file]));
    const there = paths.filter((path) => existsSync(join(base, path)));
    return [name, Object.fromEntries(there.map((path) => [path, readFileSync(join(base, path), "utf8")]))] as const;
  });
  return Object.fromEntries(artifacts);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
}

function writeAll(folder: string, texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
