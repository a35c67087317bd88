import { PreviewError } from "./preview-error.ts";

/** Parsed command-line arguments. */
export type PreviewCommand = { action: "up"; port: number } | { action: "down" } | { action: "help" };

const DEFAULT_PORT = 8080;

const ALONE: Readonly<Record<string, "down" | "help" | undefined>> = {
  "--down": "down",
  "--help": "help",
  "-h": "help",
};

/** Parses the arguments after `npm run preview --`. Throws `PreviewError`. */
export function readPreviewArguments(words: readonly string[]): PreviewCommand {
  const [first, ...rest] = words.flatMap((word) => (word.startsWith("--port=") ? ["--port", word.slice(7)] : [word]));
  if (first === undefined) return { action: "up", port: DEFAULT_PORT };
  if (first === "--port") return { action: "up", port: readPort(rest) };
  const action = ALONE[first];
  if (action === undefined) throw wrong(`${first} is unknown: use --port NUMBER, --down or --help`);
  if (rest.length > 0) throw wrong(`${first} takes no other arguments: leave out ${rest.join(" ")}`);
  return { action };
}

function readPort([value, ...rest]: string[]): number {
  const wayOut = "use a whole number from 1 to 65535";
  if (value === undefined) throw wrong(`--port has no number: ${wayOut}`);
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > 65535) throw wrong(`--port ${value} must be a port: ${wayOut}`);
  if (rest.length > 0) throw wrong(`--port takes one number: leave out ${rest.join(" ")}`);
  return port;
}

const wrong = (message: string) => new PreviewError(message, 2);
