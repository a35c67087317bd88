import type { ServiceConnectConfig } from "../../../config/services/service-connect.ts";
import { serviceConnectArguments } from "../../../constructs/ecs/service-connect.ts";
import { container } from "../../support/service-props.ts";

const MESH = { namespaceArn: "arn:namespace", securityGroupId: "sg-mesh" };
const CLIENT = { enabled: true, namespace: "arn:namespace" };

const connect = (serviceConnect?: ServiceConnectConfig) => serviceConnectArguments({ serviceConnect, container }, MESH);

test("a service that does not use it has no arguments", () => {
  expect(connect()).toBeUndefined();
});

test("without a name it only calls others", () => {
  expect(connect({ protocol: "http" })).toEqual(CLIENT);
});

test.each([
  [undefined, 8080],
  [80, 80],
])("with the port %s others call it by its name at %d", (port, expected) => {
  expect(connect({ protocol: "http", name: "web", port })).toEqual({
    ...CLIENT,
    service: [{ portName: "port-8080", discoveryName: "web", clientAlias: { dnsName: "web", port: expected } }],
  });
});
