import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { nonEmpty } from "../support/non-empty.ts";
import { readWorkflow } from "../support/workflow.ts";

const workflows = nonEmpty(readdirSync(resolve(__dirname, "../../.github/workflows")));

/** What others can't move to other code: a commit, not a tag (GitHub documentation, security hardening for GitHub Actions). */
const BY_COMMIT = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/;

test.each(workflows)("%s pins every action by commit, and gives no rights by default", (name) => {
  const { jobs, permissions } = readWorkflow(name);
  const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
  expect(nonEmpty(uses).filter((action) => !BY_COMMIT.test(action))).toEqual([]);
  expect([{}, { contents: "read" }]).toContainEqual(permissions);
});
