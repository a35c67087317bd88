import { changedEnvironment } from "../../support/mistakes.ts";
import { problems } from "../../support/problems.ts";

const CONTAINER = "services[0].container";

const problemsOf = (name: string, value: string, change: object = {}) =>
  problems(changedEnvironment({ [`${CONTAINER}.environment`]: { [name]: value }, ...change }));

const WAY =
  "anyone allowed to describe the task can read: put it into Secrets Manager and its ARN into secrets, or, if it is not a secret, list its name in plainVariables";

const SECRETS = [
  ["DB_PASSWORD", "hunter2"],
  ["DB_PASSWORD", "12345678"],
  ["API_TOKEN", "abcdef123"],
  ["STRIPE_SECRET_KEY", "sk"],
  ["dbPassword", "abc"],
  ["OPENAI_API_KEY", "k-12"],
  ["JWT_PRIVATE_KEY", "abc"],
  ["JWT_SECRET", "abc"],
  ["OAUTH_CLIENT_SECRET", "abc"],
  ["PGPASSWORD", "abc"],
  ["MYSQL_ROOT_PASSWORD", "root"],
  ["POSTGRES_PASSWORD", "postgres"],
  ["SESSION_SECRET", "keyboard cat"],
  ["ENCRYPTION_KEY", "abc"],
  ["SECRET_KEY", "abc"],
  ["SECRET_KEY_BASE", "abc"],
  ["GPG_PASSPHRASE", "abc"],
  ["SMTP_PASS", "abc"],
  ["NPM_AUTH_TOKEN", "abc"],
  ["DB_PASSWORD_OLD", "abc"],
  ["DD_API_KEY", "0123456789abcdef0123456789abcdef"],
  ["NEW_RELIC_LICENSE_KEY", "abc"],
  ["FTP_CREDENTIALS", "a:b"],
  ["GITHUB_PAT", "abc"],
  ["DBPASS", "abc"],
  ["DB_PWD", "abc"],
  ["PRIVATE_KEY_PEM", "abc"],
  ["AZURE_STORAGE_KEY", "abc"],
  ["JWT_HMAC_KEY", "abc"],
  ["REDIS_AUTH", "abc"],
  ["db-passwort", "abc"],
] as const;

test.each(SECRETS)("a variable %s with a value is refused, with the way to secrets", (name, value) => {
  expect(problemsOf(name, value)).toEqual([
    `${CONTAINER}.environment.${name}: (value hidden: its name says that it is a secret) has the name of a secret, which ${WAY}`,
  ]);
});

test.each(SECRETS)("a variable %s is accepted where plainVariables lists it", (name, value) => {
  expect(problemsOf(name, value, { [`${CONTAINER}.plainVariables`]: [name] })).toEqual([]);
});

