/** A synthesized stack, as far as it is read. */
export interface StackToCheck {
  readonly terraform?: unknown;
  /** Resources by type and name. */
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What Checkov reads of a stack: not the block `terraform`, at whose texts its parser of JSON fails. */
export function readableStack({ terraform: _, ...rest }: StackToCheck): Omit<StackToCheck, "terraform"> {
  return rest;
}

/**
 * The address of a resource in a stack, of what Checkov says where it reads JSON: some of its checks leave the type out
 * and say `resource.NAME`. A name is there once in a stack that cdktf synthesizes.
 */
export function addressIn({ resource = {} }: StackToCheck, said: string): string {
  const [, name] = /^resource\.(.+)$/.exec(said) ?? [];
  const type = name && Object.keys(resource).find((each) => Object.hasOwn(resource[each] ?? {}, name));
  return type ? `${type}.${name}` : said;
}
