import { isSecretByName } from "../../../packages/secrets/names.ts";

const ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-AbCdEf";

test.each<[string[], string | number]>([
  [["password"], "hunter2"],
  [["master_password"], "hunter2"],
  [["tags", "AccessToken"], "hunter2"],
  [["api_key"], "hunter2"],
  [["private-key"], "hunter2"],
  [["environment", "variables", "STRIPE_KEY"], "hunter2"],
  [["container_definitions", "web", "environment", "DB_PASSWORD", "value"], "hunter2"],
  [["passwords", "0"], "hunter2"],
  [["password"], 123456],
  [["dbPass"], "hunter2"],
  [["SECRET_MESSAGE"], "hunter2"],
  [["session"], "hunter2"],
  [["sig"], "hunter2"],
  [["headers", "Authorization"], "ApiKey hunter2"],
  [["auths", "registry.example.org", "auth"], "aHVudGVyMg=="],
  [["environment", "DB_PASSWORD", "value"], 123456],
])("%j is the name of a secret", (names, value) => {
  expect(isSecretByName(names, value)).toBe(true);
});

test.each<[string[], string | number]>([
  [["metadata_options", "0", "http_tokens"], "required"],
  [["container_definitions", "web", "secrets", "DB_PASSWORD", "valueFrom"], ARN],
  [["container_definitions", "web", "secrets", "DB_PASSWORD", "name"], "DB_PASSWORD"],
  [["environment", "SECRET_ARN", "value"], ARN],
  [["environment", "DB_PASSWORD", "value"], ARN],
  [["environment", "PORT", "value"], "8080"],
  [["password_policy"], "strict"],
  [["passwordPolicy"], "strict"],
  [["tokenType"], "Bearer"],
  [["SECRET_NAME"], "database"],
  [["DB_PASSWORD_FILE"], "/run/secrets/db"],
  [["DB_PASSWORD"], "$" + "{DB_PASSWORD}"],
  [["TOKEN_ENDPOINT"], "https://idp.example.org"],
  [["policy", "Statement", "ReadSecrets", "Action", "0"], "secretsmanager:GetSecretValue"],
  [["Condition", "StringEquals", "token.actions.githubusercontent.com:sub"], "repo:owner/name"],
  [["authorization"], "AWS_IAM"],
  [["session_name"], "deploy"],
  [["password"], ""],
  [["manage_master_user_password"], "true"],
  [["secret_name"], "database"],
  [["access_token_validity"], 60],
  [["minimum_password_length"], 12],
  [["token_ttl"], 3600],
  [["policy_arn"], "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"],
  [["key_name"], "admin"],
  [["kms_key_id"], "1234abcd-12ab-34cd-56ef-1234567890ab"],
])("%j is not, with the value %j", (names, value) => {
  expect(isSecretByName(names, value)).toBe(false);
});

test("a long name takes no longer for each character than a short one", () => {
  const start = performance.now();
  isSecretByName([`${"KEY".repeat(100_000)}a`], "hunter2");
  expect(performance.now() - start).toBeLessThan(2000);
});
