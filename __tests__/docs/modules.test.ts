import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Block, blocksOf, DOCUMENTS, placeOf } from "../support/document.ts";
import { examplesOf } from "../support/example.ts";
import { newFolder } from "../support/folder.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { run } from "../support/terraform.ts";

const ROOT = resolve(__dirname, "../..");

/** Types of the fields in an example without imports: of an environment, of its delivery, or of a service. */
const FIELDS = `import type { Environment } from "../config/config.ts";
declare const HOOK: string;
void HOOK;
type Fields = Partial<Environment> &
  Omit<Partial<NonNullable<Environment["delivery"]>>, "services"> &
  Partial<Environment["services"][number]>;
`;

/** The example of a package imports the built package: the package's own test runs it. */
const BLOCKS = nonEmpty(
  DOCUMENTS.filter((document) => !document.startsWith("packages/"))
    .flatMap(blocksOf)
    .filter(({ language }) => language === "ts"),
);

/** A file as a reader writes it: at the path that its first line names. Fields of an environment have no path. */
function fileOf(block: Block): { path: string; text: string } {
  const [, named] = /^\/\/ (\S+\.ts)\n/.exec(block.code) ?? [];
  if (named !== undefined) return { path: named, text: block.code };
  if (/^import /m.test(block.code)) throw new Error(`${placeOf(block)}: name the file in a comment above the code`);
  const literals = examplesOf(block.code).map((code) => (code.startsWith("{") ? code : `{\n${code}\n}`));
  const text = literals.map((literal, at) => `export const example${at} = ${literal} satisfies Fields;\n`).join("");
  return { path: `docs/line-${block.line}.ts`, text: FIELDS + text };
}

/** Writes a block where no earlier one of its document has written this file, and returns the root of the file. */
function write(folder: string, block: Block, version = 1): string {
  const { path, text } = fileOf(block);
  const root = join(folder, `${block.document.replaceAll(/\W/g, "-")}-${version}`);
  if (existsSync(join(root, path))) return write(folder, block, version + 1);
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return root;
}

test("the TypeScript of documents compiles", async () => {
  const folder = newFolder();
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const roots = [...new Set(BLOCKS.map((block) => write(folder, block)))];
  const settings = {
    extends: join(ROOT, "tsconfig.json"),
    // Imports find the files of the same document first, then those of the project.
    compilerOptions: { rootDirs: [...roots, ROOT] },
    include: roots,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const { text } = await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", folder], process.env, folder);
  expect(text).toBe("");
}, 300_000);
