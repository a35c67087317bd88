import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { newFolder } from "./folder.ts";

interface Files {
  readonly "base-directory"?: string;
  readonly files: readonly string[];
}

/** A build specification, as far as `buildspec.yml` uses the format. */
interface Buildspec {
  readonly version: number;
  readonly env: {
    readonly shell: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly "exported-variables": readonly string[];
  };
  readonly phases: Readonly<
    Record<Phase, { readonly "on-failure": string; readonly commands: readonly string[] } | undefined>
  >;
  readonly artifacts: { readonly "secondary-artifacts": Readonly<Record<string, Files>> };
}

const PHASES = ["pre_build", "build", "post_build"] as const;
type Phase = (typeof PHASES)[number];

export const buildspec = parse(readFileSync(resolve(__dirname, "../../buildspec.yml"), "utf8")) as Buildspec;

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
  /** What programs print, by the start of their command line. A call that has none here fails. */
  readonly answers: Readonly<Record<string, string>>;
  /** Calls that fail, by their place from 0, with what they print to standard error. */
  readonly failures?: Readonly<Record<number, string>>;
}

export interface Call {
  /** Program and arguments. */
  readonly line: readonly string[];
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

/**
 * Runs the phases as CodeBuild does: each in a shell of its own that has the variables exported before, and
 * `post_build` also after a `build` that failed.
 */
export function runBuild({ variables, source = {}, bucket = {}, answers, failures = {} }: Surroundings): Build {
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
  for (const phase of PHASES) {
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
    artifacts: artifactsIn(at("source")),
    exported: exportedIn(readFileSync(at("exported"), "utf8")),
  };
}

/** A program that notes each call in a file (arguments that each end in NUL, then the input), and answers as told. */
function standIn(folder: string, answers: Surroundings["answers"], failures: Record<number, string>): string {
  const fails = Object.entries(failures).map(
    ([place, error]) => `  ${place}) printf '%s\\n' ${quoted(error)} >&2; exit 254 ;;`,
  );
  const prints = Object.entries(answers).map(
    ([start, answer]) => `  ${quoted(start)}*) printf '%s\\n' ${quoted(answer)} ;;`,
  );
  return `#!/usr/bin/env bash
shopt -s nullglob
name="\${0##*/}"
calls=('${folder}'/calls/*)
printf -v call '%s/calls/%03d' '${folder}' "\${#calls[@]}"
printf '%s\\0' "$name" "$@" > "$call"
if [ "$name $1" = "docker login" ]; then cat >> "$call"; fi
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
function exportedIn(text: string): Record<string, string | undefined> {
  const values = buildspec.env["exported-variables"].map((name) => {
    const [, value] = new RegExp(`^declare -x ${name}="(.*)"$`, "m").exec(text) ?? [];
    return [name, value] as const;
  });
  return Object.fromEntries(values);
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function artifactsIn(source: string): Record<string, Record<string, string>> {
  const artifacts = Object.entries(buildspec.artifacts["secondary-artifacts"]).map(([name, { files, ...more }]) => {
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

export const REPOSITORY = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/web";
export const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
export const COMMIT = "5f3c0ffee0123456789abcdef0123456789abcde";
export const PASSWORD = "a-password-of-the-registry";
/** Tag of an image that an earlier build has made. */
export const OLD_TAG = "20250102.030405.0ldc0de5";

/** What `describe-image-scan-findings` prints for counts of findings; ECR leaves out a severity that has none. */
export const findings = (counts: Partial<Record<"CRITICAL" | "HIGH" | "MEDIUM" | "LOW", number>>) =>
  ["COMPLETE", ...(["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const).map((level) => counts[level] ?? "None")].join("\t");

/** A commit of which a new image is built. */
export const aCommit: Surroundings = {
  variables: {
    REPOSITORY_URI: REPOSITORY,
    CONTAINER_NAME: "web",
    SCAN_FAIL_ON: "HIGH",
    DEFINITIONS_URI: "s3://a-bucket/definitions",
    IMAGE_TAG: "new",
    CODEBUILD_RESOLVED_SOURCE_VERSION: COMMIT,
  },
  source: { Dockerfile: "FROM scratch\n" },
  bucket: {
    "shop/taskdef.json": '{"containerDefinitions":[{"name":"web","image":"<IMAGE1_NAME>"}]}',
    "shop/appspec.yaml": "TaskDefinition: <TASK_DEFINITION>\n",
  },
  answers: {
    "aws ecr get-login-password": PASSWORD,
    "docker ": "",
    "sleep ": "",
    "aws ecr describe-images ": `${DIGEST}\t2025-01-02T03:04:06.789000+00:00\t${OLD_TAG}`,
    "aws ecr wait image-scan-complete ": "",
    "aws ecr describe-image-scan-findings ": findings({ MEDIUM: 2, LOW: 7 }),
  },
};

/** A run of the pipeline for an image that is there. */
export const aHotFix: Surroundings = { ...aCommit, variables: { ...aCommit.variables, IMAGE_TAG: OLD_TAG } };

/** A run of the pipeline that a push to ECR has started: its source action writes this file, and nothing else. */
export const aPush: Surroundings = {
  ...aCommit,
  variables: { ...aCommit.variables, CODEBUILD_RESOLVED_SOURCE_VERSION: DIGEST },
  source: {
    "imageDetail.json": JSON.stringify(
      {
        ImageSizeInBytes: "44728918",
        ImageDigest: DIGEST,
        Version: "1.0",
        ImagePushedAt: "Thu Jan 02 03:04:06 UTC 2025",
        RegistryId: "123456789012",
        RepositoryName: "team/web",
        ImageURI: `${REPOSITORY}@${DIGEST}`,
        ImageTags: [OLD_TAG],
      },
      null,
      4,
    ),
  },
};

/** The same, with other variables; `undefined` takes one away. */
export function withVariables(surroundings: Surroundings, changes: Record<string, string | undefined>): Surroundings {
  const variables = Object.entries({ ...surroundings.variables, ...changes });
  const set = variables.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...surroundings, variables: Object.fromEntries(set) };
}

/** The same, with other answers. */
export const withAnswers = (surroundings: Surroundings, answers: Record<string, string>): Surroundings => ({
  ...surroundings,
  answers: { ...surroundings.answers, ...answers },
});
