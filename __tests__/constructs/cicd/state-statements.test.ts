import { stateReadStatements, stateWriteStatements } from "../../../constructs/cicd/state-statements.ts";
import { awsScope } from "../../support/aws-scope.ts";

const STATE = { bucket: "shop-state", folder: "ecs-pipeline/shop/" };

test("an alias is not a name of a key in a policy: a condition on it is", () => {
  const state = { ...STATE, kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:alias/shop-state" };
  const all = [...stateReadStatements(state, awsScope), ...stateWriteStatements(state, awsScope)];
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
  expect(stateReadStatements(state, awsScope)).toEqual([
    { sid: "StateRole", actions: ["sts:AssumeRole"], resources: [state.roleArn] },
  ]);
  expect(stateWriteStatements(state, awsScope)).toEqual([]);
});
