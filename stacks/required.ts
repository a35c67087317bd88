/**
 * A value that another stack publishes only where something needs it. Throws where it is missing although something does:
 * then the two stacks disagree about what the environment has.
 */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} is missing in what the stack before this one publishes`);
  return value;
}
