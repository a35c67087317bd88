import type { Environment } from "./config.ts";

/** An environment as it is written, which may lack parts and have wrong ones. */
export type Written = Partial<Environment>;
export type WrittenService = Partial<Environment["services"][number]>;

/** The members of a list; none of what is no list. */
export const membersOf = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

/** The fields of an object; none of what is no object. */
export const fields = <T extends object>(value: T | undefined): Partial<T> =>
  typeof value === "object" && value !== null ? value : {};

export const servicesOf = ({ services }: Written): WrittenService[] => membersOf(services).map(fields);

/** Name that a service's container has where none is given. */
export const defaultContainerName = ({ name }: Written): string => `${name}-container`;

/** Whether the network has private subnets, given or planned. */
export const hasPrivateSubnets = ({ nat, privateSubnetCidrs }: Partial<Environment["network"]>): boolean =>
  nat !== "none" && privateSubnetCidrs?.length !== 0;
