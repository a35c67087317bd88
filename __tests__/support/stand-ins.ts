import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Programs by name, each with what it does in the words of bash: arguments are `$1` …, `$*` is all of them. */
export type Programs = Readonly<Record<string, string>>;

/** Programs that note each call before they do something. */
export interface StandIns {
  /** Folder to put first on the PATH. */
  readonly folder: string;
  /** Calls so far: program and arguments, as one would type them. */
  calls(): string[];
}

/** Makes stand-ins for programs below a folder. */
export function standIns(root: string, programs: Programs): StandIns {
  const folder = join(root, "bin");
  const notes = join(root, "calls");
  for (const each of [folder, notes]) mkdirSync(each);
  for (const [name, script] of Object.entries(programs)) {
    const file = join(folder, name);
    writeFileSync(
      file,
      [
        "#!/usr/bin/env bash",
        "shopt -s nullglob",
        `noted=('${notes}'/*)`,
        `printf -v note '%s/%03d' '${notes}' "\${#noted[@]}"`,
        `printf '%s\\0' '${name}' "$@" > "$note"`,
        script,
      ].join("\n"),
    );
    chmodSync(file, 0o755);
  }
  const calls = () =>
    readdirSync(notes)
      .sort()
      .map((note) => readFileSync(join(notes, note), "utf8").split("\0").slice(0, -1).join(" "));
  return { folder, calls };
}
