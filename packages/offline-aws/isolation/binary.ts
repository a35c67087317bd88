import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./refusal.ts";

/** Folder of the programs that are found instead of Terraform. */
export const BIN = join(__dirname, "bin");

/** The program that would be found without the offline AWS. */
export function findBinary(name: string, { PATH = "", OFFLINE_AWS_BINARY }: NodeJS.ProcessEnv): string {
  if (name === "terraform-binary" && OFFLINE_AWS_BINARY) return OFFLINE_AWS_BINARY;
  const found = PATH.split(":")
    .filter((folder) => !isProgram(join(folder, "terraform-binary"))) // such as BIN
    .map((folder) => join(folder, name))
    .find(isProgram);
  if (found === undefined)
    throw new Refusal(`${name} is not on the PATH: install it, or name it in TERRAFORM_BINARY_NAME`);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
