/** The role that ECS itself uses. Throws if it is missing; `purpose` is what it is needed for. */
export function neededRole(infrastructureRoleArn: string | undefined, purpose: string): string {
  if (infrastructureRoleArn === undefined) throw new Error(`infrastructureRoleArn is needed for ECS to ${purpose}`);
  return infrastructureRoleArn;
}
