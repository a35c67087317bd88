/**
 * The versions of a provider for which bindings of one version hold: its minor releases add arguments, and only a new major one
 * takes any away (https://developer.hashicorp.com/terraform/plugin/best-practices/versioning). `6.25.0` becomes `~> 6.25`.
 */
export function minorUpdates(version: string): string {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  // Where the major version is 0, a minor one may break; of a pre-release nothing is known.
  return major === undefined || major === "0" ? version : `~> ${major}.${minor}`;
}

/**
 * Whether a version constraint of Terraform allows a version
 * (https://developer.hashicorp.com/terraform/language/expressions/version-constraints). What only Terraform can tell, such as
 * of pre-releases, is taken for allowed.
 */
export const allows = (constraint: string, version: string): boolean =>
  constraint.split(",").every((each) => allowsOne(each.trim(), version));

function allowsOne(constraint: string, version: string): boolean {
  const [, operator = "=", limit = ""] = /^(=|!=|>|>=|<|<=|~>)?\s*(\d+(?:\.\d+){0,2})$/.exec(constraint) ?? [];
  if (limit === "" || !/^\d+\.\d+\.\d+$/.test(version)) return true;
  const order = compare(version, limit);
  switch (operator) {
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "~>": {
      // All but the last part that is written has to be the same.
      const fixed = limit.split(".").slice(0, -1);
      return order >= 0 && fixed.every((part, index) => version.split(".")[index] === part);
    }
    default:
      return order === 0;
  }
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.split(".").map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
