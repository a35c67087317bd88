import { chmodSync, copyFileSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../support/folder.ts";
import { run } from "../support/terraform.ts";

const ROOT = resolve(__dirname, "../..");

/** A project with a lockfile, and programs of one's own for npm and Terraform. */
function project({
  terraform,
  installed,
  cli = "",
}: {
  terraform?: string;
  installed?: "before" | "after";
  cli?: string;
}) {
  const folder = newFolder();
  const bin = join(folder, "bin");
  for (const path of [bin, join(folder, "tools"), join(folder, "node_modules")]) mkdirSync(path);
  copyFileSync(join(ROOT, "tools/setup/setup.mjs"), join(folder, "tools/setup.mjs"));
  symlinkSync(process.execPath, join(bin, "node"));
  program(bin, "npm", 'echo "npm $*" >&2');
  if (terraform !== undefined) program(bin, "terraform", `echo '{"terraform_version":"${terraform}"}'`);
  const pty = join(folder, "node_modules/@cdktf/node-pty-prebuilt-multiarch");
  mkdirSync(pty, { recursive: true });
  writeFileSync(join(pty, "index.js"), cli);
  writeFileSync(join(folder, "package-lock.json"), "{}");
  if (installed !== undefined) {
    const marker = join(folder, "node_modules/.package-lock.json");
    writeFileSync(marker, "{}");
    const shift = installed === "before" ? -60 : 60;
    utimesSync(marker, new Date(), new Date(Date.now() + shift * 1000));
  }
  return (...args: string[]) => run(process.execPath, ["tools/setup.mjs", ...args], { PATH: bin }, folder);
}

function program(bin: string, name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

test.each([
  [undefined, true],
  ["before" as const, true],
  ["after" as const, false],
])("packages that were installed %s the lockfile changed are installed: %s", async (installed, expected) => {
  const { code, text } = await project({ terraform: "1.11.4", ...(installed && { installed }) })();
  expect(code).toBe(0);
  expect(text.includes("npm ci")).toBe(expected);
});

test.each([
  [undefined, 3, "terraform is not there: install Terraform 1.10 or newer"],
  ["1.9.8", 3, "terraform 1.9.8 is too old: install 1.10 or newer"],
  ["0.15.0", 3, "terraform 0.15.0 is too old"],
  ["1.10.0", 0, ""],
  ["1.15.0-rc1", 0, ""],
  ["2.0.0", 0, ""],
])("Terraform %s: exit code %d", async (terraform, code, message) => {
  const result = await project({ installed: "after", ...(terraform && { terraform }) })();
  expect(result.code).toBe(code);
  expect(result.text).toContain(message);
});

test("tests start without Terraform, and skip those that need it", async () => {
  expect((await project({ installed: "after" })("--packages")).code).toBe(0);
});

test("a Node.js that the cdktf CLI has no native parts for is named", async () => {
  const { code, text } = await project({
    terraform: "1.11.4",
    installed: "after",
    cli: "throw new Error('no such module')",
  })();
  expect(code).toBe(3);
  expect(text).toContain(`the cdktf CLI does not run on Node.js ${process.versions.node}`);
});
