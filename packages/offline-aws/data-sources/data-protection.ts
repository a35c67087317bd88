import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";
import { listedTexts } from "./from-cloud.ts";

const blocks = (value: Value | undefined): ObjectValue[] => (Array.isArray(value) ? value.filter(isObject) : []);
const block = (value: Value | undefined): ObjectValue | undefined => blocks(value)[0];

/** Members that are there, of what may not be. */
const present = (members: Record<string, Value | undefined>): ObjectValue =>
  Object.fromEntries(
    Object.entries(members).filter(
      (entry): entry is [string, Value] => entry[1] !== undefined && entry[1] !== null && entry[1] !== "",
    ),
  );

/** Destinations of findings: the block, the member of the document, and what each has for the name. */
const DESTINATIONS = [
  ["cloudwatch_logs", "CloudWatchLogs", "log_group", "LogGroup"],
  ["firehose", "Firehose", "delivery_stream", "DeliveryStream"],
  ["s3", "S3", "bucket", "Bucket"],
] as const;

function operationOf(operation: ObjectValue | undefined): ObjectValue {
  const [audit, mask] = [block(operation?.audit), block(operation?.deidentify)];
  const findings = block(audit?.findings_destination);
  const destinations = DESTINATIONS.map(([name, member, argument, key]) => {
    const found = block(findings?.[name]);
    return [member, found === undefined ? undefined : { [key]: found[argument] ?? null }] as const;
  });
  return present({
    Audit: audit === undefined ? undefined : { FindingsDestination: present(Object.fromEntries(destinations)) },
    Deidentify: mask === undefined ? undefined : { MaskConfig: {} },
  });
}

/**
 * The JSON of an `aws_cloudwatch_log_data_protection_policy_document`
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html).
 */
export function renderDataProtection({ name, description, version, configuration, statement }: ObjectValue): string {
  const custom = blocks(block(configuration)?.custom_data_identifier);
  const document = present({
    Description: description,
    Version: version ?? "2021-06-01",
    Name: name,
    Statement: blocks(statement).map((each) =>
      present({
        Sid: each.sid,
        DataIdentifier: listedTexts(each.data_identifiers),
        Operation: operationOf(block(each.operation)),
      }),
    ),
    Configuration:
      custom.length === 0
        ? undefined
        : { CustomDataIdentifier: custom.map((each) => ({ Name: each.name ?? null, Regex: each.regex ?? null })) },
  });
  return JSON.stringify(document, null, 2);
}
