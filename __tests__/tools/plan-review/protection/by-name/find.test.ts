import { planJson, resourceChange, reviewOf } from "../../../../support/planned-review.ts";

const reviewed = (before: object, after: object, more: object = {}) =>
  reviewOf({ web: planJson({ changes: [resourceChange("acme_thing.x", { before, after, ...more })] }) });

test.each<[string, object, object, string]>([
  ["encryption off", { encryption_enabled: true }, { encryption_enabled: false }, "encryption_enabled"],
  ["in a block", { audit_log: [{ enabled: true }] }, { audit_log: [{ enabled: false }] }, "audit_log.enabled"],
  ["by a text", { tls_mode: "required" }, { tls_mode: "off" }, "tls_mode"],
  ["a block that goes", { logging_config: [{ bucket: "b" }] }, { logging_config: [] }, "logging_config"],
  ["public", { public_access: false }, { public_access: true }, "public_access"],
  ["public for the first time", {}, { publicly_accessible: true, name: "x" }, "publicly_accessible"],
  ["fewer days", { retention_days: 30 }, { retention_days: 3 }, "retention_days"],
  ["everyone", { allowed_cidrs: ["10.0.0.0/8"] }, { allowed_cidrs: ["0.0.0.0/0"] }, "allowed_cidrs"],
  [
    "everyone in a block",
    { rule: [{ name: "ssh", source_ips: ["10.0.0.0/8"] }] },
    { rule: [{ name: "ssh", source_ips: ["::/0"] }] },
    "rule[ssh].source_ips",
  ],
  ["what was denied", { action: "DENY" }, { action: "ALLOW" }, "action"],
  ["what was private", { kind: "private" }, { kind: "public" }, "kind"],
  ["what was blocked is counted", { mode: "enforcing" }, { mode: "monitor" }, "mode"],
])("%s needs approval, in a type that no table has", async (_, before, after, setting) => {
  const { verdict, protections, notJudged } = await reviewed(before, after);
  expect(verdict.exitCode).toBe(3);
  expect(protections.map((row) => row.setting)).toContain(setting);
  expect(notJudged).toEqual({ acme_thing: 1 });
});

test.each<[string, object, object]>([
  ["the other way", { encryption_enabled: false }, { encryption_enabled: true }],
  ["a switch that turns off what it names", { disable_logging: true }, { disable_logging: false }],
  ["public access that is blocked", { block_public_access: false }, { block_public_access: true }],
  ["more days", { retention_days: 3 }, { retention_days: 30 }],
  ["everyone as a destination", { destination_cidr: "10.0.0.0/8" }, { destination_cidr: "0.0.0.0/0" }],
  ["a name", { name: "logging" }, { name: "off" }],
  ["a publication", { publish: false }, { publish: true }],
  ["a catalog", { catalog_enabled: true }, { catalog_enabled: false }],
  ["what a label says", { labels: { tier: "private" } }, { labels: { tier: "public" } }],
  ["a level of a log", { log_level: "DEBUG" }, { log_level: "INFO" }],
])("%s needs none", async (_, before, after) => {
  expect((await reviewed(before, after)).protections).toEqual([]);
});

test("what a table says of a setting counts, not its name", async () => {
  const sides = {
    before: { sqs_managed_sse_enabled: true },
    after: { sqs_managed_sse_enabled: false, kms_master_key_id: "k" },
  };
  const { protections } = await reviewOf({ web: planJson({ changes: [resourceChange("aws_sqs_queue.x", sides)] }) });
  expect(protections).toEqual([]);
});

test.each<[string, object, object]>([
  ["aws_cloudwatch_log_group", { retention_in_days: 365 }, { retention_in_days: 7 }],
  [
    "aws_security_group",
    { id: "sg-1", ingress: [{ from_port: 1, to_port: 1, protocol: "tcp", cidr_blocks: ["10.0.0.0/8"] }] },
    { id: "sg-1", ingress: [{ from_port: 1, to_port: 1, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
  ],
])("what is judged otherwise is listed once: %s", async (type, before, after) => {
  const { verdict, protections } = await reviewOf({
    web: planJson({ changes: [resourceChange(`${type}.x`, { before, after })] }),
  });
  expect(verdict.exitCode).toBe(3);
  expect(protections).toEqual([]);
});

test("a secret is not shown", async () => {
  const sides = { client_certificate_key: "hunter2hunter2hunter2" };
  const review = await reviewed(
    sides,
    { client_certificate_key: null },
    { sensitiveBefore: { client_certificate_key: true } },
  );
  expect(review.protections).toMatchObject([{ before: "(hidden)" }]);
  expect(JSON.stringify(review)).not.toContain("hunter2");
});
