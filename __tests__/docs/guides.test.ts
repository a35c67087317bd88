import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { smallest } from "../../examples/smallest.ts";
import { brokenLinks } from "../support/links.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { problems } from "../support/problems.ts";
import { sources } from "../support/sources.ts";

const ROOT = resolve(__dirname, "../..");
const GUIDES = join(ROOT, "docs/guides");
const read = (file: string) => readFileSync(file, "utf8");
const pages = nonEmpty(readdirSync(GUIDES));

test.each(pages)("every link of %s leads somewhere", (page) => {
  const links = read(join(GUIDES, page)).includes("](") ? brokenLinks(join(GUIDES, page)) : [];
  expect(links).toEqual([]);
});

test("every guide is in the list", () => {
  const listed = nonEmpty(read(join(GUIDES, "README.md")).matchAll(/\]\(([\w-]+\.md)\)/g)).map(([, page]) => page);
  expect(listed.sort()).toEqual(pages.filter((page) => page !== "README.md").sort());
});

test("the small network of the walkthrough is accepted", () => {
  const [, code = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(read(join(GUIDES, "from-the-console.md"))) ?? [];
  const example = new Function(`return ({${code}});`)() as object;
  const services = smallest.services.map((service) => ({
    ...service,
    cluster: "ec2",
    container: { ...service.container, memoryReservationMiB: 128 },
  }));
  expect(problems({ ...smallest, services, ...example })).toEqual([]);
});

describe("moving to cdktn", () => {
  const product = ["config", "stacks", "constructs", "examples"]
    .flatMap(sources)
    .concat("main.ts", "bootstrap.ts", "preview.ts");
  const page = read(join(GUIDES, "cdktn.md"));

  const count = (files: readonly string[], from: RegExp) =>
    nonEmpty(files).reduce((sum, file) => sum + [...read(join(ROOT, file)).matchAll(from)].length, 0);

  /** How many the table says, in the row that begins with a text. */
  const countIn = (row: string) => Number(page.split(`\n| ${row}`)[1]?.match(/\| (?:about )?(\d+) \|\n/)?.[1]);

  const CDKTF = /from "cdktf"/g;
  const AWS = /from "@cdktf\/provider-aws\//g;

  test.each([
    ["`cdktf` →", () => count(product, CDKTF)],
    ["`@cdktf/provider-aws/lib/…` →", () => count(product, AWS)],
    ["the same two", () => count(sources("__tests__"), CDKTF) + count(sources("__tests__"), AWS)],
    ["`@cdktf/provider-docker/lib/…`", () => count(product, /from "@cdktf\/provider-docker\//g)],
  ])("%s imports are as many as the table says, give or take a tenth", (row, counted) => {
    const there = counted();
    expect(Math.abs(countIn(row) - there) / there).toBeLessThan(0.1);
  });

  test("every import has a form that the command replaces", () => {
    const others = count(product, /(?:from|require\() ?"@cdktf\/provider-(?:aws|docker)(?!\/)|import\("@?cdktf/g);
    expect(others).toBe(0);
  });

  test("the packages are those of package.json", () => {
    const { dependencies, devDependencies } = JSON.parse(read(join(ROOT, "package.json"))) as Record<string, object>;
    const [, row = ""] = /^\| ([^|]*) \| `package.json` \| 4 \|$/m.exec(page) ?? [];
    const listed = [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    const used = Object.keys({ ...dependencies, ...devDependencies }).filter((name) =>
      /^(@cdktf\/provider-|cdktf)/.test(name),
    );
    expect(listed.sort()).toEqual(used.sort());
    const { "@cdktf/provider-aws": version } = dependencies as Record<string, string>;
    expect(page).toContain(`\`@cdktf/provider-aws\` ${version}`);
  });
});
