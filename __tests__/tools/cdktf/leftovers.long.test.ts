import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { offline } from "../../support/offline.ts";
import { type StackJson, writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform, type Run } from "../../support/terraform.ts";

const TOOLS = resolve(__dirname, "../../../tools/cdktf");
const TSX = resolve(__dirname, "../../../node_modules/tsx/dist/loader.mjs");

/** Where `LOCAL_STATE_FOLDER` behind the offline AWS leads the project's own stacks to. */
const STATES = ".offline-aws/state/demo";

jest.setTimeout(90_000);

const repository = (name: string, more: StackJson = {}): StackJson => ({
  "//": { metadata: { version: "0.21.0", stackName: name, backend: "local" } },
  terraform: {
    backend: { local: { path: `../../../${STATES}/${name}.tfstate` } },
    required_providers: { aws: { source: "aws", version: "6.25.0" } },
  },
  provider: { aws: [{ region: "eu-central-1" }] },
  resource: { aws_ecr_repository: { images: { name: `${name}-images` } } },
  output: { name: { value: `${name}-images` } },
  ...more,
});
const readsRegistry = {
  data: {
    terraform_remote_state: {
      registry: { backend: "local", config: { path: `../../../${STATES}/registry.tfstate` } },
    },
  },
};
const base = repository("base");
const registry = repository("registry");
const cicd = repository("cicd", readsRegistry);

/** A project whose app writes nothing: its stacks are there. */
class Project {
  readonly folder = newFolder();

  constructor() {
    const json = { language: "typescript", app: "true", projectId: "leftovers", sendCrashReports: "false" };
    writeFileSync(join(this.folder, "cdktf.json"), JSON.stringify(json));
  }

  write(stacks: Record<string, StackJson>): void {
    writeStacks(join(this.folder, "cdktf.out"), stacks);
  }

  cdktf(...words: string[]): Promise<Run> {
    return offline(this.folder, [process.execPath, join(TOOLS, "cdktf.mjs"), ...words], { CI: "1" });
  }

  async apply(...stacks: string[]): Promise<void> {
    const each =
      'terraform -chdir="cdktf.out/stacks/$0" init && terraform -chdir="cdktf.out/stacks/$0" apply -auto-approve';
    const script = `set -e; for stack in "$@"; do sh -c '${each}' "$stack"; done`;
    const { code, text } = await offline(this.folder, ["sh", "-c", script, "sh", ...stacks]);
    if (code !== 0) throw new Error(text);
  }

  destroyLeftover(...words: string[]): Promise<Run> {
    const tool = join(TOOLS, "destroy-leftover.ts");
    return offline(this.folder, [process.execPath, "--import", TSX, tool, ...words]);
  }

  resources(stack: string): string[] {
    const file = join(this.folder, STATES, `${stack}.tfstate`);
    const { resources } = JSON.parse(readFileSync(file, "utf8")) as { resources: { mode: string; type: string }[] };
    return resources.filter(({ mode }) => mode === "managed").map(({ type }) => type);
  }
}

const reports = ({ text }: Run) => text.match(/^Left over: .*$/gm) ?? [];

describeWithTerraform("stacks that are no longer synthesized", () => {
  const project = new Project();

  beforeAll(async () => {
    project.write({ base, registry, cicd });
    await project.apply("base", "registry", "cicd");
  });

  test("are not leftovers while they are synthesized", async () => {
    project.write({ base, registry, cicd });
    const run = await project.destroyLeftover("registry");
    expect(run).toMatchObject({ code: 1, text: expect.stringContaining("registry is a stack of demo") });
  });

  describe("and still have resources", () => {
    beforeAll(() => project.write({ base }));

    test("are named before and after a deployment, with the command that destroys each", async () => {
      const run = await project.cdktf("deploy", "*");
      expect(run.code).toBe(0);
      expect(reports(run).map((line) => /stack (\w+) any more/.exec(line)?.[1])).toEqual([
        ...["cicd", "registry"],
        ...["cicd", "registry"],
      ]);
      expect(run.text.indexOf("Left over")).toBeLessThan(run.text.indexOf("Initializing"));
      expect(run.text).toContain("  npm run offline -- npm run destroy:leftover -- cicd\n");
      expect(project.resources("cicd")).toEqual(["aws_ecr_repository"]);
    });

    test("are not named by a command that is about something else", async () => {
      expect(reports(await project.cdktf("deploy", "--help"))).toEqual([]);
    });

    test.each([
      ["of which nothing is left", ["network"], 1, "left over is cicd, registry"],
      ["that another leftover was made with", ["registry"], 1, "cicd, which is left over too, was made with values of"],
      ["that is not named", [], 2, "name one stack"],
      ["with an option that there is not", ["cicd", "--force"], 2, "unknown option --force"],
    ])("one %s is not destroyed", async (_, words, code, said) => {
      const run = await project.destroyLeftover(...words);
      expect(run).toMatchObject({ code, text: expect.stringContaining(said) });
      expect(project.resources("registry")).toEqual(["aws_ecr_repository"]);
    });

    test("one that a deployed stack still reads is not destroyed", async () => {
      project.write({ base, cicd });
      const run = await project.destroyLeftover("registry");
      expect(run).toMatchObject({
        code: 1,
        text: expect.stringContaining("cicd is still deployed with values of registry"),
      });
      project.write({ base });
    });

    test("one is destroyed", async () => {
      const { code, text } = await project.destroyLeftover("cicd");
      expect([code, text]).toEqual([0, expect.stringContaining("1 destroyed")]);
      expect(project.resources("cicd")).toEqual([]);
    });

    test("one that was destroyed is no longer named, and the rest is when all that is synthesized is destroyed", async () => {
      const run = await project.cdktf("destroy", "*");
      expect([run.code, reports(run).map((line) => line.includes("registry"))]).toEqual([0, [true, true]]);
      expect(project.resources("registry")).toEqual(["aws_ecr_repository"]);
    });
  });
});
