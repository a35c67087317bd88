import type { Finding } from "../finding.ts";
import { isWindows } from "../windows.ts";
import type { Ec2ClusterConfig } from "./ec2-cluster.ts";

/** How user data of one kind begins. */
const BEGINS = {
  shell: /^#!/,
  cloudConfig: /^#cloud-config\b/,
  mime: /^(Content-Type|MIME-Version):/i,
  powershell: /^<(powershell|script)>/i,
  toml: /^\[{1,2}[\w.'"-]+\]{1,2}\s*(#.*)?$/m,
};

/** Finds lines that the instance would not understand, where they go behind those of the cluster. How many fit, the template knows. */
export function checkUserData(settings: Pick<Ec2ClusterConfig, "userData" | "image" | "agent">): Finding[] {
  const { userData = "", image } = settings;
  const text = userData.trim();
  const message = encoded(text) ?? (isWindows(image) ? onWindows(text) : undefined);
  if (message !== undefined) return [{ path: ["userData"], message }];
  if (text === "" || isWindows(image)) return [];
  const found = image === "bottlerocket" ? onBottlerocket(text, settings) : onLinux(text);
  return found === undefined ? [] : [{ path: ["userData"], message: found }];
}

/** The template encodes user data itself, and EC2 decodes it once. */
function encoded(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/\s]{8,}={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64").toString();
  return Object.values(BEGINS).some((form) => form.test(decoded))
    ? "is in Base64, which is added for you: write the text itself"
    : undefined;
}

function onWindows(text: string): string | undefined {
  return BEGINS.shell.test(text) ? "is a shell script, and the image is Windows: write lines of PowerShell" : undefined;
}

/** Bash runs it (EC2 user guide, run commands at launch), behind the settings of the agent: one script. */
function onLinux(text: string): string | undefined {
  if (BEGINS.powershell.test(text)) return "is for Windows, and the image is Linux: write lines of a shell script";
  if (BEGINS.cloudConfig.test(text) || BEGINS.mime.test(text))
    return "is for cloud-init, and the cluster has its own shell script there: write lines of a shell script";
  // Bash would run the name of the table as a command.
  if (new RegExp(BEGINS.toml.source).test(firstLine(text)))
    return "is TOML, which only bottlerocket reads: write lines of a shell script, or change image";
  return undefined;
}

/**
 * Bottlerocket reads TOML alone (https://github.com/bottlerocket-os/bottlerocket, README, user data), here behind a table
 * `settings.ecs`: what has no table would be in that one, and a table can't come twice (TOML specification, table).
 */
function onBottlerocket(text: string, { agent }: Pick<Ec2ClusterConfig, "agent">): string | undefined {
  if (BEGINS.shell.test(text)) return "is a shell script, and bottlerocket has no shell: write settings in TOML";
  if (!/^(\[|$)/.test(firstLine(text)))
    return "has to begin with a table, as it comes behind others: write settings in TOML, such as [settings.kernel.sysctl]";
  const own = [
    "settings.ecs",
    ...(Object.keys(agent.attributes).length > 0 ? ["settings.ecs.instance-attributes"] : []),
  ];
  const twin = own.find((table) =>
    new RegExp(String.raw`^\s*\[\s*${table.replaceAll(".", String.raw`\s*\.\s*`)}\s*\]`, "m").test(text),
  );
  return twin === undefined ? undefined : `has the table ${twin}, which is there already: use the fields of agent`;
}

/** First line that is neither empty nor a comment, or nothing. */
const firstLine = (text: string): string =>
  text
    .split("\n")
    .find((line) => !/^\s*(#|$)/.test(line))
    ?.trim() ?? "";
