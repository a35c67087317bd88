import {
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { NamedFiles } from "./named.ts";

/** The file that replaces a configuration's backend. Terraform reads overrides in the order of their names, and the last wins. */
export const OVERRIDE = "~offline_aws_override.tf.json";

/**
 * What Terraform writes beside a configuration: never linked, so that what it writes stays in the shadow. `a.tfstate.tf`
 * is configuration.
 */
const WRITTEN =
  /^\.terraform$|^\.terraform\.lock\.hcl$|\.tfstate(?!\.(tf|tofu)(\.json)?$)(\.|$)|\.backup$|\.lock\.info$/;

/**
 * A folder with more entries is shared, such as that of temporary files, which may hold tens of thousands. To link them all takes
 * a minute, so only what the configuration names is linked.
 */
const CROWDED = 500;

/**
 * A copy of the file system, as far as Terraform works in it: a folder of it that is used holds symbolic links to all
 * that is in the real one, so that relative paths in a configuration lead where they lead there, but what Terraform
 * writes is written here. Folders that are not used are links themselves.
 */
export class Shadow {
  #named: Pick<NamedFiles, "has"> = { has: () => false };

  constructor(
    private readonly root: string,
    /** Folder that is never linked: the one that the shadow itself is in. */
    private readonly hidden: string,
  ) {}

  /** Absolute path in the shadow of an absolute path. */
  path(real: string): string {
    return join(this.root, real);
  }

  /** The real path of a path in the shadow; any other path as it is. */
  original(path: string): string {
    return isInside(path, this.root) ? `/${relative(this.root, path)}` : path;
  }

  /** Brings the shadow up to date and returns the folder in it for a real one, whose configuration names files. */
  folder(real: string, named: Pick<NamedFiles, "has">): string {
    this.#named = named;
    this.#open(real);
    this.#refresh("/");
    return this.path(real);
  }

  /** The file in the shadow for a real one. It is empty at first, which Terraform takes for no state. */
  file(real: string): string {
    this.#open(dirname(real));
    const path = this.path(real);
    const found = kindOf(path);
    if (found?.isSymbolicLink()) unlinkSync(path);
    // A file and not nothing, or the next update would link it.
    if (!found?.isFile()) ignoring(["EEXIST", "EISDIR"], () => writeFileSync(path, "", { flag: "wx", mode: 0o600 }));
    return path;
  }

  /** Turns the link to a folder into a folder of links, and those above it. */
  #open(real: string): void {
    const path = this.path(real);
    if (real === "/") {
      mkdirSync(path, { recursive: true });
      return;
    }
    this.#open(dirname(real)); // or what looks like a folder here is the real one, behind a link
    if (kindOf(path)?.isDirectory()) return;
    const staged = join(dirname(path), `.${basename(path)}.new-${process.pid}`);
    mkdirSync(staged);
    this.#link(real, staged, new Set());
    // Other processes may read through the link: it has to be missing for as short as possible.
    rmSync(path, { force: true });
    ignoring(["EEXIST", "ENOTEMPTY"], () => renameSync(staged, path));
    rmSync(staged, { recursive: true, force: true });
  }

  #refresh(real: string): void {
    const path = this.path(real);
    const names = new Set(this.#linkable(real));
    const here = entriesOf(path);
    for (const entry of here) {
      const child = join(path, entry.name);
      if (entry.isSymbolicLink() && !names.has(entry.name)) rmSync(child, { force: true });
      else if (!entry.isDirectory() || WRITTEN.test(entry.name)) continue;
      else if (kindOf(join(real, entry.name)) !== undefined) this.#refresh(join(real, entry.name));
      else if (!holdsWork(child)) rmSync(child, { recursive: true, force: true });
    }
    this.#link(real, path, new Set(here.map(({ name }) => name)));
  }

  #link(real: string, path: string, present: ReadonlySet<string>): void {
    const names = this.#linkable(real);
    const linked = names.length > CROWDED ? names.filter((name) => this.#named.has(name)) : names;
    for (const name of linked)
      if (!present.has(name)) ignoring(["EEXIST"], () => symlinkSync(join(real, name), join(path, name)));
  }

  #linkable(real: string): string[] {
    return entriesOf(real)
      .map(({ name }) => name)
      .filter((name) => !WRITTEN.test(name) && join(real, name) !== this.hidden);
  }
}

/** Whether a path is a folder or something in it. Both are absolute. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith("../");
}

/** Whether a folder of the shadow holds anything that Terraform has written. */
const holdsWork = (folder: string): boolean =>
  entriesOf(folder).some((entry) =>
    entry.isDirectory() ? holdsWork(join(folder, entry.name)) : entry.isFile() && entry.name !== OVERRIDE,
  );

const kindOf = (path: string) => lstatSync(path, { throwIfNoEntry: false });

/** What is in a folder; nothing if it can't be read, such as a home folder above a project. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Does something that another offline AWS may just have done. */
function ignoring(codes: readonly string[], action: () => void): void {
  try {
    action();
  } catch (problem) {
    if (!codes.includes((problem as NodeJS.ErrnoException).code ?? "")) throw problem;
  }
}
