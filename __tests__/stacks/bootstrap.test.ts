import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { App } from "cdktf";
import { composeBootstrap } from "../../bootstrap.ts";
import type { RemoteState } from "../../config/state.ts";
import { newFolder } from "../support/folder.ts";
import { Template } from "../support/template.ts";

const STATE: RemoteState = {
  partition: "aws",
  region: "eu-west-1",
  account: "999988887777",
  lockAccount: true,
  bucket: "shop-state",
  key: "bootstrap/shop-state.tfstate",
  keyArn: "arn:aws:kms:eu-west-1:999988887777:alias/shop-state",
  createsKey: true,
  keyAlias: "shop-state",
};

function synthesize(context: Record<string, string> = {}, state: Partial<RemoteState> = {}) {
  const app = new App({ outdir: newFolder(), context });
  composeBootstrap(app, { ...STATE, ...state }, ".state");
  app.synth();
  const folder = join(app.outdir, "stacks/state");
  return { folder, template: Template.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) };
}

test("its own state is in the bucket, encrypted with the key and locked", () => {
  expect(synthesize().template.json.terraform).toMatchObject({
    required_version: ">= 1.10.0",
    backend: {
      s3: {
        bucket: "shop-state",
        key: "bootstrap/shop-state.tfstate",
        region: "eu-west-1",
        encrypt: true,
        kms_key_id: STATE.keyArn,
        use_lockfile: true,
      },
    },
  });
});

test("its own state is in a file if that is configured", () => {
  const { folder, template } = synthesize({ state: "local" });
  const { backend } = template.json.terraform as { backend: { local: { path: string } } };
  expect(resolve(folder, backend.local.path)).toBe(resolve(".state/bootstrap/shop-state.tfstate"));
});

test("it is the same for every environment that shares the bucket", () => {
  expect(synthesize().template.json.provider).toEqual({
    aws: [
      {
        region: "eu-west-1",
        allowed_account_ids: ["999988887777"],
        default_tags: [{ tags: { Stack: "state", ManagedBy: "terraform" } }],
      },
    ],
  });
});

test("the bucket is for the account that it is in", () => {
  expect(synthesize().template.one(S3BucketPolicy).policy).toContain('"aws:PrincipalAccount":"999988887777"');
});

test("a key that exists is used as it is", () => {
  const keyArn = "arn:aws:kms:eu-west-1:999988887777:key/1";
  const { template } = synthesize({}, { keyArn, createsKey: false });
  expect(template.all(KmsKey)).toEqual([]);
  expect(template.outputs().keyArn).toBe(keyArn);
});
