import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const BINARY = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);
if (BINARY === undefined) process.stderr.write("skipped: tests in a browser, because chromium is not on the PATH\n");

export const hasBrowser = BINARY !== undefined;

/** A message of the DevTools protocol. */
interface Message {
  id?: number;
  method?: string;
  sessionId?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

type Parameters = Record<string, unknown>;

/** Headless Chromium, spoken to over a pipe with the DevTools protocol: one JSON text after the other, ended by NUL. */
export class Browser {
  private readonly child: ChildProcess;
  private readonly profile = mkdtempSync(join(tmpdir(), "ecs-pipeline-browser-"));
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly listeners: ((message: Message) => void)[] = [];
  private nextId = 1;
  private rest = "";

  constructor() {
    const args = [
      "--headless",
      "--remote-debugging-pipe",
      `--user-data-dir=${this.profile}`,
      // Its sandbox works neither as root nor in most containers; what it opens are the pages of this repository.
      "--no-sandbox",
      "--disable-gpu",
      "--in-process-gpu",
      "--disable-extensions",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--hide-scrollbars",
    ];
    this.child = spawn(BINARY as string, args, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const messages = this.child.stdio[4] as Readable;
    messages.setEncoding("utf8").on("data", (text: string) => this.receive(text));
    // Why it could not be written is what the end of the process says.
    this.child.stdio[3]?.on("error", () => {});
    this.child.on("exit", () => {
      for (const answer of this.waiting.values()) answer({ error: { message: `${BINARY} has ended` } });
    });
  }

  /** A new tab. */
  async page(): Promise<Page> {
    const { targetId } = await this.send<{ targetId: string }>("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send<{ sessionId: string }>("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    await Promise.all(["Page", "Runtime", "Log", "Network", "Audits"].map((domain) => page.send(`${domain}.enable`)));
    return page;
  }

  send<Result>(method: string, params: Parameters = {}, sessionId?: string): Promise<Result> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result as Result);
        else reject(new Error(`${method}: ${error.message}`));
      });
      (this.child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  listen(listener: (message: Message) => void): void {
    this.listeners.push(listener);
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.on("close", resolve));
      await this.send("Browser.close");
      await ended;
    }
    // Its other processes may take a moment longer, and write until then; no test fails because of a temporary file.
    await rm(this.profile, { recursive: true, force: true }).catch(() => {});
  }

  private receive(text: string): void {
    const parts = (this.rest + text).split("\0");
    this.rest = parts.pop() ?? "";
    for (const message of parts.map((part) => JSON.parse(part) as Message)) {
      if (message.id === undefined) for (const listener of this.listeners) listener(message);
      else this.waiting.get(message.id)?.(message);
    }
  }
}

const COMPLAINTS = ["Log.entryAdded", "Runtime.exceptionThrown", "Audits.issueAdded", "Network.loadingFailed"];

/** A tab. */
export class Page {
  /** What the console or the browser's own checks said, such as violations of the Content-Security-Policy. */
  readonly complaints: string[] = [];
  private readonly browser: Browser;
  private readonly sessionId: string;
  private loaded: (() => void) | undefined;

  constructor(browser: Browser, sessionId: string) {
    this.browser = browser;
    this.sessionId = sessionId;
    browser.listen((message) => {
      if (message.sessionId === sessionId) this.hear(message);
    });
  }

  send<Result>(method: string, params: Parameters = {}): Promise<Result> {
    return this.browser.send<Result>(method, params, this.sessionId);
  }

  /** Forgets what was set and what was said before. */
  async reset(): Promise<void> {
    await this.send("Emulation.clearDeviceMetricsOverride");
    await this.send("Emulation.setEmulatedMedia", { features: [] });
    this.complaints.splice(0);
  }

  /** Opens an address, and waits until everything on it is there. */
  open(url: string): Promise<void> {
    return this.untilLoaded(() => this.send("Page.navigate", { url }));
  }

  /** Clicks into the middle of an element, and waits for the page that this leads to. */
  async click(selector: string): Promise<void> {
    const point = await this.evaluate<Parameters>(`
      const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };`);
    await this.untilLoaded(async () => {
      for (const type of ["mousePressed", "mouseReleased"])
        await this.send("Input.dispatchMouseEvent", { type, button: "left", clickCount: 1, ...point });
    });
  }

  async press(key: string): Promise<void> {
    for (const type of ["rawKeyDown", "keyUp"])
      await this.send("Input.dispatchKeyEvent", { type, key, windowsVirtualKeyCode: { Tab: 9 }[key] });
  }

  /** The value of a function's body, run in the page. */
  async evaluate<Value>(body: string): Promise<Value> {
    const { result, exceptionDetails } = await this.send<{ result: { value: Value }; exceptionDetails?: unknown }>(
      "Runtime.evaluate",
      { expression: `(() => { ${body} })()`, returnByValue: true },
    );
    if (exceptionDetails !== undefined) throw new Error(`${body}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  }

  async prefer(scheme: "light" | "dark"): Promise<void> {
    await this.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  }

  /** Becomes a phone of this size. */
  async resize(width: number, height: number): Promise<void> {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, mobile: true, deviceScaleFactor: 2 });
  }

  /** What assistive technology sees: role and name of each part, such as `navigation Main`. */
  async accessibility(): Promise<string[]> {
    interface Node {
      ignored: boolean;
      role?: { value: string };
      name?: { value: string };
    }
    const { nodes } = await this.send<{ nodes: Node[] }>("Accessibility.getFullAXTree");
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => `${role?.value ?? ""} ${name?.value ?? ""}`.trim());
  }

  async until(condition: () => boolean): Promise<void> {
    for (let tries = 0; tries < 200 && !condition(); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  private async untilLoaded(start: () => Promise<unknown>): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.loaded = resolve;
    });
    await start();
    await loaded;
  }

  private hear({ method, params }: Message): void {
    if (method === "Page.loadEventFired") this.loaded?.();
    if (COMPLAINTS.includes(method ?? "")) this.complaints.push(JSON.stringify(params));
  }
}
