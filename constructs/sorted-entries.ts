/** Members of an object in the order of their names, so that a plan shows a change only where there is one. */
export const sortedEntries = <T>(values: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
