import { planJson, rendered, resourceChange, reviewOf } from "../../../support/planned-review.ts";

const SECRET = "kvrmtq574wzbcd";

test.each<[string, object]>([
  ["aws_ssm_parameter", { name: "/shop/db", value: SECRET }],
  ["random_password", { length: 14, result: SECRET }],
  ["kubernetes_secret", { data: { anything: SECRET } }],
  ["kubernetes_secret_v1", { data: { anything: SECRET } }],
  ["github_actions_secret", { secret_name: "A", plaintext_value: SECRET }],
  ["gitlab_project_variable", { key: "A", value: SECRET }],
  ["google_secret_manager_secret_version", { secret: "a", secret_data: SECRET }],
  ["azurerm_key_vault_secret", { name: "a", value: SECRET }],
])("%s is not shown with its secret, in a plan without marks", async (type, after) => {
  const change = resourceChange(`${type}.x`, { before: {}, after });
  const beside = resourceChange("aws_s3_object.x", { after: { bucket: "b", key: "k", content: `beside ${SECRET}` } });
  const deferred = { reason: "unknown", resource_change: resourceChange(`${type}.y`, { after }) };
  const more = { deferred_changes: [deferred] };
  for (const changes of [[change], [change, beside]])
    for (const text of rendered(await reviewOf({ web: planJson({ changes, more }) })))
      expect(text).not.toContain(SECRET);
});

test("marks that are there stay", async () => {
  const parts = {
    before: { tags: { a: "one" } },
    after: { tags: { a: SECRET }, value: "two" },
    sensitiveAfter: { tags: true },
  };
  const review = await reviewOf({ web: planJson({ changes: [resourceChange("aws_ssm_parameter.x", parts)] }) });
  for (const text of rendered(review)) expect(text).not.toContain(SECRET);
});

test("names of headers say whether their values are secret", async () => {
  const condition = [{ http_header: [{ http_header_name: "X-Origin-Secret", values: [SECRET] }] }];
  const change = resourceChange("aws_lb_listener_rule.x", { before: { condition: [] }, after: { condition } });
  for (const text of rendered(await reviewOf({ web: planJson({ changes: [change] }) }))) {
    expect(text).toContain("X-Origin-Secret");
    expect(text).not.toContain(SECRET);
  }
});
