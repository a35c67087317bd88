import { RESTORE_OPTION } from "../../packages/state/problem.ts";
import { AdoptError } from "./adopt-error.ts";

/** Parsed command-line arguments. */
export interface AdoptCommand {
  readonly help: boolean;
  /** Whether states are changed without a question. */
  readonly yes: boolean;
  /** Whether truncated local states are restored first. */
  readonly restoreState: boolean;
}

const OPTIONS: Readonly<Record<string, keyof AdoptCommand | undefined>> = {
  "--help": "help",
  "-h": "help",
  "--yes": "yes",
  [RESTORE_OPTION]: "restoreState",
};

/** Parses the arguments after `npm run adopt --`. Throws `AdoptError`. */
export function readAdoptArguments(words: readonly string[]): AdoptCommand {
  const asked = words.map((word) => {
    const option = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : undefined;
    if (option === undefined) throw new AdoptError(`${word} is unknown: use --yes, ${RESTORE_OPTION} or --help`, 2);
    return option;
  });
  return { help: asked.includes("help"), yes: asked.includes("yes"), restoreState: asked.includes("restoreState") };
}
