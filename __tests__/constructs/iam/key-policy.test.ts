import { keyPolicy } from "../../../constructs/iam/key-policy.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { parse } from "../../support/template.ts";

const ADMINISTRATION = {
  Sid: "Administration",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

test("the account administers the key through IAM", () => {
  expect(parse(keyPolicy(awsScope, []))).toEqual({ Version: "2012-10-17", Statement: [ADMINISTRATION] });
});

test("others do what the statements say, and no more", () => {
  const use = { sid: "Use", principals: { AWS: ["arn:role"] }, actions: ["kms:Decrypt"], resources: ["*"] };
  expect(parse(keyPolicy(awsScope, [use])).Statement).toEqual([
    ADMINISTRATION,
    { Sid: "Use", Effect: "Allow", Principal: { AWS: "arn:role" }, Action: "kms:Decrypt", Resource: "*" },
  ]);
});
