/** Every stack that an environment may have, in deploy order. */
export const KNOWN_STACKS: readonly string[] = ["network", "iam", "registry", "ec2-cluster", "fargate-cluster", "cicd"];

/** From the last that is deployed to the first, unknown ones before all others: in this order stacks are destroyed. */
export function inDestroyOrder<T extends { readonly name: string }>(stacks: readonly T[]): T[] {
  const position = ({ name }: T) => (KNOWN_STACKS.includes(name) ? KNOWN_STACKS.indexOf(name) : KNOWN_STACKS.length);
  return [...stacks].sort((one, other) => position(other) - position(one) || (one.name < other.name ? -1 : 1));
}
