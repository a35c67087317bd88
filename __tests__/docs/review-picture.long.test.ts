import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { drawReview } from "../../tools/rollout/reviewed/draw.ts";
import { Deployment } from "../support/deployment.ts";
import { codeBlocks } from "../support/document.ts";
import { reviewOf } from "../support/reviewed.ts";
import { describeWithTerraform } from "../support/terraform.ts";

const ROOT = resolve(__dirname, "../..");
const PICTURE = resolve(ROOT, "docs/pictures/review.svg");

/** The change that README shows above the picture. */
const [change = ""] = codeBlocks(resolve(ROOT, "README.md"), "ts").filter((code) => code.startsWith("// hello: "));

describeWithTerraform("the review of a small change", () => {
  test("is what the picture in README shows: otherwise it is drawn now", async () => {
    const services = smallest.services.map((web) => ({
      ...web,
      ...(new Function(`return ({${change}});`)() as object),
    }));
    const system = new Deployment<Config>("hello", (environment, folder) => ({
      ...parseConfig(smallest, environment),
      state: { type: "local", folder },
    }));
    await system.start();
    try {
      await system.deploy();
      const { services: changed } = parseConfig({ ...smallest, services }, "hello");
      system.synthesize({ services: changed });
      const { review } = await reviewOf(system);
      const picture = drawReview(review);
      const isCurrent = readText(PICTURE) === picture;
      if (!isCurrent) writeFileSync(PICTURE, picture);
      expect(isCurrent ? [] : ["docs/pictures/review.svg: commit it"]).toEqual([]);
    } finally {
      await system.stop();
    }
  }, 300_000);
});

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
