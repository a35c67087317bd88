import type { Finding } from "../../finding.ts";
import { nearest } from "../../nearest.ts";
import type { Service } from "../service.ts";
import { secretIn } from "./plain-variables.ts";

/** Options that the ECS agent evaluates itself (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html). */
const OF_AGENT = ["Name", "include-pattern", "exclude-pattern", "log-driver-buffer-limit"];

/** Finds options with which no task starts, and those that everyone could read. */
export function checkFirelens({ logs }: Service): Finding[] {
  if (logs.type !== "firelens") return [];
  const { options, secrets } = logs;
  return [...checkName(options), ...checkSecrets(options), ...checkTwins(options, secrets)];
}

type Options = Readonly<Record<string, unknown>>;

/**
 * The agent writes an output of Fluent Bit from the options, for which it has to know the plugin: "missing output key Name which is
 * required for firelens configuration" (https://github.com/aws/amazon-ecs-agent, firelensconfig_unix.go). Without any options, the
 * image brings its outputs.
 */
function checkName(options: Options): Finding[] {
  const names = Object.keys(options);
  const ofOutput = names.filter((name) => !OF_AGENT.includes(name));
  if (names.includes("Name") || ofOutput.length === 0) return [];
  const meant = names.find((name) => nearest(name, ["Name"]).length > 0);
  const way = meant === undefined ? 'add it, such as Name: "http"' : `write "Name" instead of "${meant}"`;
  return [{ path: ["logs", "options"], message: `does not name the output plugin of Fluent Bit: ${way}` }];
}

function checkSecrets(options: Readonly<Record<string, string>>): Finding[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const what = secretIn(name, value);
    if (what === undefined) return [];
    const message = `${what}, which anyone allowed to describe the task can read: put it into Secrets Manager and its ARN into logs.secrets`;
    return [{ path: ["logs", "options", name], message }];
  });
}

function checkTwins(options: Options, secrets: Options): Finding[] {
  return Object.keys(secrets).flatMap((name) =>
    Object.hasOwn(options, name)
      ? [{ path: ["logs", "secrets", name], message: "is set in options too: keep one of the two" }]
      : [],
  );
}
