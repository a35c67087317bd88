/**
 * The members of a list that a test has computed and checks one by one. Throws if there are none: a loop over nothing
 * would pass whatever the sources say.
 */
export function nonEmpty<T>(list: Iterable<T>): T[] {
  const members = [...list];
  if (members.length === 0) throw new Error("there is nothing to check: the list is empty");
  return members;
}
