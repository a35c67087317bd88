import type { Interruption } from "../../packages/offline-aws/watch/journal.ts";
import type { Changes } from "./changes.ts";

/** What became of one stack. */
export interface StackResult {
  name: string;
  resources: number;
  changes: Changes;
  seconds: number;
}

/** Outputs by stack and name, as `cdktf deploy --outputs-file` writes them. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What users want to know about the deployed system, besides its services. */
const SHOWN = [
  ["cluster on EC2", "ec2-cluster", "clusterName"],
  ["cluster on Fargate", "fargate-cluster", "clusterName"],
  ["pipeline", "cicd", "pipelineName"],
  ["source repository", "cicd", "sourceRepositoryUrl"],
  ["image repository", "registry", "repositoryUrl"],
] as const;

/** Outputs that there are for each service, by the beginning of their names. */
const OF_SERVICES = [
  ["serviceUrls", ""],
  ["testUrls", ", new tasks first"],
  ["dashboardUrl", ", dashboard"],
] as const;

/** `30 added`, `2 changed, 1 destroyed`, or `no changes`. */
export function describeChanges(changes: Changes): string {
  const parts = Object.entries(changes).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
  return parts.join(", ") || "no changes";
}

/** A table with a line for each stack and one for all of them. */
export function resultTable(results: readonly StackResult[], totalSeconds: number): string[] {
  const total = results.reduce((sum, { resources }) => sum + resources, 0);
  return columns(
    [
      ["stack", "resources", "seconds", "change"],
      ...results.map(({ name, resources, seconds, changes }) => [
        name,
        String(resources),
        seconds.toFixed(1),
        describeChanges(changes),
      ]),
      [`${results.length} stacks`, String(total), totalSeconds.toFixed(1), ""],
    ],
    [1, 2],
  );
}

/** A line for each output that users want, if the stacks have it. */
export function outputLines(outputs: Outputs): string[] {
  const own = SHOWN.flatMap(([label, stack, name]) => {
    const value = outputs[stack]?.[name];
    return value === undefined ? [] : [[label, String(value)]];
  });
  return columns([...serviceRows(outputs), ...own], []);
}

/** Says which services were interrupted; undefined if none was. */
export function interruptionLine(interruptions: readonly Interruption[]): string | undefined {
  if (interruptions.length === 0) return undefined;
  const services = new Set(interruptions.map(({ service }) => service.slice(service.lastIndexOf("/") + 1)));
  return `Interrupted meanwhile: ${[...services].join(", ")}. What broke, and which calls caused it: npm run offline -- --report`;
}

/** The command by which `binary` shows the everyday commands of a service; undefined if there is no service. */
export function commandsCommand(outputs: Outputs, binary: string): string | undefined {
  const found = Object.entries(outputs).flatMap(([stack, ofStack]) =>
    Object.keys(ofStack).flatMap((name) => (name.startsWith("commands-") ? [[stack, name] as const] : [])),
  );
  const [stack, name] = found.at(-1) ?? [];
  return stack && `npm run offline -- ${binary} -chdir=cdktf.out/stacks/${stack} output ${name}`;
}

function serviceRows(outputs: Outputs): string[][] {
  return Object.values(outputs).flatMap((ofStack) =>
    OF_SERVICES.flatMap(([beginning, what]) =>
      Object.entries(ofStack).flatMap(([name, value]) =>
        name.startsWith(`${beginning}-`) ? [[`${name.slice(beginning.length + 1)}${what}`, String(value)]] : [],
      ),
    ),
  );
}

/** Lays rows out in columns; those whose index is in `numbers` are set flush right. */
function columns(rows: readonly string[][], numbers: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, index) =>
        numbers.includes(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
