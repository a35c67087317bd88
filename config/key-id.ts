/**
 * Id of a KMS key: a UUID, or that of a multi-Region key
 * (https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html, key identifiers).
 */
export const KEY_ID = "([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})";
