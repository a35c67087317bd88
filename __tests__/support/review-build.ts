import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { newFolder } from "./folder.ts";
import { standIns } from "./stand-ins.ts";

interface Phase {
  readonly "on-failure": string;
  readonly "runtime-versions"?: Readonly<Record<string, number>>;
  readonly commands: readonly string[];
}

/** A build specification, as far as `buildspec.plan.yml` uses the format. */
interface Buildspec {
  readonly version: number;
  readonly env: {
    readonly shell: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly "exported-variables": readonly string[];
  };
  readonly phases: Readonly<Record<string, Phase>>;
  readonly artifacts: { readonly "base-directory": string; readonly files: readonly string[] };
}

export const buildspec = parse(readFileSync(resolve(__dirname, "../../buildspec.plan.yml"), "utf8")) as Buildspec;

export const RECORD = `sha256:${"0123456789abcdef".repeat(4)}`;
/** The script that installs Terraform, which is tested by itself. */
export const INSTALLER = "tools/setup/install-terraform.sh";
export const VERSION = buildspec.env.variables.TERRAFORM_VERSION as string;

/** What a build finds. */
export interface Surroundings {
  /** Environment variables, beside those that bash needs; `undefined` for one that is not set. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Exit code of the tool that reviews, and what it writes. */
  readonly exitCode?: number;
  readonly headline?: string;
  readonly record?: unknown;
  /** Record of the review that the apply gets; `null` where it gets none. */
  readonly given?: string | null;
  /** Programs that fail. */
  readonly failing?: readonly string[];
}

export interface ReviewBuild {
  readonly succeeds: boolean;
  readonly calls: readonly string[];
  /** Standard output and standard error of all phases. */
  readonly text: string;
  readonly exported: Readonly<Record<string, string | undefined>>;
  /** Files of the output artifact, by path. */
  readonly artifact: readonly string[];
  /** Where Terraform comes from in the build's last phase. */
  readonly terraform: string;
  /** Subjects of the commits in the source folder. */
  readonly commits: string;
}

const fails = (name: string, failing: readonly string[]) =>
  failing.includes(name) ? `echo '${name} is broken' >&2; exit 9\n` : "";

/** Runs the phases as CodeBuild does, with stand-ins for all that is not on the build machine. */
export function runReviewBuild(step: "plan" | "apply", surroundings: Surroundings = {}): ReviewBuild {
  const { exitCode = 0, headline = "2 to add", record = RECORD, failing = [] } = surroundings;
  const root = newFolder();
  const at = (name: string) => join(root, name);
  for (const name of ["source", "tmp", "given", "written"]) mkdirSync(at(name));
  for (const name of ["main.ts", ".gitignore"]) writeFileSync(join(at("source"), name), "review/\n");
  mkdirSync(join(at("source"), dirname(INSTALLER)), { recursive: true });
  writeFileSync(join(at("source"), INSTALLER), 'install-terraform "$@"\n');
  const review = (of: unknown) => JSON.stringify({ verdict: { headline }, record: of });
  writeFileSync(at("written/review.json"), review(record));
  if (surroundings.given !== null) writeFileSync(at("given/review.json"), review(surroundings.given ?? RECORD));

  const programs = standIns(root, {
    aws: fails("aws", failing),
    "install-terraform": `${fails("install-terraform", failing)}printf 'echo terraform' > "$2/terraform"; chmod +x "$2/terraform"`,
    npm: `${fails("npm", failing)}case "$*" in
*--out*) mkdir -p review/plans; cp '${at("written/review.json")}' review/review.json
  touch review/review.html review/plans/network.tfplan; exit ${exitCode} ;;
*--apply*) exit ${exitCode} ;;
esac`,
  });
  const variables = {
    STEP: step,
    ENVIRONMENT: "shop",
    REVIEW_BUCKET: "a-bucket",
    AWS_REGION: "eu-central-1",
    CODEBUILD_BUILD_ID: "shop-plan:0a1b-2c3d",
    ...(step === "apply" && { REVIEW_RECORD: RECORD, CODEBUILD_SRC_DIR_ReviewArtifact: at("given") }),
    ...surroundings.variables,
  };
  const env: NodeJS.ProcessEnv = {
    PATH: `${programs.folder}:${process.env.PATH}`,
    HOME: root,
    TMPDIR: at("tmp"),
    ...buildspec.env.variables,
    ...variables,
  };

  writeFileSync(at("exported"), "");
  let succeeds = true;
  let text = "";
  for (const [name, { commands }] of Object.entries(buildspec.phases)) {
    const script = [`. '${at("exported")}'`, ...commands, `export -p > '${at("exported")}'`];
    writeFileSync(at(name), script.join("\n"));
    const shell = spawnSync(buildspec.env.shell, [at(name)], { cwd: at("source"), env, encoding: "utf8" });
    text += shell.stdout + shell.stderr;
    succeeds = shell.status === 0;
    if (!succeeds) break;
  }
  const after = readFileSync(at("exported"), "utf8");
  const value = (name: string) => new RegExp(`^declare -x ${name}="(.*)"$`, "m").exec(after)?.[1];
  const folder = join(at("source"), buildspec.artifacts["base-directory"]);
  return {
    succeeds,
    calls: programs.calls().map((call) => call.replaceAll(root, "ROOT").replace(/ROOT\/tmp\/[\w.]+/g, "TOOLS")),
    text,
    exported: Object.fromEntries(buildspec.env["exported-variables"].map((name) => [name, value(name)])),
    artifact: existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }).sort() : [],
    terraform: (value("PATH") ?? "").split(":")[0] as string,
    commits: spawnSync("git", ["log", "--format=%s"], { cwd: at("source"), env, encoding: "utf8" }).stdout.trim(),
  };
}
