import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { smallest } from "../../examples/smallest.ts";
import { type Block, blocksOf, codeBlocks, DOCUMENTS, placeOf } from "../support/document.ts";
import { GuideCopy } from "../support/guide.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { describeWithTerraform } from "../support/terraform.ts";

/** Commands that are not run here, and why; `commands.test.ts` checks their form. */
const NOT_RUN: readonly [command: RegExp, reason: string][] = [
  [/^aws\b/, "needs AWS: commands.test.ts checks it against the options of the AWS CLI"],
  [/^npm test\b/, "runs these tests"],
  [/^npm run preview\b/, "needs a Docker engine: engine.test.ts has a stand-in for it"],
  [/--existing FILE/, "FILE is any list: docs/network.md has one, and the same command"],
  [/^git push\b/, "needs a repository in CodeCommit"],
  [/^docker buildx\b/, "needs an image registry"],
  [/^npm run lock\b/, "downloads providers"],
  [/^npm run checkov\b/, "needs Checkov: CI has it"],
  [
    /\bcdktf\.out\b.* commands-(?:web|search)\b|^node .* output fargate-cluster/,
    "needs the showcase: showcase.long.test.ts deploys it",
  ],
  [/adopt -- --restore-state/, "needs a state that was cut off: broken-state.long.test.ts makes one"],
  [/force-unlock/, "needs a lock that was left: remote-state.long.test.ts makes one"],
  [/state push/, "needs an earlier state: remote-state.long.test.ts has one"],
];

/** A review ends with 2 or 3 where something changes. */
const REVIEWED = `
npm() {
  local code=0
  attached npm "$@" || code=$?
  case "$* $code" in *review*\\ [23]) return 0 ;; esac
  return "$code"
}
`;

/** For scripts that run behind the offline AWS as a whole: it is started once. */
const WITHIN = `attached() { command "$@"; }${REVIEWED}`;

/** For scripts whose commands start the offline AWS, or make what it serves from its next start on. */
const EACH = `
offline() { command npm run --silent offline -- "$@"; }
terraform() { offline terraform "$@"; }
node() { offline node "$@"; }
attached() {
  case "$*" in
    *offline* | *" run demo" | *bench*) command "$@" ;;
    *) offline "$@" ;;
  esac
}
${REVIEWED}`;
const STARTS = /offline|run demo|bench|bootstrap/;

const withoutVariables = (line: string) => line.trim().replace(/^(?:[A-Z_]+=\S+ )+/, "");
const isNotRun = (line: string) => NOT_RUN.some(([command]) => command.test(withoutVariables(line)));

/** The environment that a block works with. */
const environmentOf = (code: string) => /(?:ENVIRONMENT=|TF_DATA_DIR=\.terraform\/)(\w+)/.exec(code)?.[1] ?? "demo";

/** Commands that are the same on the offline AWS. */
const sameAs = (line: string) =>
  withoutVariables(line).replace(/^npm run offline -- (?!-)| -- --auto-approve|\s+#.*/g, "");

interface Script {
  readonly place: string;
  readonly environment: string;
  readonly text: string;
}

/** What is run of blocks: without exceptions, and each command once an environment. */
function scriptsOf(blocks: readonly Block[]): Script[] {
  const run = new Set(["demo npm run demo"]);
  return blocks.flatMap((block) => {
    const environment = environmentOf(block.code);
    const lines = block.code.replaceAll("\\\n", " ").split("\n");
    const commands = lines.filter((line) => !isNotRun(line) && !run.has(`${environment} ${sameAs(line)}`));
    if (commands.every((line) => /^(?:export\b.*|\s*)$/.test(line))) return [];
    for (const line of commands) run.add(`${environment} ${sameAs(line)}`);
    // The text around a block that begins with applying has readers make the review first.
    const review = / --apply /.test(lines[0] ?? "") ? [`ENVIRONMENT=${environment} npm run review -- --offline`] : [];
    return [{ place: placeOf(block), environment, text: [...review, ...commands].join("\n") }];
  });
}

/** Environments together, each synthesized once; last the block that empties the offline AWS. */
const order = ({ code }: Block) => `${code.includes("--reset")} ${environmentOf(code)}`;

/** The guides are followed in `guides.exhaustive.test.ts`, the package has its own test. */
const SCRIPTS = nonEmpty(
  scriptsOf(
    ["README.md", ...DOCUMENTS.filter((document) => /^docs\/[\w-]+\.md$/.test(document))]
      .flatMap(blocksOf)
      .filter(({ language }) => language === "sh")
      .sort((one, other) => order(one).localeCompare(order(other))),
  ),
);

const [README_ENVIRONMENT = ""] = codeBlocks("README.md", "ts");
const SHOP = {
  ...smallest,
  name: "shop",
  state: { type: "s3", bucket: "acme-terraform-state-123456789012" },
};

/** As `terraform show -json` writes a plan that changes nothing. */
const EMPTY_PLAN = { format_version: "1.2", terraform_version: "1.11.4", planned_values: {}, resource_changes: [] };

test("each exception is for a command of a document", () => {
  const blocks = DOCUMENTS.flatMap(blocksOf).filter(({ language }) => language === "sh");
  const lines = blocks.flatMap(({ code }) => code.split("\n")).map(withoutVariables);
  expect(NOT_RUN.filter(([command]) => !lines.some((line) => command.test(line)))).toEqual([]);
});

describeWithTerraform("the commands of README and docs, in a copy of the project", () => {
  const copy = new GuideCopy();

  /** The environment that `cdktf.out` has. */
  let synthesized = "";

  /** Runs a script there. Throws with what it has written where it fails. */
  async function succeeds(script: string): Promise<void> {
    const isOffline = !STARTS.test(script);
    const { code, text } = await copy.run(`${isOffline ? WITHIN : EACH}\n${script}`, { isOffline });
    if (code !== 0) throw new Error(`exit code ${code} of\n${script}\n${text.slice(-4000)}`);
  }

  const write = (path: string, text: string) => writeFileSync(join(copy.folder, path), text);

  beforeAll(async () => {
    const environments = "config/environments";
    write(`${environments}/hello.ts`, README_ENVIRONMENT);
    write(`${environments}/shop.ts`, `export const shop = ${JSON.stringify(SHOP)} as never;\n`);
    const list = readFileSync(join(copy.folder, environments, "environments.ts"), "utf8");
    const imports = 'import { hello } from "./hello.ts";\nimport { shop } from "./shop.ts";\n';
    write(`${environments}/environments.ts`, imports + list.replace(/= \{ /, "= { hello, shop, "));
    write("existing.json", codeBlocks("docs/network.md", "json")[0] as string);
    // Plans that were made elsewhere.
    for (const stack of ["network", "iam"]) write(`${stack}.json`, JSON.stringify(EMPTY_PLAN));
    await succeeds("npm run demo");
  }, 600_000);

  test.each(SCRIPTS.map((script) => [script.place, script] as const))(
    "%s",
    async (_, { environment, text }) => {
      const synthesis = environment === synthesized ? "" : `ENVIRONMENT=${environment} npm run synth\n`;
      synthesized = environment;
      await succeeds(`${synthesis}${text}`);
    },
    600_000,
  );
});
