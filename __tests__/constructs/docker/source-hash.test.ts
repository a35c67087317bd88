import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { hashFiles, IMAGE_SOURCE } from "../../../constructs/docker/source-hash.ts";
import { newFolder } from "../../support/folder.ts";

/** Hash of the source of an image, in its own folder. */
function hashOf(files: Record<string, string>): string {
  const root = newFolder();
  for (const [path, content] of Object.entries({ Dockerfile: "FROM x", ".dockerignore": "*", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return hashFiles(root, IMAGE_SOURCE);
}

const FILES = { "app/site/index.html": "hello", "app/nginx.conf": "listen 80;" };
const BEFORE = hashOf(FILES);

test("equal files have equal hashes, wherever they are", () => {
  expect(hashOf(FILES)).toBe(BEFORE);
});

test("what does not go into the image does not matter", () => {
  expect(hashOf({ ...FILES, "README.md": "read me", "config/registry.ts": "" })).toBe(BEFORE);
});

test("hidden files do not matter, because the image does not get them", () => {
  expect(hashOf({ ...FILES, "app/.DS_Store": "", "app/site/.index.html.swp": "" })).toBe(BEFORE);
  expect(readFileSync(resolve(__dirname, "../../../.dockerignore"), "utf8").split("\n")).toContain("**/.*");
});

test.each<[what: string, change: Record<string, string>]>([
  ["another Dockerfile", { Dockerfile: "FROM y" }],
  ["other files that are left out", { ".dockerignore": "!app" }],
  ["another page", { "app/site/index.html": "Hello" }],
  ["one more page", { "app/site/about.html": "hello" }],
])("%s is another hash", (_, change) => {
  expect(hashOf({ ...FILES, ...change })).not.toBe(BEFORE);
});

test("a renamed file is another hash", () => {
  const { "app/nginx.conf": content, ...rest } = FILES;
  expect(hashOf({ ...rest, "app/nginx2.conf": content })).not.toBe(BEFORE);
});

test("a file that is not there is named", () => {
  expect(() => hashFiles(newFolder(), IMAGE_SOURCE)).toThrow(/no such file or directory.*Dockerfile/);
});
