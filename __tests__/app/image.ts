import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../support/folder.ts";
import { type Instruction, jsonWords, parseDockerfile } from "./dockerfile.ts";

export const ROOT = resolve(__dirname, "../..");
export const SITE = join(ROOT, "app/site");

/** Whether this machine has the programs that the RUN of the Dockerfile uses, as Alpine Linux has them. */
export const canBuild = process.platform === "linux";
if (!canBuild) process.stderr.write("skipped: tests that build the image's files, because they need Linux\n");

const instructions = parseDockerfile(readFileSync(join(ROOT, "Dockerfile"), "utf8"));

/** The last instruction of a name. */
export function last(name: string): Instruction {
  const found = instructions.findLast((each) => each.name === name);
  if (found === undefined) throw new Error(`the Dockerfile has no ${name}`);
  return found;
}

/** The words that the image starts. */
export const command = jsonWords(last("CMD").argument) ?? [];

/** Number of the user that the image runs as. */
export const user = Number.parseInt(last("USER").argument, 10);

/**
 * What the image would serve: a copy of the site, on which the RUN of the Dockerfile was carried out. Its programs that
 * are about Alpine Linux do nothing.
 */
export function buildSite(version: string): { folder: string; status: number | null; error: string } {
  const folder = newFolder();
  const [bin, site] = [join(folder, "bin"), join(folder, "site")];
  mkdirSync(bin);
  for (const program of ["apk", "setcap"]) {
    writeFileSync(join(bin, program), "#!/bin/sh\n");
    chmodSync(join(bin, program), 0o755);
  }
  cpSync(SITE, site, { recursive: true });
  chmodSync(folder, 0o755);
  const { status, stderr } = spawnSync("/bin/sh", ["-c", last("RUN").argument], {
    env: { PATH: `${bin}:${process.env.PATH}`, VERSION: version },
    cwd: site,
    encoding: "utf8",
  });
  return { folder: site, status, error: stderr };
}
