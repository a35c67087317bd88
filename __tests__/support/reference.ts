/** The class of a binding. */
interface ResourceClass {
  readonly tfResourceType: string;
}

const name = ({ tfResourceType }: ResourceClass, id: string) =>
  `${tfResourceType}\\.(?:[\\w-]+_)?${id}(?:_[0-9A-F]{8})?`;

/** Matches the text by which Terraform finds an attribute of the resource with an id of ours. */
export const reference = (type: ResourceClass, id: string, attribute: string): string =>
  expect.stringMatching(new RegExp(`^\\$\\{${name(type, id)}\\.${attribute}\\}$`)) as string;

/** Matches the address of the resource with an id of ours. */
export const address = (type: ResourceClass, id: string): string =>
  expect.stringMatching(new RegExp(`^${name(type, id)}$`)) as string;
