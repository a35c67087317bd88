import { defaults, type Instruction, jsonWords, labels, parseDockerfile, substitute } from "./dockerfile.ts";

/** What is wrong with a Dockerfile, most of it what Checkov, hadolint and Trivy look for; empty if nothing is. */
export function findings(text: string): string[] {
  const all = parseDockerfile(text);
  const stages = stagesOf(all);
  return [...baseImages(all), ...stageNames(all), ...lastStage(stages.at(-1) ?? []), ...stages.flatMap(anyStage)];
}

const LABELS = ["title", "version", "revision", "created", "source"].map((name) => `org.opencontainers.image.${name}`);
const SECRET = /password|passwd|secret|token|credential|(?:api|access|private)_?key/i;
const SECRET_FILE = /(?:^|[/\s])(?:\.env|\.npmrc|\.aws|\.ssh|\.netrc|id_rsa|[\w.-]+\.(?:pem|key|p12))\b/;

/** Commands of a RUN that are wrong wherever they are. */
const COMMANDS: readonly [RegExp, string][] = [
  [/\bsudo\b/, "sudo: a RUN has the rights of the USER above it"],
  [/\bchpasswd\b/, "chpasswd: the image would hold a password"],
  [/\b(?:curl|wget)\b[^&;]*\|\s*(?:ba)?sh\b/, "runs what it downloads, unseen"],
  [/(?:^|[&;]\s*)cd\s/, "cd: use WORKDIR"],
  [/\bapt\s/, "apt is for people: use apt-get"],
  [/\bapk (?:update|upgrade)\b/, "apk update or upgrade: each build differs, take a newer base image"],
  [/\bapt-get (?:dist-)?upgrade\b/, "apt-get upgrade: each build differs, take a newer base image"],
  [/\bcurl\b[^&;|]*\s(?:-k|--insecure)\b/, "curl without checking the certificate"],
  [/--no-check-certificate\b/, "wget without checking the certificate"],
  [/--allow-untrusted\b|--allow-unauthenticated\b|--nogpgcheck\b/, "packages without checking the signature"],
  [/\bchmod\s+(?:-R\s+)?0?777\b/, "chmod 777: world-writable"],
];

function stagesOf(all: readonly Instruction[]): Instruction[][] {
  const starts = all.flatMap(({ name }, index) => (name === "FROM" ? [index] : []));
  return starts.map((start, nth) => all.slice(start, starts[nth + 1]));
}

function baseImages(all: readonly Instruction[]): string[] {
  const values = defaults(all);
  const names = stageAliases(all);
  return all
    .filter(({ name }) => name === "FROM")
    .flatMap(({ argument, flags }) => {
      const image = substitute(argument.split(/\s+/)[0] ?? "", values);
      const fixed = flags.some((flag) => /^--platform=(?!\$)/.test(flag));
      return [
        ...(fixed ? [`FROM ${image}: a fixed platform does not run on others`] : []),
        ...(image === "scratch" || names.includes(image) ? [] : tagFinding(image)),
      ];
    });
}

function tagFinding(image: string): string[] {
  if (image.includes("$")) return [`FROM ${image}: an ARG without a default`];
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return [];
  const [, tag] = /:([\w][\w.-]*)$/.exec(image) ?? [];
  if (tag === undefined) return [`FROM ${image}: no tag`];
  return /\d/.test(tag) ? [] : [`FROM ${image}: the tag moves from version to version`];
}

const stageAliases = (all: readonly Instruction[]): string[] =>
  all.flatMap(({ name, argument }) => (name === "FROM" && /\sas\s+(\S+)$/i.exec(argument)?.[1]) || []);

function stageNames(all: readonly Instruction[]): string[] {
  const names = stageAliases(all);
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `two stages are named ${name}`);
}

/** Of the stage that becomes the image. */
function lastStage(stage: readonly Instruction[]): string[] {
  const last = (name: string) => stage.findLast((each) => each.name === name);
  const user = last("USER")?.argument;
  const health = last("HEALTHCHECK")?.argument;
  const missing = LABELS.filter((label) => labels(stage)[label] === undefined);
  return [
    ...(user === undefined ? ["no USER: it runs as root"] : []),
    ...(user !== undefined && !/^[1-9]\d*(:\d+)?$/.test(user) ? [`USER ${user}: use a number other than 0`] : []),
    ...(health === undefined || /^NONE$/i.test(health) ? ["no HEALTHCHECK"] : []),
    ...(last("CMD") === undefined && last("ENTRYPOINT") === undefined ? ["neither CMD nor ENTRYPOINT"] : []),
    ...missing.map((label) => `no label ${label}`),
  ];
}

