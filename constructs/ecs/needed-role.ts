/** The role that ECS itself works with. Throws where it is missing; `purpose` says what for. */
export function neededRole(infrastructureRoleArn: string | undefined, purpose: string): string {
  if (infrastructureRoleArn === undefined) throw new Error(`infrastructureRoleArn is needed for ECS to ${purpose}`);
  return infrastructureRoleArn;
}
