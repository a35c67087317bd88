import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { HttpListener, type HttpListenerProps } from "../../../constructs/load-balancing/http-listener.ts";
import { loadBalancer } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const listener = (props: Partial<HttpListenerProps> = {}) =>
  Template.of(
    (scope) =>
      new HttpListener(scope, "http", {
        loadBalancerArn: "arn:balancer",
        settings: loadBalancer,
        port: 8080,
        ...props,
      }),
  ).one(LbListener);

const UNAVAILABLE = {
  type: "fixed-response",
  fixed_response: { status_code: "503", content_type: "text/plain", message_body: "No service answers here yet." },
};

test("it speaks plain HTTP at a port of the load balancer", () => {
  expect(listener()).toMatchObject({ load_balancer_arn: "arn:balancer", port: 8080, protocol: "HTTP" });
  expect(listener()).not.toHaveProperty("certificate_arn");
  expect(listener()).not.toHaveProperty("ssl_policy");
});

test("with a certificate it speaks HTTPS, with TLS 1.2 and 1.3 only", () => {
  expect(listener({ certificates: { defaultArn: "arn:certificate", further: {} } })).toMatchObject({
    protocol: "HTTPS",
    certificate_arn: "arn:certificate",
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  });
});

test.each([
  [{}, UNAVAILABLE],
  [{ certificates: { defaultArn: "arn:certificate", further: {} } }, UNAVAILABLE],
  [{ redirects: true }, { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
])("with %j, who has no rule gets %j", (props, action) => {
  expect(listener(props).default_action).toEqual([action]);
});

test("it adds headers to responses, but not to a redirect", () => {
  const settings = {
    ...loadBalancer,
    responseHeaders: {
      strictTransportSecurity: "max-age=60",
      noSniff: true,
      frameOptions: "DENY" as const,
      server: false,
    },
  };
  const added = {
    routing_http_response_strict_transport_security_header_value: "max-age=60",
    routing_http_response_x_content_type_options_header_value: "nosniff",
    routing_http_response_x_frame_options_header_value: "DENY",
    routing_http_response_server_enabled: false,
  };
  expect(listener({ settings })).toMatchObject(added);
  const others = [listener({ settings, redirects: true }), listener()].flatMap(Object.keys);
  expect(others.filter((name) => name.startsWith("routing_http"))).toEqual([]);
});

test.each([
  ["passthrough", {}, { mode: "passthrough" }],
  [
    "verify",
    { trustStoreArn: "arn:trust-store" },
    { mode: "verify", trust_store_arn: "arn:trust-store", ignore_client_certificate_expiry: false },
  ],
  [
    "verify",
    { trustStoreArn: "arn:trust-store", ignoreExpiry: true, advertiseCaNames: true },
    { ignore_client_certificate_expiry: true, advertise_trust_store_ca_names: "on" },
  ],
] as const)("in mode %s with %j it asks clients for certificates", (mode, change, expected) => {
  const mutualTls = { mode, ignoreExpiry: false, advertiseCaNames: false, ...change };
  const settings = { ...loadBalancer, mutualTls };
  const certificates = { defaultArn: "arn:certificate", further: {} };
  expect(listener({ settings, certificates }).mutual_authentication).toMatchObject(expected);
  expect(listener({ settings, redirects: true })).not.toHaveProperty("mutual_authentication");
});
