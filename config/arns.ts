import { text } from "./fields.ts";
import { KEY_ID } from "./key-id.ts";

/*
 * ARNs of one kind of resource each. Their form is in the Service Authorization Reference, resource types of each service:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

const arnOf = (form: string, message: string) => text(new RegExp(`^arn:aws[a-z-]*:${form}$`), message);

const PLACE = String.raw`[a-z0-9-]+:\d{12}`;

/** A standard SNS topic: neither alarms nor notification rules publish to FIFO topics (SNS developer guide, FIFO topics). */
export const topicArn = () =>
  arnOf(
    `sns:${PLACE}:(?!.*\\.fifo$)[A-Za-z0-9_-]{1,256}`,
    "is not a standard SNS topic: write its ARN, arn:aws:sns:REGION:ACCOUNT:NAME",
  );

/** A Lambda function, perhaps one of its versions or aliases. */
export const functionArn = () =>
  arnOf(
    String.raw`lambda:${PLACE}:function:[\w-]{1,64}(:(\$LATEST|[\w-]{1,128}))?`,
    "is not a Lambda function: write its ARN, arn:aws:lambda:REGION:ACCOUNT:function:NAME",
  );

/** A connection to a Git host. */
export const connectionArn = () =>
  arnOf(
    String.raw`code(star-)?connections:${PLACE}:connection/[\w-]+`,
    "is not a connection: write its ARN, arn:aws:codeconnections:REGION:ACCOUNT:connection/ID",
  );

/** A repository of Amazon ECR. */
export const repositoryArn = () =>
  arnOf(
    `ecr:${PLACE}:repository/[a-z0-9][a-z0-9._/-]{1,255}`,
    "is not an ECR repository: write its ARN, arn:aws:ecr:REGION:ACCOUNT:repository/NAME",
  );

/** A KMS key, or an alias of one, for what only passes it on to an API. */
export const keyOrAliasArn = () =>
  arnOf(
    String.raw`kms:${PLACE}:(key/${KEY_ID}|alias/[\w/-]+)`,
    "is not a KMS key: write its ARN, arn:aws:kms:REGION:ACCOUNT:key/ID",
  );

/** Region and account of an ARN. */
export function locationOf(arn: string): { region: string; account: string } {
  const [, , , region = "", account = ""] = arn.split(":");
  return { region, account };
}
