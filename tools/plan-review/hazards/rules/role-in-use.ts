import type { Hazard, HazardRule } from "../hazard.ts";
import { Holders } from "../holders.ts";
import { counted, distinct, isReplaced, isTainted, listed, managed, nameIn } from "../values.ts";

/** What IAM deletes no role with (API reference, DeleteRole: DeleteConflict). */
const KEEPING = /^aws_iam_(role_policy|role_policy_attachment|policy_attachment|instance_profile)$/;

/** A stack replaces a role to which a later stack has attached what the role may do. */
export const roleInUse: HazardRule = (landscape) => {
  const holders = new Holders(landscape);
  return landscape.stacks.flatMap(({ name: stack, plan }) =>
    managed(plan)
      .filter((each) => each.type === "aws_iam_role" && isReplaced(each) && !isTainted(each))
      .flatMap((role): Hazard[] => {
        const keeping = holders.of(stack, role).filter(({ type }) => KEEPING.test(type));
        const users = distinct(keeping.map((each) => each.stack));
        if (keeping.length === 0) return [];
        return [
          {
            rule: "role-in-use",
            kind: "refused",
            stack,
            address: role.address,
            summary: `role ${nameIn(role)} is replaced, and ${counted(keeping.length, "attachment")} of ${listed(users)} ${keeping.length === 1 ? "keeps" : "keep"} it`,
            details: keeping.map((each) => `${each.stack} ${each.address}`),
            because: `IAM deletes no role with policies or in a profile (DeleteConflict), and ${listed(users)} is deployed after ${stack}.`,
            steps: ["Keep the name and path of the role"],
          },
        ];
      }),
  );
};