function anyStage(stage: readonly Instruction[]): string[] {
  const once = ["CMD", "ENTRYPOINT", "HEALTHCHECK"].filter(
    (name) => stage.filter((each) => each.name === name).length > 1,
  );
  return [...once.map((name) => `${name} twice: the last counts`), ...stage.flatMap(instruction), ...sequence(stage)];
}

function instruction({ name, argument, flags }: Instruction): string[] {
  switch (name) {
    case "ADD":
      return ["ADD: use COPY"];
    case "MAINTAINER":
      return ["MAINTAINER: use a label"];
    case "CMD":
    case "ENTRYPOINT":
      return shellForm(name, argument);
    case "HEALTHCHECK":
      return /^NONE$/i.test(argument) ? [] : shellForm("HEALTHCHECK", argument.replace(/^CMD\s+/, ""));
    case "WORKDIR":
      return /^["']?[/$]/.test(argument) ? [] : [`WORKDIR ${argument}: use an absolute path`];
    case "EXPOSE":
      return /(?:^|\s)22(?:\/tcp)?(?:\s|$)/.test(argument) ? ["EXPOSE 22: no SSH in an image"] : [];
    case "ARG":
    case "ENV":
      return SECRET.test(argument) ? [`${name} ${argument.split(/[=\s]/)[0]}: anyone with the image can read it`] : [];
    case "COPY":
      return [
        ...(SECRET_FILE.test(argument) ? [`COPY ${argument}: anyone with the image can read it`] : []),
        ...(flags.some((flag) => flag.startsWith("--from=")) && /^\/\s+\/$/.test(argument)
          ? ["COPY of a whole file system"]
          : []),
      ];
    case "RUN":
      return run(argument);
    default:
      return [];
  }
}

function shellForm(name: string, argument: string): string[] {
  return jsonWords(argument) === undefined ? [`${name} ${argument}: use the JSON form, signals reach no shell`] : [];
}

function run(command: string): string[] {
  return [
    ...COMMANDS.flatMap(([pattern, message]) => (pattern.test(command) ? [`RUN: ${message}`] : [])),
    ...(/\bapk add\b/.test(command) && !command.includes("--no-cache") ? ["RUN: apk add without --no-cache"] : []),
    ...(/\bapt-get install\b/.test(command) ? aptInstall(command) : []),
    ...(/\bapt-get update\b/.test(command) && !/\bapt-get install\b/.test(command)
      ? ["RUN: apt-get update by itself: a later install would take old lists from the cache"]
      : []),
  ];
}

function aptInstall(command: string): string[] {
  const wanted: [string, RegExp][] = [
    ["--no-install-recommends", /--no-install-recommends\b/],
    ["-y", /\s(?:-y|--yes)\b/],
    ["removing /var/lib/apt/lists", /rm -rf \/var\/lib\/apt\/lists/],
  ];
  return wanted.flatMap(([name, pattern]) => (pattern.test(command) ? [] : [`RUN: apt-get install without ${name}`]));
}

/** What depends on the instructions before. */
function sequence(stage: readonly Instruction[]): string[] {
  return stage.flatMap(({ name, argument }, index) => {
    const before = stage.slice(0, index);
    if (name === "RUN" && before.at(-1)?.name === "RUN") return ["two RUNs in a row: one makes one layer"];
    if (name === "RUN" && /[^|]\|[^|]/.test(withoutPatterns(argument)) && !before.some(isPipefail))
      return ["RUN: a pipe hides failures without pipefail: set SHELL, or do without"];
    if (name === "COPY" && !/\s["']?[/$]\S*$/.test(argument) && !before.some((each) => each.name === "WORKDIR"))
      return [`COPY ${argument}: a relative target needs a WORKDIR`];
    return [];
  });
}

/** In the patterns of a `case` a bar is not a pipe. */
const withoutPatterns = (command: string) => command.replaceAll(/\bcase\b.*?\besac\b/g, "");
const isPipefail = ({ name, argument }: Instruction) => name === "SHELL" && argument.includes("pipefail");
