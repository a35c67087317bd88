import type { IConstruct } from "constructs";

/** Type of the metadata that notes what AWS would refuse. */
export const REFUSED = "refused";

/** Notes in the tree what AWS would refuse, so that it is reported with all else that is wrong with an environment. */
export const refuseAt = (scope: IConstruct, message: string): void => scope.node.addMetadata(REFUSED, message);
