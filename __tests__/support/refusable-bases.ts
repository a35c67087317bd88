import { basedOn } from "./refusable.ts";

/** A DB instance that AWS takes, to be changed. */
export const databaseNamed = (name: string) =>
  basedOn({
    identifier: name,
    engine: "postgres",
    instance_class: "db.t4g.micro",
    allocated_storage: 20,
    username: "owner",
    password: "not-a-secret",
    skip_final_snapshot: true,
  });

/** A DynamoDB table that AWS takes, to be changed. */
export const tableNamed = (name: string) =>
  basedOn({
    name,
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
  });

/** A Lambda function that AWS takes, to be changed. */
export const functionNamed = (name: string) =>
  basedOn({
    function_name: name,
    role: "arn:aws:iam::123456789012:role/function",
    filename: "f.zip",
    handler: "index.handler",
    runtime: "nodejs22.x",
  });
