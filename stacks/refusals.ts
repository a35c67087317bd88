import type { IConstruct } from "constructs";
import { REFUSED } from "../constructs/refusals.ts";

/** What constructs have noted below a scope that AWS would refuse. */
export const refusalsBelow = (scope: IConstruct): string[] =>
  scope.node
    .findAll()
    .flatMap((each) => each.node.metadata)
    .filter(({ type }) => type === REFUSED)
    .map(({ data }) => String(data));
