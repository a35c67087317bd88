import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Editors write a file in several steps; this long after the first of them all are done, in milliseconds. */
const SETTLE_MS = 100;

/**
 * The folders of a project, watched one by one: a file that an editor replaces is lost by a watcher of the file. Not
 * those that a command writes to: `node_modules`, those with a dot, and the one of the stacks.
 */
export class SourceFolders {
  private readonly watchers = new Map<string, FSWatcher>();
  private pending = false;
  private tell = () => {};

  constructor(
    private readonly root: string,
    private readonly outdir: string,
  ) {
    this.watchFolders(root);
  }

  /** Resolves when something has changed since this resolved last. */
  async changed(): Promise<void> {
    if (!this.pending)
      await new Promise<void>((resolve) => {
        this.tell = resolve;
      });
    await sleep(SETTLE_MS);
    this.pending = false;
    this.watchFolders(this.root); // there may be new ones
  }

  close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
  }

  private watchFolders(folder: string): void {
    if (!this.watchers.has(folder)) this.watchers.set(folder, this.watchFolder(folder));
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory() && !this.isWritten(join(folder, entry.name))) this.watchFolders(join(folder, entry.name));
  }

  private watchFolder(folder: string): FSWatcher {
    const watcher = watch(folder, (_event, name) => {
      if (name === null || this.isWritten(join(folder, name))) return;
      this.pending = true;
      this.tell();
    });
    watcher.on("error", () => this.forget(folder));
    return watcher;
  }

  private forget(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }

  private isWritten(path: string): boolean {
    const name = relative(resolve(path, ".."), resolve(path));
    const outdir = resolve(this.outdir);
    return name.startsWith(".") || name === "node_modules" || resolve(path) === outdir || name.includes(".lock");
  }
}
