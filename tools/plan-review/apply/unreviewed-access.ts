import type { AccessRow, OpeningRow, Review } from "../model/review.ts";

/**
 * Access that widens and that was not in the review. A value unknown in the review may have become known, but not wide
 * open.
 */
export function unreviewedAccess(
  review: Pick<Review, "access" | "openings">,
  access: readonly AccessRow[],
  openings: readonly OpeningRow[],
): string[] {
  const statements = access.filter(({ widens }) => widens).filter((row) => !isReviewedStatement(row, review.access));
  const opened = openings.filter(({ widens }) => widens).filter((row) => !isReviewedOpening(row, review.openings));
  return [
    ...statements.map(
      ({ address, actions, resources }) =>
        `${address} allows ${actions.join(", ")} on ${resources.join(", ")}, which was not reviewed`,
    ),
    ...opened.map(({ group, ports, peer, direction }) =>
      // An exposure is a finding by itself.
      peer === "anyone"
        ? `${group} ${ports}, which was not reviewed`
        : `${group} opens ${ports} ${direction === "in" ? "from" : "to"} ${peer}, which was not reviewed`,
    ),
  ];
}

function isReviewedStatement(row: AccessRow, reviewed: readonly AccessRow[]): boolean {
  const own = reviewed.filter(({ stack, address }) => stack === row.stack && address === row.address);
  return (
    own.some((each) => JSON.stringify(each) === JSON.stringify(row)) ||
    (!row.broad && own.some(({ sign }) => sign === "?"))
  );
}

/** A peer that came from another stack has a name in the review and a value now. */
function isReviewedOpening(row: OpeningRow, reviewed: readonly OpeningRow[]): boolean {
  const own = reviewed.filter((each) => each.stack === row.stack && each.group === row.group);
  const isSameTraffic = (each: OpeningRow) =>
    each.direction === row.direction && each.ports === row.ports && each.widens;
  return own.some((each) => {
    if (isSameTraffic(each) && each.peer === row.peer) return true;
    return !row.broad && (each.sign === "?" || (isSameTraffic(each) && isName(each.peer)));
  });
}

/** `network.vpcCidr`, `aws_security_group.web`: no address, no prefix list and no id. */
const isName = (peer: string): boolean => /^[a-z][\w-]*\.[\w-]+$/i.test(peer);