const PLAIN = [
  ["PASSWORD_MIN_LENGTH", "12"],
  ["TOKEN_URL", "https://x/y"],
  ["DB_SECRET_ARN", "arn:aws:secretsmanager:us-east-1:123456789012:secret:db"],
  ["DB_PASSWORD_FILE", "/run/secrets/db"],
  ["DB_PASSWORD", ""],
  ["API_TOKEN", "$TOKEN"],
  ["TOKEN_TTL", "3600"],
  ["MAX_TOKENS", "4096"],
  ["TOKENIZER", "gpt2"],
  ["TOKENIZERS_PARALLELISM", "false"],
  ["SECRET_NAME", "prod/db"],
  ["SECRETS_PROVIDER", "aws"],
  ["KEYCLOAK_URL", "https://x"],
  ["KEYCLOAK_REALM", "shop"],
  ["PARTITION_KEY", "id"],
  ["SORT_KEY", "created"],
  ["CACHE_KEY_PREFIX", "shop:"],
  ["KEYSPACE", "shop"],
  ["PASSWORD_POLICY", "strict"],
  ["PASSWORD_HASHER", "bcrypt"],
  ["PASSWORD_RESET_URL", "https://x"],
  ["PASSWORDLESS_LOGIN", "yes-please"],
  ["TOKEN_ISSUER", "https://x"],
  ["JWT_ALGORITHM", "RS256"],
  ["JWT_AUDIENCE", "shop"],
  ["JWT_PUBLIC_KEY", "abc"],
  ["NEXT_PUBLIC_API_KEY", "abc"],
  ["STRIPE_PUBLISHABLE_KEY", "pk"],
  ["AUTH_TOKEN_HEADER", "X-Auth"],
  ["CSRF_TOKEN_NAME", "csrf"],
  ["SECRET_ID", "shop/db"],
  ["ACCESS_KEY_ID_NAME", "x"],
  ["PWD", "/app"],
  ["COMPASS", "north"],
  ["BYPASS_AUTH", "false"],
  ["PASSENGER_COUNT", "5"],
  ["TOKEN_BUCKET_SIZE", "100"],
  ["RATE_LIMIT_TOKENS", "100"],
  ["DATABASE_URL", "postgres://db:5432/x"],
  ["REDIS_URL", "redis://cache:6379/0"],
  ["AMQP", "amqp://user@host/x"],
  ["API_KEY", "arn:aws:ssm:us-east-1:1:parameter/x"],
  ["SALT_MASTER", "salt.example.com"],
  ["PUBLIC_KEY", "ssh-rsa x"],
  ["KEY", "id"],
  ["PRIMARY_KEY", "id"],
  ["FOREIGN_KEYS", "on"],
  ["TOKEN_EXPIRY", "1h"],
  ["SESSION_TOKEN_DURATION", "1h"],
  ["ENABLE_PASSWORD", "true"],
  ["MONKEY", "x"],
  ["HOT_KEYS", "x"],
  ["AWS_REGION", "us-east-1"],
  ["VAULT_TOKEN", "vault:secret/data/x"],
  ["CREDENTIALS_PATH", "/x"],
  ["GOOGLE_APPLICATION_CREDENTIALS", "/etc/gcp.json"],
  ["ENCRYPTION_KEY", "alias/shop"],
  ["TOKEN_SECRET", "{{resolve:x}}"],
  ["SECRET_MANAGER_PREFIX", "shop"],
  ["PASS_THROUGH", "on1"],
  ["ACCESS_TOKEN_LIFETIME", "900"],
  ["JDBC_URL", "jdbc:postgresql://db/shop?user=app&ssl=true"],
  ["JDBC_URL", "jdbc:postgresql://db/shop?user=app&password=${DB_PASSWORD}"],
  ["SETTINGS", "a=b;retries=3;"],
  ["SETTINGS", '{"tokenType":"Bearer","passwordPolicy":{"minimum":12}}'],
  ["SETTINGS", "{not an object, password: x}"],
  ["LAT_PATTERN", "x"],
] as const;

test.each(PLAIN)("a variable %s with the value %j is accepted", (name, value) => {
  expect(problemsOf(name, value)).toEqual([]);
});

test.each([
  ["an address with a password", "postgres://app:hunter2@db/shop"],
  ["a token of GitHub", `ghp_${"a".repeat(36)}`],
  ["an address of JDBC with a password", "jdbc:postgresql://db/shop?user=app&password=hunter2"],
  ["settings of ODBC with a password", "Server=db;User Id=app;Password=hunter2;"],
  ["an object with a password", '{"db":[{"host":"db","password":"hunter2hunter2"}]}'],
])("%s is refused under any name", (_, value) => {
  const [line = "", ...others] = problemsOf("TARGET", value);
  expect(others).toEqual([]);
  expect(line).toContain(`contains a secret, which ${WAY}`);
  expect(line).not.toContain("hunter2");
});

test("a variable of a sidecar is refused too", () => {
  const sidecars = [{ name: "cache", image: "redis:7", environment: { REDIS_PASSWORD: "hunter2" } }];
  expect(problems(changedEnvironment({ "services[0].sidecars": sidecars }))).toEqual([
    expect.stringContaining("services[0].sidecars[0].environment.REDIS_PASSWORD: "),
  ]);
});

test("keys of AWS are refused even where plainVariables lists another variable", () => {
  expect(problemsOf("AWS_SECRET_ACCESS_KEY", "x")).toEqual([expect.stringContaining("use taskRole, or secrets")]);
});

test("plainVariables lists variables that there are", () => {
  expect(problemsOf("API_TOKEN", "", { [`${CONTAINER}.plainVariables`]: ["API_TOKN"] })).toEqual([
    `${CONTAINER}.plainVariables[0]: "API_TOKN" is not in environment; did you mean "API_TOKEN"?`,
  ]);
});
