import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { boundProviders } from "../../../packages/provider-lock/bindings.ts";
import { minorUpdates } from "../../../packages/provider-lock/constraint.ts";
import {
  LOCK_FILE,
  LOCKED_PLATFORMS,
  type LockedProvider,
  parseLock,
} from "../../../packages/provider-lock/lock-file.ts";
import { placeLock } from "../../../packages/provider-lock/place.ts";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform, type Run, run } from "../../support/terraform.ts";

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, "../../..");
const BINARY = process.env.TERRAFORM_BINARY_NAME || "terraform";
const REGISTRY = BINARY.endsWith("tofu") ? "registry.opentofu.org" : "registry.terraform.io";
const bound = boundProviders(join(ROOT, "node_modules/@cdktf"));
const [first] = bound;
if (first === undefined) throw new Error("there are no bindings");
const { source, version } = first;
/** A later minor version of the first provider. */
const LATER = version.replace(/\.\d+\./, ".99.");

/** A filesystem mirror, with packages of which nothing is real. */
const mirror = newFolder();
for (const each of [...bound, { source, version: LATER }])
  for (const platform of LOCKED_PLATFORMS) {
    const folder = join(mirror, REGISTRY, each.source, each.version, platform);
    mkdirSync(folder, { recursive: true });
    const program = join(folder, `terraform-provider-${each.source.replace(/.*\//, "")}_v${each.version}`);
    writeFileSync(program, `${each.source} ${each.version} ${platform}\n`);
    chmodSync(program, 0o755);
  }

/** Runs `npm run lock` in a project of which only the lock file differs. */
function lock(project: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  const program = ["--import", join(ROOT, "node_modules/tsx/dist/loader.mjs"), join(ROOT, "tools/lock/main.ts")];
  return run(process.execPath, [...program, ...words], { ...inherited, HOME: newFolder(), ...env }, project);
}

const fromMirror = `--mirror=${mirror}`;
const lockedIn = (project: string, file = "terraform.lock.hcl") => parseLock(readFileSync(join(project, file), "utf8"));
const versionsIn = (project: string) => lockedIn(project).map((each) => each.version);

describeWithTerraform("npm run lock", () => {
  const project = newFolder();

  test("locks the version of each binding, for every platform", async () => {
    const { code, text } = await lock(project, [fromMirror]);
    expect(text).toContain(
      `${source} ${version}, ${LOCKED_PLATFORMS.length} hashes, ${LOCKED_PLATFORMS.length} of them new`,
    );
    expect(code).toBe(0);
    expect(lockedIn(project)).toEqual(
      bound.map((each) => ({
        address: `${REGISTRY}/${each.source}`,
        version: each.version,
        constraints: minorUpdates(each.version),
        hashes: LOCKED_PLATFORMS.map(() => expect.stringMatching(/^h1:/)),
      })),
    );
  });

  test("changes nothing when it is run again", async () => {
    const before = readFileSync(join(project, "terraform.lock.hcl"), "utf8");
    expect((await lock(project, [fromMirror])).text).toContain(", 0 of them new");
    expect(readFileSync(join(project, "terraform.lock.hcl"), "utf8")).toBe(before);
  });

  test("takes a later version only when it is asked to, and keeps that", async () => {
    const later = newFolder();
    cpSync(project, later, { recursive: true });
    expect((await lock(later, [fromMirror, "--upgrade"])).text).toContain(`${source} ${LATER}, was ${version}`);
    expect(versionsIn(later)[0]).toBe(LATER);
    await lock(later, [fromMirror]);
    expect(versionsIn(later)[0]).toBe(LATER);
    expect(versionsIn(project)[0]).toBe(version);
  });

  test("replaces a version that the bindings hold for no more, and keeps what is of another registry", async () => {
    const old = newFolder();
    const other = `provider "registry.example.com/a/b" {\n  version = "1.0.0"\n  hashes = [\n    "h1:A=",\n  ]\n}\n`;
    const text = readFileSync(join(project, "terraform.lock.hcl"), "utf8").replace(`"${version}"`, '"1.2.3"');
    writeFileSync(join(old, "terraform.lock.hcl"), `${text}\n${other}`);
    expect((await lock(old, [fromMirror])).text).toContain(`${source} ${version}, was 1.2.3`);
    expect(lockedIn(old).map(({ address }) => address)).toEqual([
      ...bound.map((each) => `${REGISTRY}/${each.source}`),
      "registry.example.com/a/b",
    ]);
  });

  test("writes the file of an environment, and renews that from then on", async () => {
    const env = { ENVIRONMENT: "prod" };
    const two = newFolder();
    expect((await lock(two, [fromMirror, "--own"], env)).text).toContain(
      "Locking providers in terraform.prod.lock.hcl",
    );
    expect((await lock(two, [fromMirror], env)).text).toContain("Locking providers in terraform.prod.lock.hcl");
    expect(existsSync(join(two, "terraform.lock.hcl"))).toBe(false);
  });

  test("says what Terraform says, and writes nothing", async () => {
    const empty = newFolder();
    const { code, text } = await lock(empty, [`--mirror=${newFolder()}`]);
    expect(code).toBe(1);
    expect(text.trim().split("\n").at(-1)).toBe("nothing was written");
    expect(existsSync(join(empty, "terraform.lock.hcl"))).toBe(false);
  });

  test.each([
    [["--force"], {}, "lock: --force is unknown: use --upgrade, --own, --mirror=FOLDER or --help\n"],
    [
      [],
      { TF_REATTACH_PROVIDERS: "{}" },
      "lock: the offline AWS has no packages to lock: run it without npm run offline --\n",
    ],
  ])("%j with %j is wrong usage", async (words, env, text) => {
    expect(await lock(newFolder(), words, env)).toEqual({ code: 2, text });
  });
});

