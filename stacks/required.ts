/**
 * A value that another stack publishes only where something needs it. Throws if it is missing although something does:
 * then the two stacks disagree about what the environment has.
 */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} is missing from the outputs of the stack that this one reads`);
  return value;
}
