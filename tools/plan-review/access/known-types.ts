import { isExposable } from "./exposure.ts";
import { HOLDERS, OWN } from "./grants.ts";
import { membershipsOf } from "./memberships.ts";
import { hasOpenings } from "./opening.ts";

/** Documents of AWS are read wherever they are. */
const DOCUMENTS = /^aws_\w+_policy$/;

/** Whether the review knows what a resource of a type allows or opens. */
export const isKnownToAccess = (type: string): boolean =>
  OWN.test(type) ||
  DOCUMENTS.test(type) ||
  HOLDERS.some(([pattern]) => pattern.test(type)) ||
  membershipsOf(type, true).length > 0 ||
  hasOpenings({ type }) ||
  isExposable(type);
