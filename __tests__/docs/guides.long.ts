import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { GuideCopy, stepsOf } from "../support/guide.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { describeWithTerraform } from "../support/terraform.ts";

const GUIDES = resolve(__dirname, "../../docs/guides");

/** Pages with commands to follow. */
const pages = nonEmpty(readdirSync(GUIDES).filter((page) => page !== "README.md" && page !== "cdktn.md"));

/** OpenTofu is not needed to see that it is what is started. */
const PROGRAMS = { tofu: 'exec terraform "$@"' };

describeWithTerraform("guides, each followed in a copy of the project", () => {
  test.each(pages)(
    "%s works on the offline AWS",
    async (page) => {
      const copy = new GuideCopy(PROGRAMS);
      for (const step of stepsOf(join(GUIDES, page))) {
        const { code, text } = await copy.follow(step);
        if (step.kind === "file") continue;
        if (code !== step.exitCode) throw new Error(`exit code ${code} of\n${step.script}\n${text.slice(-4000)}`);
      }
      if (page === "opentofu.md") expect(copy.calls().length).toBeGreaterThan(10);
    },
    600_000,
  );
});
