import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { GuideCopy, stepsOf } from "../support/guide.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { describeWithTerraform } from "../support/terraform.ts";

const GUIDES = resolve(__dirname, "../../docs/guides");

/** Neither has been followed so far: `cdktn.md` changes the sources, and the demo does not end behind a stand-in for tofu. */
const NOT_FOLLOWED = ["README.md", "cdktn.md", "opentofu.md"];

/** Pages with commands to follow. */
const pages = nonEmpty(readdirSync(GUIDES).filter((page) => !NOT_FOLLOWED.includes(page)));

describeWithTerraform("guides, each followed in a copy of the project", () => {
  test.each(pages)(
    "%s works on the offline AWS",
    async (page) => {
      const copy = new GuideCopy();
      for (const step of stepsOf(join(GUIDES, page))) {
        const { code, text } = await copy.follow(step);
        if (step.kind === "file") continue;
        if (code !== step.exitCode) throw new Error(`exit code ${code} of\n${step.script}\n${text.slice(-4000)}`);
      }
    },
    600_000,
  );
});
