import { createHash } from "node:crypto";
import { DATA_SOURCES } from "../data-sources/data-sources.ts";
import { type Asked, askedRegion } from "../data-sources/from-cloud.ts";
import { parameter, resourcesHere, secretVersion } from "../data-sources/secrets.ts";
import { isObject, type ObjectValue } from "../protocol/values.ts";
import type { TypeFacts } from "../provider/facts.ts";
import { AwsError } from "../provider/failure.ts";
import { storedValue } from "../provider/write-only.ts";
import { randomPassword } from "./password.ts";

/** An ephemeral resource: what the provider checks, the operation that it calls, and what AWS answers. */
interface EphemeralResource {
  /** SDK service id and what the provider calls the thing, for messages. */
  about: readonly [service: string, noun: string];
  operation: string;
  facts?: TypeFacts;
  /** The computed attributes. Throws `AwsError`. */
  open(asked: Asked): ObjectValue;
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const token = (...parts: string[]) => Buffer.from(parts.join(".")).toString("base64url");

/**
 * By type, as the provider has them in
 * https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/ephemeral-resources/ssm_parameter and its siblings.
 */
export const EPHEMERAL_RESOURCES: Readonly<Record<string, EphemeralResource>> = {
  aws_cognito_identity_openid_token_for_developer_identity: {
    about: ["Cognito Identity", "Open ID Token For Developer Identity"],
    operation: "GetOpenIdTokenForDeveloperIdentity",
    facts: { range: { token_duration: [1, 86_400] }, length: { identity_pool_id: [1, 55], identity_id: [1, 55] } },
    open(asked) {
      const { identity_pool_id, identity_id } = asked.config;
      const pools = resourcesHere(asked, "aws_cognito_identity_pool");
      if (!pools.some(({ attributes }) => attributes.id === identity_pool_id))
        throw new AwsError(`ResourceNotFoundException: IdentityPool '${String(identity_pool_id)}' not found.`);
      const identity = identity_id ?? `${askedRegion(asked)}:${digest(JSON.stringify(asked.config)).slice(0, 36)}`;
      return { identity_id: identity, token: token(String(identity_pool_id), String(identity)) };
    },
  },
  aws_ecr_authorization_token: {
    about: ["ECR", "ECR Authorization Token"],
    operation: "GetAuthorizationToken",
    open: (asked) => DATA_SOURCES.aws_ecr_authorization_token?.(asked) ?? {},
  },
  aws_eks_cluster_auth: {
    about: ["EKS", "EKS Cluster Auth"],
    operation: "PresignGetCallerIdentity",
    // The provider signs a request itself, and so asks for no cluster.
    open: (asked) => ({ token: `k8s-aws-v1.${token(askedRegion(asked), String(asked.config.name))}` }),
  },
  aws_kms_secrets: {
    about: ["KMS", "KMS Secrets"],
    operation: "Decrypt",
    facts: {
      enum: {
        "secret.encryption_algorithm": ["SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE"],
      },
    },
    open(asked) {
      const secrets = Array.isArray(asked.config.secret) ? asked.config.secret.filter(isObject) : [];
      return { plaintext: Object.fromEntries(secrets.map((secret) => [String(secret.name), decrypt(asked, secret)])) };
    },
  },
  aws_lambda_invocation: {
    about: ["Lambda", "Lambda Invocation"],
    operation: "Invoke",
    facts: { enum: { log_type: ["None", "Tail"] }, json: ["payload"] },
    open(asked) {
      const { function_name, qualifier } = asked.config;
      const name = String(function_name).replace(/^arn:[^:]+:lambda:[^:]*:[^:]*:function:|^\d{12}:function:/, "");
      const [bare = "", version] = name.split(":");
      if (!resourcesHere(asked, "aws_lambda_function").some(({ attributes }) => attributes.function_name === bare)) {
        const arn = `arn:${asked.provider.partition}:lambda:${askedRegion(asked)}:${asked.provider.account}:function:${name}`;
        throw new AwsError(`ResourceNotFoundException: Function not found: ${arn}`);
      }
      // No function runs: it is as if it returned nothing.
      return { executed_version: qualifier ?? version ?? "$LATEST", result: "null", status_code: 200 };
    },
  },
  aws_secretsmanager_random_password: {
    about: ["Secrets Manager", "Secrets Manager Random Password"],
    operation: "GetRandomPassword",
    facts: { range: { password_length: [1, 4096] }, length: { exclude_characters: [0, 4096] } },
    open: ({ config }) => ({ random_password: randomPassword(config) }),
  },
  aws_secretsmanager_secret_version: {
    about: ["Secrets Manager", "Secrets Manager Secret Version"],
    operation: "GetSecretValue",
    open: secretVersion,
  },
  aws_ssm_parameter: {
    about: ["SSM", "SSM Parameter"],
    operation: "GetParameter",
    facts: { arns: ["arn"] },
    open(asked) {
      const { arn, with_decryption } = asked.config;
      const [path = ""] = /(?<=:parameter)\/.*$/.exec(String(arn)) ?? [];
      // A name without hierarchy has its slash in the ARN only.
      const name = [path, path.slice(1)].find((each) => parameter(asked, each) !== undefined) ?? path;
      const found = parameter(asked, name);
      if (found === undefined) throw new AwsError("ParameterNotFound: ");
      const isEncrypted = found.type === "SecureString" && with_decryption === false;
      const value = isEncrypted ? Buffer.from(digest(found.value)).toString("base64") : found.value;
      return { ...found, name, value, with_decryption: with_decryption ?? true };
    },
  },
};

/**
 * What a ciphertext says that was made here. One that was made elsewhere can't be read without its key: it gets a text that
 * is the same each time, so that configuration that has one can be tried.
 */
function decrypt(asked: Asked, { payload }: ObjectValue): string {
  const text = String(payload);
  if (!/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    throw new AwsError("InvalidCiphertextException: ");
  const made = resourcesHere(asked, "aws_kms_ciphertext").find(({ attributes }) => attributes.ciphertext_blob === text);
  return (made && storedValue(made, "plaintext")) ?? `plaintext-${digest(text).slice(0, 16)}`;
}
