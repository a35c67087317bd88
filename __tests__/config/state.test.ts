import { loadRemoteState } from "../../config/load.ts";
import { resolveRemoteState } from "../../config/state.ts";
import { smallest } from "../../examples/smallest.ts";
import { problems } from "../support/problems.ts";

const found = (state: object) => problems({ ...smallest, state: { type: "s3", bucket: "shop-state", ...state } });

test.each(["arn:aws:iam::123456789012:role/state", "arn:aws:iam::999988887777:role/acme/state"])(
  "%s is a role",
  (roleArn) => {
    expect(found({ roleArn })).toEqual([]);
  },
);

test.each(["state", "arn:aws:iam::123456789012:user/me", "arn:aws:iam::123:role/state", "", 7])(
  "%j is not the ARN of a role",
  (roleArn) => {
    expect(found({ roleArn }).join()).toMatch(/^state\.roleArn: /);
  },
);

test("bucket and key may be in the account of the role", () => {
  const kmsKeyArn = "arn:aws:kms:us-east-1:999988887777:alias/shop-state";
  expect(found({ roleArn: "arn:aws:iam::999988887777:role/state", kmsKeyArn })).toEqual([]);
});

describe("the bucket of an environment", () => {
  const environment = { partition: "aws", account: "123456789012", region: "eu-west-1", lockAccount: true };
  const s3 = { type: "s3" as const, bucket: "shop-state", keyPrefix: "ecs-pipeline" };
  const alias = (region: string, account: string) => `arn:aws:kms:${region}:${account}:alias/shop-state`;

  test.each([
    [{}, { region: "eu-west-1", account: "123456789012", createsKey: true }],
    [{ region: "eu-central-1" }, { region: "eu-central-1", keyArn: alias("eu-central-1", "123456789012") }],
    [{ roleArn: "arn:aws:iam::999988887777:role/state" }, { account: "999988887777", createsKey: true }],
    [{ kmsKeyArn: alias("eu-west-1", "123456789012") }, { createsKey: true }],
    [
      { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
      { createsKey: false },
    ],
    [
      { bucket: "acme.shop.state" },
      {
        keyArn: "arn:aws:kms:eu-west-1:123456789012:alias/acme-shop-state",
        keyAlias: "acme-shop-state",
        createsKey: true,
      },
    ],
    [{ keyPrefix: "other" }, { key: "bootstrap/shop-state.tfstate" }],
  ])("with %j is %j", (state, expected) => {
    expect(resolveRemoteState({ ...s3, ...state }, environment)).toMatchObject(expected);
  });

  test("is that of the environment, even if a trial keeps state in files", () => {
    expect(loadRemoteState({ ENVIRONMENT: "prod", LOCAL_STATE_FOLDER: "trial" })).toMatchObject({
      bucket: "ecs-prod-terraform-state-123456789012",
      createsKey: true,
    });
  });

  test("is not there where state is in files", () => {
    expect(() => loadRemoteState({ ENVIRONMENT: "demo" })).toThrow(
      'environment demo keeps its state in local files, which need no bucket: write state: { type: "s3", bucket: "…" }, or name another environment in ENVIRONMENT',
    );
  });
});
