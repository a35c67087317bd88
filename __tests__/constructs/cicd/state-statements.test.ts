import { stateReadStatements, stateWriteStatements } from "../../../constructs/cicd/state-statements.ts";
import { place } from "../../support/place.ts";

const STATE = { bucket: "shop-state", folder: "ecs-pipeline/shop/" };

test("an alias is no name of a key in a policy: a condition on it is", () => {
  const state = { ...STATE, kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:alias/shop-state" };
  const all = [...stateReadStatements(state, place), ...stateWriteStatements(state, place)];
  expect(all.filter(({ actions }) => actions.some((action) => action.startsWith("kms:")))).toEqual(
    ["kms:Decrypt", "kms:GenerateDataKey"].map((action) =>
      expect.objectContaining({
        actions: [action],
        resources: ["arn:aws:kms:eu-west-1:111122223333:key/*"],
        conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/shop-state" } },
      }),
    ),
  );
});

test("a role that has all of that is taken, and nothing else allowed", () => {
  const state = { ...STATE, roleArn: "arn:aws:iam::999988887777:role/state" };
  expect(stateReadStatements(state, place)).toEqual([
    { sid: "StateRole", actions: ["sts:AssumeRole"], resources: [state.roleArn] },
  ]);
  expect(stateWriteStatements(state, place)).toEqual([]);
});
