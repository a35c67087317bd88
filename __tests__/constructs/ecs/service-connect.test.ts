import { serviceConnect } from "../../../constructs/ecs/service-connect.ts";

const MESH = { namespaceArn: "arn:namespace", securityGroupId: "sg-mesh", protocol: "http" } as const;
const CLIENT = { enabled: true, namespace: "arn:namespace" };

test("without a name it only calls others", () => {
  expect(serviceConnect(MESH, 8080)).toEqual(CLIENT);
});

test.each([
  [undefined, 8080],
  [80, 80],
])("with the port %s others call it by its name at %d", (port, expected) => {
  expect(serviceConnect({ ...MESH, name: "web", port }, 8080)).toEqual({
    ...CLIENT,
    service: [{ portName: "port-8080", discoveryName: "web", clientAlias: { dnsName: "web", port: expected } }],
  });
});
