import { statSync } from "node:fs";
import { resolve } from "node:path";
import { backendOfPlan } from "./plan-file.ts";
import { Refusal } from "./refusal.ts";
import { isInside } from "./shadow.ts";
import { type Folders, SERVICE_KEY } from "./states.ts";

/** Refuses a plan that Terraform would apply to a state elsewhere. */
export function checkPlan(word: string, folder: string, working: string, { offline }: Folders): void {
  const file = resolve(folder, word);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  let backend: ReturnType<typeof backendOfPlan>;
  try {
    backend = backendOfPlan(file);
  } catch {
    throw new Refusal(
      `the plan ${word} can't be read, so it may be one for a real state: plan again behind the offline AWS`,
    );
  }
  if (backend === undefined) return;
  if (backend.type === "s3" && backend.config.access_key === SERVICE_KEY) return;
  const { path, workspace_dir: others } = backend.config;
  const files = [path ?? "terraform.tfstate", others ?? "terraform.tfstate.d"].map((each) =>
    resolve(working, String(each)),
  );
  if (backend.type !== "local" || !files.every((each) => isInside(each, offline)))
    throw new Refusal(
      `the plan ${word} is one for a real state (backend ${backend.type}): plan again behind the offline AWS`,
    );
}