describeWithTerraform("terraform init in a stack, started by the wrapper", () => {
  const project = newFolder();
  const stack = join(project, "stack");
  const settings = join(project, "cli.tfrc");

  const init = (folder = stack) => {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: settings, CDKTF_TERRAFORM: BINARY };
    return run("sh", [join(ROOT, "tools/cdktf/terraform.sh"), "init", "-input=false", "-no-color"], env, folder);
  };

  function write(required: object, mirrored = mirror): void {
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
    writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${mirrored}"\n  }\n}\n`);
  }

  const required = { one: { source, version: minorUpdates(version) } };
  const whole = () => lockedIn(stack, LOCK_FILE);

  beforeAll(async () => {
    await lock(project, [fromMirror]);
    process.chdir(project);
  });
  afterAll(() => process.chdir(ROOT));

  test("takes the locked version although there is a later one, and leaves the lock as it is", async () => {
    write(required);
    placeLock(stack, { TERRAFORM_BINARY_NAME: BINARY });
    const before = readFileSync(join(stack, LOCK_FILE), "utf8");
    const { code, text } = await init();
    expect(text).toContain(`Installed ${source} v${version}`);
    expect(code).toBe(0);
    expect(readFileSync(join(stack, LOCK_FILE), "utf8")).toBe(before);
  });

  test("refuses a package that was altered", async () => {
    const altered = newFolder();
    cpSync(mirror, altered, { recursive: true });
    for (const platform of LOCKED_PLATFORMS) {
      const name = `terraform-provider-${source.replace(/.*\//, "")}_v${version}`;
      appendFileSync(join(altered, REGISTRY, source, version, platform, name), "altered");
    }
    const folder = join(project, "other");
    write(required, altered);
    cpSync(stack, folder, { recursive: true, filter: (path) => !path.endsWith(".terraform") });
    const { code, text } = await init(folder);
    expect(text).toContain("match any of the checksums");
    expect(code).toBe(1);
  });

  test("adds a provider to a lock that misses it", async () => {
    const [, second] = bound;
    if (second === undefined) throw new Error("there is one binding");
    const more = { ...required, two: { source: second.source, version: minorUpdates(second.version) } };
    write(more);
    const only: LockedProvider[] = lockedIn(project).slice(0, 1);
    const text = readFileSync(join(project, "terraform.lock.hcl"), "utf8");
    writeFileSync("terraform.lock.hcl", text.slice(0, text.indexOf('provider "', text.indexOf(source))));
    expect(lockedIn(project)).toEqual(only);
    placeLock(stack, { TERRAFORM_BINARY_NAME: BINARY });
    expect(await init()).toMatchObject({ code: 0 });
    expect(whole()).toHaveLength(2);
  });
});
