import { Browser, hasBrowser, type Page } from "../support/browser.ts";
import { canServe, type Server, startServer } from "./server.ts";

const VERSION = "2026-01-31.12.30.59.0a1b2c3d";
const PAGES = ["/", "/contact.html"];

// On a machine that is busy with other tests the browser needs some seconds to start.
jest.setTimeout(150_000);

(hasBrowser && canServe ? describe : describe.skip)("in a browser", () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = new Browser();
    [page, server] = await Promise.all([browser.page(), startServer(VERSION)]);
  });
  beforeEach(() => page.reset());
  afterAll(async () => {
    await server?.end("SIGTERM");
    await browser?.close();
  });

  const open = (path: string) => page.open(`${server.origin}${path}`);
  const title = () => page.evaluate<string>("return document.title");

  test.each(PAGES)("%s shows the version", async (path) => {
    await open(path);
    expect(await page.evaluate("return document.querySelector('#version').innerText")).toBe(VERSION);
  });

  test("one gets from the start page to the contact page and back", async () => {
    await open("/");
    expect(await title()).toBe("ECS demo");
    await page.click("nav a[href='/contact.html']");
    expect(await title()).toBe("Contact · ECS demo");
    await page.click("nav a[href='/']");
    expect(await title()).toBe("ECS demo");
  });

  test("one gets from the page for what is not there to the start page", async () => {
    await open("/no/such/page");
    expect(await title()).toBe("Not found · ECS demo");
    await page.click("main a");
    expect(await title()).toBe("ECS demo");
  });

  test.each(PAGES)("there is nothing to complain of on %s", async (path) => {
    await open(path);
    expect(page.complaints).toEqual([]);
  });

  test.each([
    ["script", "const script = document.createElement('script'); script.text = '1'; document.body.append(script)"],
    ["style", "document.body.setAttribute('style', 'color: red')"],
    ["picture of another site", "new Image().src = 'http://127.0.0.1:1/a.png'"],
    ["request", "fetch('/').catch(() => {})"],
  ])("the browser refuses a %s that was injected into the page", async (_, injection) => {
    await open("/");
    await page.evaluate(injection);
    await page.until(() => page.complaints.length > 0);
    expect(page.complaints.join()).toMatch(/Content.?Security.?Policy/);
  });

  test.each(PAGES.flatMap((path) => [320, 390].map((width) => [path, width] as const)))(
    "%s fits on a phone of %i pixels, whatever its version",
    async (path, width) => {
      await page.resize(width, 844);
      await open(path);
      // The longest image tag.
      await page.evaluate("document.querySelector('#version').textContent = '0'.repeat(128)");
      expect(await page.evaluate("return document.documentElement.scrollWidth")).toBe(width);
    },
  );

  test("the version of a build is on one line of a phone", async () => {
    await page.resize(390, 844);
    await open("/");
    const lines = await page.evaluate(`
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('#version'));
      return range.getClientRects().length`);
    expect(lines).toBe(1);
  });

  describe.each(["light", "dark"] as const)("who prefers %s", (scheme) => {
    test("gets it", async () => {
      await page.prefer(scheme);
      await open("/");
      const [red = 0] = await page.evaluate<number[]>(
        `${COLOURS} return channels(getComputedStyle(document.body).backgroundColor)`,
      );
      expect(red > 127).toBe(scheme === "light");
    });

    test.each([...PAGES, "/nowhere"])("can read all of %s", async (path) => {
      await page.prefer(scheme);
      await open(path);
      const ratios = await page.evaluate<[string, number][]>(`${COLOURS} return textContrasts()`);
      expect(ratios.length).toBeGreaterThan(8);
      // Level AA of the Web Content Accessibility Guidelines for text of any size.
      expect(ratios.filter(([, ratio]) => ratio < 4.5)).toEqual([]);
    });
  });

  test.each(PAGES)("a screen reader finds the parts of %s", async (path) => {
    await open(path);
    const parts = await page.accessibility();
    for (const part of ["banner", "navigation Main", "main", "contentinfo"]) expect(parts).toContain(part);
    expect(parts.filter((part) => part.startsWith("link")).filter((part) => part.trim() === "link")).toEqual([]);
  });

  test("the first key press leads past the navigation", async () => {
    await open("/");
    await page.press("Tab");
    const focus = await page.evaluate(`
      const { textContent } = document.activeElement;
      return { textContent, visible: document.activeElement.getBoundingClientRect().top >= 0 }`);
    expect(focus).toEqual({ textContent: "Skip to the content", visible: true });
  });
});

/** Functions in the page: the contrast of each text with what is behind it. */
const COLOURS = `
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const background = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? background(element.parentElement) : backgroundColor;
  };
  const textContrasts = () => [...document.querySelectorAll('body *')]
    .filter(({ childNodes }) => [...childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== ''))
    .map((element) => {
      const [dark, light] = [getComputedStyle(element).color, background(element)].map(luminance).sort((a, b) => a - b);
      return [element.textContent, (light + 0.05) / (dark + 0.05)];
    });
`;
