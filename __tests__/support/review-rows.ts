import type { AccessRow, OpeningRow } from "../../tools/plan-review/model/review.ts";

/** A statement that allows something that was not allowed before. */
export const statement: AccessRow = {
  stack: "web",
  address: "aws_iam_role_policy.p",
  sign: "+",
  effect: "Allow",
  principal: "role web",
  actions: ["s3:Get", "s3:Put"],
  resources: ["a"],
  conditions: [],
  widens: true,
  broad: false,
};

/** An opening to a peer that was not let in before. */
export const opening: OpeningRow = {
  stack: "web",
  group: "aws_security_group.web",
  sign: "+",
  direction: "in",
  ports: "tcp 80",
  peer: "10.0.0.0/8",
  widens: true,
  broad: false,
};
