import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Shadow } from "../../../../packages/offline-aws/isolation/shadow.ts";
import { newFolder } from "../../../support/folder.ts";

const none = { has: () => false };

function project() {
  const folder = newFolder();
  const offline = join(folder, ".offline-aws");
  mkdirSync(join(folder, "x/sub"), { recursive: true });
  for (const file of ["a", "x/main.tf", "x/sub/b", "x/terraform.tfstate"]) writeFileSync(join(folder, file), file);
  const shadow = new Shadow(join(offline, "files"), offline);
  return { folder, shadow, at: (path: string) => shadow.path(join(folder, path)) };
}

test("a folder in use holds links to what is in the real one", () => {
  const { folder, shadow, at } = project();
  expect(shadow.folder(join(folder, "x"), none)).toBe(at("x"));
  expect(["x/main.tf", "x/sub", "a"].map((path) => readlinkSync(at(path)))).toEqual(
    ["x/main.tf", "x/sub", "a"].map((path) => join(folder, path)),
  );
});

test.each(["x/terraform.tfstate", ".offline-aws"])("%s is not linked", (path) => {
  const { folder, shadow, at } = project();
  shadow.folder(join(folder, "x"), none);
  expect(existsSync(at(path))).toBe(false);
});

test("a folder that was a link becomes a folder when it is used", () => {
  const { folder, shadow, at } = project();
  shadow.folder(join(folder, "x"), none);
  shadow.folder(join(folder, "x/sub"), none);
  expect(readlinkSync(at("x/sub/b"))).toBe(join(folder, "x/sub/b"));
  expect(lstatSync(at("x/sub")).isDirectory()).toBe(true);
});

test("a folder below one that was a link becomes one in the shadow, and the real one stays as it is", () => {
  const { folder, shadow, at } = project();
  mkdirSync(join(folder, "y/other"), { recursive: true });
  shadow.folder(join(folder, "y/other"), none); // the root is a folder now, and x a link
  shadow.folder(join(folder, "x/sub"), none);
  writeFileSync(join(at("x/sub"), "written"), "");
  expect(readdirSync(join(folder, "x/sub"))).toEqual(["b"]);
});

test("an update follows what comes and goes in every folder in use", () => {
  const { folder, shadow, at } = project();
  shadow.folder(join(folder, "x"), none);
  rmSync(join(folder, "x/main.tf"));
  writeFileSync(join(folder, "x/new.tf"), "");
  shadow.folder(folder, none);
  expect(["x/main.tf", "x/new.tf"].map((path) => existsSync(at(path)))).toEqual([false, true]);
});

test("an update keeps what is written in the shadow", () => {
  const { folder, shadow, at } = project();
  shadow.folder(join(folder, "x"), none);
  writeFileSync(at("x/terraform.tfstate"), "offline");
  shadow.folder(join(folder, "x"), none);
  expect(readFileSync(at("x/terraform.tfstate"), "utf8")).toBe("offline");
});

test("a folder that is gone is removed if nothing was written in it", () => {
  const { folder, shadow, at } = project();
  for (const name of ["empty", "deployed"]) {
    mkdirSync(join(folder, name));
    shadow.folder(join(folder, name), none);
  }
  writeFileSync(at("deployed/terraform.tfstate"), "");
  for (const name of ["empty", "deployed"]) rmSync(join(folder, name), { recursive: true });
  shadow.folder(folder, none);
  expect(["empty", "deployed"].map((name) => existsSync(at(name)))).toEqual([false, true]);
});

describe("a folder with a great many entries", () => {
  const crowd = (folder: string) => {
    for (let index = 0; index < 600; index++) writeFileSync(join(folder, `file-${index}`), "");
  };

  test("has links to those that the configuration names, and keeps them", () => {
    const { folder, shadow, at } = project();
    crowd(folder);
    const linked = () => readdirSync(at("")).filter((name) => name.startsWith("file-"));
    shadow.folder(join(folder, "x"), { has: (name) => name === "file-7" });
    expect(linked()).toEqual(["file-7"]);
    shadow.folder(join(folder, "x"), { has: (name) => name === "file-8" });
    expect(linked().sort()).toEqual(["file-7", "file-8"]);
    rmSync(join(folder, "file-7"));
    shadow.folder(join(folder, "x"), none);
    expect(linked()).toEqual(["file-8"]);
  });

  test("is linked whole until then", () => {
    const { folder, shadow, at } = project();
    shadow.folder(join(folder, "x"), none);
    expect(existsSync(at("a"))).toBe(true);
  });
});

test("a file for Terraform's writing is never the real one, not even after an update", () => {
  const { folder, shadow, at } = project();
  expect(shadow.file(join(folder, "a"))).toBe(at("a"));
  shadow.folder(folder, none);
  writeFileSync(at("a"), "written");
  expect(readFileSync(join(folder, "a"), "utf8")).toBe("a");
});

test("a path in the shadow leads back to the real one", () => {
  const { folder, shadow } = project();
  expect([shadow.original(shadow.path(folder)), shadow.original(folder)]).toEqual([folder, folder]);
});
