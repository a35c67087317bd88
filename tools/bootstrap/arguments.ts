import { BootstrapError } from "./bootstrap-error.ts";

/** Parsed command-line arguments. */
export interface BootstrapCommand {
  readonly help: boolean;
  /** Whether to change AWS without a question (`--auto-approve`). */
  readonly autoApprove: boolean;
  /** Whether a bucket that exists is taken over. */
  readonly import: boolean;
}

const OPTIONS: Readonly<Record<string, keyof BootstrapCommand | undefined>> = {
  "--help": "help",
  "-h": "help",
  "--auto-approve": "autoApprove",
  "--import": "import",
};

/** Parses the arguments after `npm run bootstrap --`. Throws `BootstrapError`. */
export function readBootstrapArguments(words: readonly string[]): BootstrapCommand {
  const asked = words.map((word) => {
    const option = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : undefined;
    if (option === undefined) throw new BootstrapError(`${word} is unknown: use --auto-approve, --import or --help`, 2);
    return option;
  });
  const has = (option: keyof BootstrapCommand) => asked.includes(option);
  return { help: has("help"), autoApprove: has("autoApprove"), import: has("import") };
}
