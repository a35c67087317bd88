import { countText } from "../../packages/leftovers/report.ts";
import type { Listed } from "./existing.ts";
import type { Proposal, Proposals } from "./stack-adoption.ts";

const OUTCOMES: Readonly<Record<Proposal["action"], string>> = {
  nothing: "unchanged",
  update: "npm run deploy then changes it in place",
  create: "unchanged",
  delete: "unchanged",
  replace: "npm run deploy would replace it",
};

/** What of a stack can be adopted, a line for each. */
export function proposalLines(stack: string, proposals: readonly Proposal[]): string[] {
  return [
    `${stack}: ${countText(proposals.length)} ${proposals.length === 1 ? "exists, but is" : "exist, but are"} not in its state:`,
    ...proposals.map(({ address, importId, action }) => `  ${address} = ${importId} (${OUTCOMES[action]})`),
  ];
}

/** What of a stack is not adopted, with the reason and the import block. */
export function remainingLines(stack: string, { replaced, unclear }: Proposals): string[] {
  return [
    ...replaced.flatMap(({ address, importId }) => [
      `${stack}: ${importId} exists, but differs from ${address} so much that npm run deploy would replace it: delete it in AWS, or adopt it with`,
      importBlock(address, importId),
    ]),
    ...unclear.flatMap(({ found, addresses }) => [
      `${stack}: ${found.importId} exists, but ${addresses.length === 1 ? "is not the only one for its address" : "may belong to several addresses"}: adopt the right one with`,
      ...addresses.map((address) => importBlock(address, found.importId)),
    ]),
  ];
}

/** What exists in no state, and no stack would make. */
export function unwantedLines(unwanted: readonly Listed[]): string[] {
  if (unwanted.length === 0) return [];
  return [
    "In no state, and it matches no missing resource; delete it in AWS if nothing uses it:",
    ...unwanted.map((each) => `  ${nameOf(each)}`),
  ];
}

const nameOf = ({ types, importId }: Listed) => `${types.join(" or ")} ${importId}`;

/** The import block of https://developer.hashicorp.com/terraform/language/import. */
const importBlock = (address: string, importId: string) =>
  `  import { to = ${address}, id = ${JSON.stringify(importId)} }`;
