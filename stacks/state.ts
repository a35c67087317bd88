import { join } from "node:path";
import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  S3Backend,
  type S3BackendConfig,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Config } from "../config/config.ts";
import { literals } from "../constructs/literal.ts";
import { fromStackFolder } from "../constructs/stack-folder.ts";

type S3State = Extract<Config["state"], { type: "s3" }>;

/** Terraform that locks state in S3 by itself. */
export const TERRAFORM_VERSION = ">= 1.10.0";

/** Makes a stack keep its state where the environment says: its own file or object. */
export function configureState(stack: TerraformStack, config: Config): void {
  const { state } = config;
  if (state.type === "local") {
    new LocalBackend(stack, { path: localPath(stack, stack, config) });
    return;
  }
  useS3(stack, { ...s3Location(stack, config, state), kmsKeyId: state.kmsKeyArn });
}

/** Makes a stack keep its state in an object that is encrypted and locked. */
export function useS3(stack: TerraformStack, location: Omit<S3BackendConfig, "encrypt">): void {
  new S3Backend(stack, { ...location, encrypt: true });
  stack.addOverride("terraform.backend.s3.use_lockfile", true); // S3 locks by itself; cdktf has no argument for it
}

/** Reads the state of another stack. */
export function readState(
  reader: TerraformStack,
  id: string,
  owner: TerraformStack,
  config: Config,
): TerraformRemoteState {
  const { state } = config;
  if (state.type === "local")
    return new DataTerraformRemoteStateLocal(reader, id, literals({ path: localPath(reader, owner, config) }));
  return new DataTerraformRemoteStateS3(reader, id, literals(s3Location(owner, config, state)));
}

function localPath(reader: TerraformStack, owner: TerraformStack, config: Config): string {
  const { state } = config;
  const file = join((state as { folder: string }).folder, config.environment, `${owner.node.id}.tfstate`);
  return fromStackFolder(reader, file);
}

const s3Location = (owner: TerraformStack, config: Config, { bucket, keyPrefix, region, roleArn }: S3State) => ({
  bucket,
  key: `${keyPrefix}/${config.environment}/${owner.node.id}.tfstate`,
  region: region ?? config.region,
  ...(roleArn !== undefined && { assumeRole: { roleArn } }),
});
