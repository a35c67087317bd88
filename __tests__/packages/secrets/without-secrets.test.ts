import fc from "fast-check";
import { HIDDEN } from "../../../packages/secrets/hidden.ts";
import { withoutSecrets } from "../../../packages/secrets/without-secrets.ts";
import { HARMLESS, secret, TOKENS, WRITTEN } from "../../support/secret-corpus.ts";

const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N";

test.each([
  ["a private key", `key:\n${PEM}\nend`, "key:\n(hidden)\nend"],
  ["a private key that is cut", PEM.slice(0, 40), "(hidden)"],
  ["an access key of AWS", "id AKIAIOSFODNN7EXAMPLE.", "id (hidden)."],
  ["a secret key of AWS", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "(hidden)"],
  ["a token of GitHub", `use ghp_${"a1B2".repeat(9)}`, "use (hidden)"],
  ["a token of GitLab", `glpat-${"x".repeat(20)}`, "(hidden)"],
  ["a token of Slack", "xoxb-123456789012-abcdef", "(hidden)"],
  ["a key of Stripe", `sk_live_${"a".repeat(24)}`, "(hidden)"],
  ["a JSON web token", `at=${JWT};`, "at=(hidden);"],
  ["a header", "Authorization: Bearer abcdef0123456789", "Authorization: Bearer (hidden)"],
  ["a password in an address", "postgres://app:hunter2@db/app", "postgres://app:(hidden)@db/app"],
  ["a password with an at sign", "postgres://app:p@ss@db/app", "postgres://app:(hidden)@db/app"],
  ["an assignment", "export DB_PASSWORD=hunter2; run", "export DB_PASSWORD=(hidden); run"],
  ["an assignment in quotes", 'DB_PASSWORD="two words" run', "DB_PASSWORD=(hidden) run"],
  ["an assignment with quotes in quotes", 'token = "a\\"b c" run', "token = (hidden) run"],
  ["a variable that is a key", "STRIPE_KEY=abcd run", "STRIPE_KEY=(hidden) run"],
  ["a sentence that sets one", "then set password to hunter2", "then set password to (hidden)"],
  ["YAML", "password: hunter2", "password: (hidden)"],
  [
    "a block of YAML after words",
    "refused: password: |\n  hunter2\nuser: app",
    "refused: password: |\n  (hidden)\nuser: app",
  ],
  ["JSON", '{"password":"hunter2"}', '{"password":(hidden)}'],
  ["JSON in JSON", '{\\"password\\":\\"hunter2"}', '{\\"password\\":(hidden)"}'],
])("%s is hidden", (_, text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
});

test.each([
  "or set taskRole.allowAllSecrets to true",
  "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/database-AbCdEf",
  "secret = arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/database-AbCdEf",
  "arn:aws:s3:::accesslogs/AWSLogs/123456789012/CloudTrail/*",
  "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188",
  `123456789012.dkr.ecr.us-east-1.amazonaws.com/web@sha256:${"0123456789abcdef".repeat(4)}`,
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "vpce-svc-0123456789abcdef0",
  "aws_iam_role_policy_attachment.task_AmazonECSTaskExecutionRolePolicy_3FDF5B9C",
  "http://load-balancer-1234567890.us-east-1.elb.amazonaws.com:8080/path",
  'http_tokens = "required"',
  "DB_PASSWORD=(hidden) run",
  "PATH=/usr/local/sbin:/usr/local/bin",
])("%s stays readable", (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test.each(HARMLESS)("%s stays as it is", (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test.each(Object.entries(WRITTEN))("a secret in %s is hidden", (_, written) => {
  fc.assert(
    fc.property(secret, (text) => {
      expect(withoutSecrets(written(text))).not.toContain(text);
    }),
    { numRuns: 30 },
  );
});

test.each(Object.entries(TOKENS))("a token of %s is hidden, all of it", (_, written) => {
  fc.assert(
    fc.property(secret, (text) => {
      expect(withoutSecrets(`use ${written(text)} now`)).toBe(`use ${HIDDEN} now`);
    }),
    { numRuns: 30 },
  );
});

test.each(Object.entries(WRITTEN))("what is left of %s has no secret in it", (_, written) => {
  const once = withoutSecrets(written("k7xq9zvt3mwp"));
  expect(withoutSecrets(once)).toBe(once);
});

test("what is hidden may be written in another way", () => {
  const told: string[] = [];
  const text = withoutSecrets("run --password k7xq9zvt3mwp", (hidden) => {
    told.push(hidden);
    return "(hidden1)";
  });
  expect([text, told]).toEqual(["run --password (hidden1)", ["k7xq9zvt3mwp"]]);
});

test.each([
  "a",
  "password",
  "password ",
  'password="',
  "token: ",
  "A_KEY",
  "eyJ-",
  "eyJaaaaaaaa.",
  "a://b:",
  "Bearer ",
  "-----BEGIN PRIVATE KEY----- -----END A",
  "aB3+/",
  "arn:aws:",
  "a:b@",
  "a:b@c:",
  "a/b@",
  "h:1:d:u:",
  "password='",
  'password=\\"',
  "<password>",
  "<password ",
  "password:b ",
  "login a password ",
  "--password ",
  "--password=",
  "mysql -p",
  "curl -u a:",
  "'",
  '"',
  "echo a | ",
  "echo ",
  "name: password value",
  "authorization: ",
  "cookie: ",
  "identified by ",
  "set password ",
  "cGFzc3dvcmQ9eA",
  "cGFzc3dvcmQ9aHVudGVyMg==",
  "A_KEY=a&",
  "\\",
  "0123456789:AA",
  "https://hooks.slack.com/",
  "MNO",
  "sk-",
  "(hidden)",
])("a long text of %j takes no longer for each character than a short one", (piece) => {
  const text = piece.repeat(Math.ceil(300_000 / piece.length));
  const start = performance.now();
  withoutSecrets(text);
  expect(performance.now() - start).toBeLessThan(2000); // it takes 20 ms; one that goes over it again takes minutes
});

test("a word of ten million characters is one that can be read", () => {
  const word = "Ab9x".repeat(2_500_000);
  expect(withoutSecrets(word)).toBe(word);
});
