/** A path as people write it: `container_definitions[web].environment[PORT].value`, `tags["dots.in.key"]`. */
export function pathText(names: readonly string[], path: readonly (string | number)[]): string {
  return names
    .map((name, index) => {
      if (typeof path[index] === "number") return `[${name}]`;
      if (!/^[\w-]+$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

/** Whether one path leads to another or to something within it. */
export function leadsTo(outer: readonly (string | number)[], inner: readonly (string | number)[]): boolean {
  return outer.every((step, index) => index >= inner.length || step === inner[index]);
}
