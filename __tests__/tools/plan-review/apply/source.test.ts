import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceOf } from "../../../../tools/plan-review/apply/source.ts";
import { newFolder } from "../../../support/folder.ts";

/** A folder under git. */
class Repository {
  readonly folder = newFolder();

  constructor() {
    this.git("init", "--quiet");
  }

  /** Commits a text and returns what the review is bound to. */
  async commit(text: string, message: string) {
    writeFileSync(join(this.folder, "main.ts"), text);
    this.git("add", ".");
    this.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", message);
    return source(this.folder);
  }

  private git(...words: string[]): void {
    const { status, stderr } = spawnSync("git", words, { cwd: this.folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
}

function source(folder: string, environment = process.env) {
  jest.spyOn(process, "cwd").mockReturnValue(folder);
  return sourceOf(environment);
}

afterEach(() => jest.restoreAllMocks());

test("commits of the same files have the same tree", async () => {
  const repository = new Repository();
  const first = await repository.commit("a", "first");
  await repository.commit("b", "second");
  const third = await repository.commit("a", "third");
  expect(third.tree).toMatch(/^[0-9a-f]{40}$/);
  expect(third.tree).toBe(first.tree);
  expect(third.commit).not.toBe(first.commit);
});

test("commits of other files have another tree", async () => {
  const repository = new Repository();
  const { tree } = await repository.commit("a", "first");
  expect((await repository.commit("b", "second")).tree).not.toBe(tree);
});

test("a folder that git does not know has neither commit nor tree", async () => {
  const folder = newFolder();
  expect(await source(folder, { ...process.env, GIT_CEILING_DIRECTORIES: join(folder, "..") })).toEqual({});
});

test("without git there is neither commit nor tree", async () => {
  expect(await source(newFolder(), { PATH: newFolder() })).toEqual({});
});
