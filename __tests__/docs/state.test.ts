import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseConfig } from "../../config/load.ts";
import { resolveRemoteState } from "../../config/state.ts";
import { smallest } from "../../examples/smallest.ts";
import { codeBlocks, examplesIn } from "../support/document.ts";
import { brokenLinks } from "../support/links.ts";

const PATH = resolve(__dirname, "../../docs/state.md");
const TEXT = readFileSync(PATH, "utf8");

test("the environment of the example has the key that bootstrap makes", () => {
  const [example] = examplesIn(PATH);
  const { state, ...config } = parseConfig({ ...smallest, ...example }, "shop");
  if (state.type !== "s3") throw new Error("it is not in S3");
  expect(resolveRemoteState(state, config)).toMatchObject({ createsKey: true, keyArn: state.kmsKeyArn });
  expect(codeBlocks(PATH, "sh").join("\n")).toContain(`--bucket ${state.bucket} `);
});

test("every command is a script of the project", () => {
  const { scripts } = JSON.parse(readFileSync(resolve(__dirname, "../../package.json"), "utf8")) as { scripts: object };
  for (const [, script] of TEXT.matchAll(/\bnpm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(script);
});

test("old versions are kept as long as it says", () => {
  const source = readFileSync(resolve(__dirname, "../../constructs/storage/state-bucket.ts"), "utf8");
  const value = (name: string) => new RegExp(`const ${name} = (\\d+);`).exec(source)?.[1];
  expect(TEXT.replaceAll("\n", " ")).toContain(
    `Old versions are deleted after ${value("OLD_VERSION_DAYS")} days, except for the newest ${value("KEPT_VERSIONS")} of each object`,
  );
});

test("every link leads somewhere", () => {
  expect(brokenLinks(PATH)).toEqual([]);
});
