/** Names in use elsewhere, in plain letters, of what is called otherwise here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  aarch64: "arm64",
  alb: "loadBalancer",
  amd64: "x86_64",
  autoscaling: "scaling",
  availabilityzones: "zones",
  azs: "zones",
  baketimeinminutes: "bakeMinutes",
  cidrblock: "cidr",
  env: "environment",
  expires: "registrationDays",
  nlb: "networkLoadBalancer",
  replicas: "desiredCount",
  single: "one",
  tasks: "desiredCount",
  vpc: "network",
  x64: "x86_64",
};

/** Maximum length of a text that is compared: a misspelt name is short. */
const MAX_LENGTH = 60;
const MAX_FOUND = 3;

/**
 * Names that a shortened or misspelt one may mean: those whose words begin with it, such as `memoryMiB` for `memory`, or
 * end with it, such as `ecs-canary` for `canary`; or else those with the fewest differences. None where nothing is near.
 */
export function nearest(text: string, names: readonly string[]): readonly string[] {
  const plain = plainOf(text);
  if (text.length > MAX_LENGTH || plain === "") return [];
  const synonym = SYNONYMS[plain];
  if (synonym !== undefined && names.includes(synonym)) return [synonym];
  const longer = names.filter((name) => isPartOf(plain, name));
  if (longer.length > 0 && longer.length <= MAX_FOUND) return longer;
  const distances = names.map((name) => distance(plain, plainOf(name)));
  const least = Math.min(...distances);
  if (least > Math.min(3, Math.floor(plain.length / 3))) return [];
  return names.filter((_, index) => distances[index] === least).slice(0, MAX_FOUND);
}

/** The end of a message that suggests names: `; did you mean "canary"?` Empty without any. */
export const didYouMean = (names: readonly string[]): string =>
  names.length === 0 ? "" : `; did you mean ${names.join(" or ")}?`;

const plainOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Whether a text is the first or the last words of a name. */
function isPartOf(plain: string, name: string): boolean {
  const words = name.split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/).map(plainOf);
  return words.some(
    (_, index) => index > 0 && (words.slice(0, index).join("") === plain || words.slice(index).join("") === plain),
  );
}

/** Characters to add, remove, replace or swap with the next one (optimal string alignment). */
export function distance(a: string, b: string): number {
  const rows: number[][] = [];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    rows.push(row);
    for (let j = 0; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : replaced;
      row.push(i + j === 0 ? 0 : Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
