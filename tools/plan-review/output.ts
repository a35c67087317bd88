import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Review } from "./model/review.ts";
import { Problem } from "./problem.ts";
import { page } from "./render/html/page.ts";
import { markdown } from "./render/markdown/markdown.ts";

/** What a review consists of. */
const PARTS = ["review.md", "review.html", "review.json", "plans"] as const;

/** A folder that gets a review all at once, so that an interrupted one leaves the last review as it was. */
export class Output {
  /** Where plans are kept until the review is complete. They hold secrets in clear, so only their owner may read them. */
  readonly plans: string;
  private readonly draft: string;

  /** Throws `Problem` if the folder can't be written to. */
  constructor(private readonly folder: string) {
    if (existsSync(folder) && !statSync(folder).isDirectory())
      throw new Problem(`--out ${folder} is a file: name a folder, which is created if it does not exist`);
    const taken = PARTS.filter((part) => existsSync(join(folder, part)));
    if (taken.length > 0 && !isReview(join(folder, "review.json")))
      throw new Problem(
        `--out ${folder} has ${taken.join(" and ")} of something else, which a review would replace: name another folder`,
      );
    try {
      mkdirSync(dirname(resolve(folder)), { recursive: true });
      this.draft = mkdtempSync(join(dirname(resolve(folder)), `.${basename(resolve(folder))}-`));
    } catch (problem) {
      throw new Problem(`--out ${folder} can't be written: ${(problem as Error).message}`);
    }
    this.plans = join(this.draft, "plans");
    mkdirSync(this.plans, { mode: 0o700 });
  }

  /** Replaces the last review; whatever else is in the folder stays. */
  write(review: Review, link: string | undefined): void {
    writeFileSync(join(this.draft, "review.md"), markdown(review, link));
    writeFileSync(join(this.draft, "review.html"), page(review));
    writeFileSync(join(this.draft, "review.json"), `${JSON.stringify(review, null, 1)}\n`);
    // Without a record there is nothing that could be applied.
    if (review.record === undefined) rmSync(this.plans, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    for (const part of PARTS) {
      rmSync(join(this.folder, part), { recursive: true, force: true });
      if (existsSync(join(this.draft, part))) move(join(this.draft, part), join(this.folder, part));
    }
  }

  /** Removes what was not put in place. */
  discard(): void {
    rmSync(this.draft, { recursive: true, force: true });
  }
}

/** Moves a file or folder, also to another file system, such as a folder that is mounted into a container. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "EXDEV") throw problem;
    cpSync(from, to, { recursive: true });
  }
}

/** Whether a file is what an earlier review has written, so that the next one may take its place. */
function isReview(file: string): boolean {
  try {
    const review = JSON.parse(readFileSync(file, "utf8")) as Partial<Review>;
    return typeof review.version === "number" && typeof review.verdict?.exitCode === "number";
  } catch {
    return false;
  }
}
