import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { standIns } from "../../support/stand-ins.ts";

jest.setTimeout(60_000);

const SETUP = resolve(__dirname, "../../../tools/setup");
const SCRIPT = readFileSync(join(SETUP, "install-terraform.sh"), "utf8");
const [, FINGERPRINT = ""] = /^readonly FINGERPRINT=(\w+)$/m.exec(SCRIPT) ?? [];
const VERSION = "1.11.4";
const ZIP = "a zip file";
const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const sumsOf = (text: string) =>
  ["linux_amd64", "linux_arm64", "darwin_arm64"]
    .map((platform) => `${digest(text)}  terraform_${VERSION}_${platform}.zip\n`)
    .join("");

/** A key like HashiCorp's, of a time in the past. */
interface Key {
  readonly home: string;
  readonly fingerprint: string;
}

// The socket of an agent has to have a short path.
const homes: string[] = [];
function gpg(home: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync("gpg", ["--batch", "--homedir", home, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function newKey(...when: string[]): Key {
  const home = mkdtempSync(join(process.platform === "linux" ? "/tmp" : tmpdir(), "gpg-"));
  homes.push(home);
  const key = ["--passphrase", "", "--quick-gen-key", "Release <release@example.com>", "ed25519", "sign", "1y"];
  gpg(home, ...when, ...key);
  const [, fingerprint = ""] = /^fpr:+(\w+):/m.exec(gpg(home, "--with-colons", "--list-keys")) ?? [];
  return { home, fingerprint };
}

const LONG_AGO = ["--faked-system-time", "20200101T000000"];

const hasGpg = ["gpg", "gpg-agent"].every((name) => spawnSync(name, ["--version"]).status === 0);
if (!hasGpg) process.stderr.write("skipped: installing Terraform, because gpg is not on the PATH\n");

interface Server {
  readonly sums?: string | Buffer;
  readonly signature?: Buffer;
  readonly zip?: string;
}

(hasGpg ? describe : describe.skip)("Terraform is installed", () => {
  let key: Key;
  beforeAll(() => {
    key = newKey();
  });
  afterAll(() => {
    for (const home of homes.splice(0)) {
      spawnSync("gpgconf", ["--homedir", home, "--kill", "all"]);
      rmSync(home, { recursive: true, force: true });
    }
  });

  function sign(text: string, by: Key, ...when: string[]): Buffer {
    const folder = newFolder();
    writeFileSync(join(folder, "sums"), text);
    gpg(by.home, ...when, "--detach-sign", "--output", join(folder, "sig"), join(folder, "sums"));
    return readFileSync(join(folder, "sig"));
  }

  /** Runs the script, or a copy that trusts another key. */
  function install(
    { sums = sumsOf(ZIP), signature = sign(sumsOf(ZIP), key), zip = ZIP }: Server = {},
    { trusted = key as Key | null, machine = "x86_64", system = "Linux", version = VERSION } = {},
  ) {
    const root = newFolder();
    const at = (name: string) => join(root, name);
    writeFileSync(at("served-sums"), sums);
    writeFileSync(at("served-sig"), signature);
    writeFileSync(at("served-zip"), zip);
    mkdirSync(at("setup"));
    if (trusted === null) copyFileSync(join(SETUP, "hashicorp.asc"), at("setup/hashicorp.asc"));
    else gpg(trusted.home, "--armor", "--output", at("setup/hashicorp.asc"), "--export");
    writeFileSync(at("setup/install.sh"), trusted === null ? SCRIPT : SCRIPT.replace(FINGERPRINT, trusted.fingerprint));
    const programs = standIns(root, {
      curl: `while [ "$1" != --output ]; do shift; done
case "$3" in *.sig) cp '${at("served-sig")}' "$2" ;; *SHA256SUMS) cp '${at("served-sums")}' "$2" ;; *) cp '${at("served-zip")}' "$2" ;; esac`,
      uname: `[ "$1" = -s ] && echo '${system}' || echo '${machine}'`,
      unzip: `printf terraform > "\${!#}/terraform"`,
    });
    const env = { PATH: `${programs.folder}:${process.env.PATH}`, HOME: root, TMPDIR: root };
    const args = [at("setup/install.sh"), version, at("tools")];
    const { status, stderr } = spawnSync("bash", args, { env, encoding: "utf8" });
    return {
      status,
      text: stderr,
      calls: programs.calls().filter((call) => !call.startsWith("uname")),
      isThere: existsSync(at("tools/terraform")),
    };
  }

  test.each([
    ["Linux", "x86_64", "linux_amd64"],
    ["Linux", "aarch64", "linux_arm64"],
    ["Darwin", "arm64", "darwin_arm64"],
  ])("on %s %s, once signature and checksum are checked", (system, machine, platform) => {
    const { status, isThere, calls } = install({}, { system, machine });
    expect([status, isThere]).toEqual([0, true]);
    const from = `https://releases.hashicorp.com/terraform/${VERSION}/terraform_${VERSION}`;
    expect(calls.map((call) => call.split(" ").at(-1)).slice(0, 3)).toEqual([
      `${from}_SHA256SUMS`,
      `${from}_SHA256SUMS.sig`,
      `${from}_${platform}.zip`,
    ]);
  });

  const NOT_GOOD = "was not installed: HashiCorp's signature of SHA256SUMS is not good";

  test.each<[what: string, server: () => Server, trusted: () => Key, message: string]>([
    ["a file that SHA256SUMS does not name so", () => ({ zip: "another" }), () => key, "is not what SHA256SUMS says"],
    ["SHA256SUMS that were altered", () => ({ sums: sumsOf("another"), zip: "another" }), () => key, NOT_GOOD],
    ["a signature that is none", () => ({ signature: Buffer.from("<html>") }), () => key, NOT_GOOD],
    ["a signature of another key", () => ({ signature: sign(sumsOf(ZIP), newKey()) }), () => key, NOT_GOOD],
  ])("not with %s", (_, server, trusted, message) => {
    const { status, text, isThere } = install(server(), { trusted: trusted() });
    expect([status, isThere]).toEqual([1, false]);
    expect(text).toContain(message);
  });

  test("not with a signature of a key that has expired, which gpg takes for good", () => {
    const expired = newKey(...LONG_AGO);
    const { status, text } = install({ signature: sign(sumsOf(ZIP), expired, ...LONG_AGO) }, { trusted: expired });
    expect(status).toBe(1);
    expect(text).toContain("Good signature");
    expect(text).toContain(`${NOT_GOOD}. If the key has expired, take the newer one of https://www.hashicorp.com/`);
  });

  test("not with a key file of which another key has signed", () => {
    const other = newKey();
    const trusted = { ...other, fingerprint: key.fingerprint };
    expect(install({ signature: sign(sumsOf(ZIP), other) }, { trusted }).text).toContain(NOT_GOOD);
  });

  test("not where there is none for the machine, or no such version", () => {
    expect(install({}, { machine: "riscv64" }).text).toContain("there is none for riscv64: use a machine with x86_64");
    expect(install({}, { system: "Plan9" }).text).toContain("there is none for Plan9: use Linux or macOS");
    expect(install({}, { version: "latest" }).text).toContain("a version has three numbers, such as 1.11.4");
    expect(install({ sums: "", signature: sign("", key) }).text).toContain("SHA256SUMS has no terraform_1.11.4_linux");
  });

  // Fails once the key in the repository has expired, which nothing else would say before the next installation.
  test("with what HashiCorp has signed, by the key in the repository", () => {
    const real = (name: string) =>
      readFileSync(join(__dirname, `terraform-${VERSION}`, `terraform_${VERSION}_${name}`));
    const server = { sums: real("SHA256SUMS"), signature: real("SHA256SUMS.sig") };
    const { text } = install(server, { trusted: null });
    expect(text).not.toContain("signature");
    expect(text).toContain(`terraform_${VERSION}_linux_amd64.zip is not what SHA256SUMS says`); // the server sends another file
    expect(install({ ...server, sums: sumsOf(ZIP) }, { trusted: null }).text).toContain(NOT_GOOD);
  });
});
