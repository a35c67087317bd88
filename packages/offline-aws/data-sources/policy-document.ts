import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";

/**
 * The JSON of an `aws_iam_policy_document`: statements of its source documents, then its own, then those of its override
 * documents; a later statement takes the place of an earlier one with its sid.
 */
export function renderPolicyDocument(config: ObjectValue): { json: string; minified: string } {
  const statements: ObjectValue[] = [];
  const merge = (statement: ObjectValue) => {
    const same = statements.findIndex(({ Sid }) => Sid !== undefined && Sid !== "" && Sid === statement.Sid);
    if (same < 0) statements.push(statement);
    else statements[same] = statement;
  };
  for (const source of documents(config.source_json, config.source_policy_documents)) source.forEach(merge);
  for (const block of items(config.statement)) merge(renderStatement(block));
  for (const source of documents(config.override_json, config.override_policy_documents)) source.forEach(merge);
  const document = {
    Version: typeof config.version === "string" ? config.version : "2012-10-17",
    ...(typeof config.policy_id === "string" && { Id: config.policy_id }),
    Statement: statements,
  };
  return { json: JSON.stringify(document, null, 2), minified: JSON.stringify(document) };
}

function renderStatement(block: ObjectValue): ObjectValue {
  const statement: ObjectValue = {};
  if (typeof block.sid === "string" && block.sid !== "") statement.Sid = block.sid;
  statement.Effect = block.effect ?? "Allow";
  const lists = {
    Action: block.actions,
    NotAction: block.not_actions,
    Resource: block.resources,
    NotResource: block.not_resources,
  };
  for (const [name, value] of Object.entries(lists))
    if (texts(value).length > 0) statement[name] = oneOrMany(texts(value));
  if (items(block.principals).length > 0) statement.Principal = renderPrincipals(items(block.principals));
  if (items(block.not_principals).length > 0) statement.NotPrincipal = renderPrincipals(items(block.not_principals));
  if (items(block.condition).length > 0) statement.Condition = renderConditions(items(block.condition));
  return statement;
}

function renderPrincipals(blocks: ObjectValue[]): Value {
  if (blocks.some(({ type, identifiers }) => type === "*" && texts(identifiers).includes("*"))) return "*";
  const principals: Record<string, string[]> = {};
  for (const { type, identifiers } of blocks)
    principals[String(type)] = [...(principals[String(type)] ?? []), ...texts(identifiers)];
  return Object.fromEntries(Object.entries(principals).map(([type, names]) => [type, oneOrMany(names)]));
}

function renderConditions(blocks: ObjectValue[]): Value {
  const conditions: Record<string, ObjectValue> = {};
  for (const { test, variable, values } of blocks)
    conditions[String(test)] = { ...conditions[String(test)], [String(variable)]: oneOrMany(texts(values)) };
  return conditions;
}

function documents(single: Value | undefined, several: Value | undefined): ObjectValue[][] {
  const sources = [...texts(single === undefined ? null : [single]), ...texts(several)].filter((text) => text !== "");
  return sources.map((text) => {
    const { Statement } = JSON.parse(text) as { Statement: ObjectValue | ObjectValue[] };
    return Array.isArray(Statement) ? Statement : [Statement];
  });
}

const items = (value: Value | undefined): ObjectValue[] => (Array.isArray(value) ? value.filter(isObject) : []);
const texts = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
/** Policy variables are written `&{…}`, so that Terraform leaves them alone. */
const oneOrMany = (values: string[]): Value => {
  const [first, ...others] = values.map((value) => value.replaceAll("&{", "${")).sort();
  return others.length === 0 ? (first as string) : [first as string, ...others];
};
