import type { Permission, Role } from "./read.ts";

const HEAD = ["Role", "Taken by", "May do", "On what"];

/** Roles as a table of Markdown: a line for each thing that one may do. */
export function rolesTable(roles: readonly Role[]): string {
  const rows = roles.flatMap((role) => {
    const [first = ["nothing", "–"], ...rest] = [
      ...role.permissions.map(({ actions, ...on }) => [grouped(actions), where(on)]),
      ...role.managedPolicies.map((name) => [`what AWS's policy \`${name}\` says`, "see there"]),
    ];
    return [[`\`${role.name}\``, taker(role), ...first], ...rest.map((cells) => ["", "", ...cells])];
  });
  return [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function taker({ takenBy, account, sources }: Role): string {
  if (account === undefined) return `\`${takenBy}\``;
  const of = sources.map(short).filter((source) => source !== "*");
  const which = of.length > 0 ? `${of.map((source) => `\`${source}\``).join(" and ")} of ` : "";
  return `\`${takenBy}\`, for ${which}account ${account}`;
}

/** Actions without the service before each. */
function grouped(actions: readonly string[]): string {
  const byService = new Map<string, string[]>();
  for (const action of actions) {
    const [service = "", name = ""] = action.split(":");
    byService.set(service, [...(byService.get(service) ?? []), name]);
  }
  return [...byService].map(([service, names]) => `\`${service}\`: ${names.join(", ")}`).join("; ");
}

function where({ resources, conditions }: Pick<Permission, "resources" | "conditions">): string {
  const places = resources.map((resource) => (resource === "*" ? "everything" : `\`${short(resource)}\``));
  const limits = conditions.map(
    ({ key, isNot, values }) => `\`${key}\` is ${isNot ? "not " : ""}${values.map((value) => `\`${short(value)}\``)}`,
  );
  return [places.join(", "), ...(limits.length > 0 ? [`if ${limits.join(" and ")}`] : [])].join(", ");
}

/** An ARN without what all of an environment have in common. */
const short = (arn: string) => arn.replace(/^arn:aws[\w-]*:(s3|[\w-]+:[\w-]*:\d*):(::)?/, "").replace(/^::/, "");
