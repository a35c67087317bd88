import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nonEmpty } from "../support/non-empty.ts";
import { SITE } from "./image.ts";

const PAGES = readdirSync(SITE).filter((file) => file.endsWith(".html"));
const read = (page: string) => readFileSync(join(SITE, page), "utf8");
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found as string);

describe.each(PAGES)("%s", (page) => {
  const html = read(page);

  test.each([
    ["its language", /^<!doctype html>\n<html lang="en">$/m],
    ["its width on phones", /<meta name="viewport" content="width=device-width, initial-scale=1" \/>/],
    ["what it is about", /<meta name="description" content="[^"]{20,}" \/>/],
    ["a title", /<title>[^<]*ECS demo<\/title>/],
    ["one heading", /<h1>[^<]+<\/h1>(?![\s\S]*<h1)/],
    ["a way past the navigation", /<a class="skip" href="#content">[\s\S]*<main id="content">/],
  ])("says %s", (_, pattern) => {
    expect(html).toMatch(pattern);
  });

  // The Content-Security-Policy refuses them.
  test("has neither scripts nor styles in it", () => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
  });

  test("leads to files that are there, by addresses that hold on every page", () => {
    const targets = all(html, /(?:href|src)="([^"#]+)"/g).filter((target) => !target.startsWith("mailto:"));
    for (const target of nonEmpty(targets)) {
      expect(target).toMatch(/^\//);
      expect(existsSync(join(SITE, target === "/" ? "index.html" : target))).toBe(true);
    }
  });
});

test("no two pages have the same title", () => {
  const titles = PAGES.flatMap((page) => all(read(page), /<title>(.*)<\/title>/g));
  expect(new Set(titles).size).toBe(PAGES.length);
});

test("start page and contact page lead to each other, and show the version", () => {
  expect(read("index.html")).toContain('href="/contact.html"');
  expect(read("contact.html")).toContain('href="/"');
  for (const page of ["index.html", "contact.html"]) expect(read(page)).toContain('<dd id="version">{{version}}</dd>');
});
