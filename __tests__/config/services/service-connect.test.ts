import { type Accepted, type Refused, serviceProblems } from "../../support/problems.ts";

const ID = "11111111-2222-3333-4444-555555555555";
const authority = (region = "us-east-1") => `arn:aws:acm-pca:${region}:123456789012:certificate-authority/${ID}`;
const key = (region = "us-east-1") => `arn:aws:kms:${region}:123456789012:key/${ID}`;
const connect = (serviceConnect: object) => ({ serviceConnect });
const tls = { certificateAuthorityArn: authority() };
const further = (more: object = {}) => [{ portName: "admin", name: "web-admin", ...more }];
const admin = (appProtocol?: string) => ({
  container: { image: "nginx:1.29", ports: [{ name: "admin", port: 9902, appProtocol }] },
});

const REFUSED: Refused[] = [
  [
    "an authority that is none",
    connect({ name: "web", tls: { certificateAuthorityArn: key() } }),
    `services[0].serviceConnect.tls.certificateAuthorityArn: "${key()}" is not a certificate authority: write its ARN, arn:aws:acm-pca:…:certificate-authority/…`,
  ],
  [
    "encryption without a server",
    connect({ tls }),
    `services[0].serviceConnect.tls: {"certificateAuthorityArn":"${authority().slice(0, 49)}… is for what other services call: give the service a name, or leave it out`,
  ],
  [
    "an authority elsewhere",
    connect({ name: "web", tls: { certificateAuthorityArn: authority("eu-west-1") } }),
    `services[0].serviceConnect.tls.certificateAuthorityArn: "${authority("eu-west-1").slice(0, 76)}… is not in region us-east-1, where it is used: use one there`,
  ],
  [
    "a key elsewhere",
    connect({ name: "web", tls: { ...tls, keyArn: key("eu-west-1") } }),
    `services[0].serviceConnect.tls.keyArn: "${key("eu-west-1")}" is not in region us-east-1, where it is used: use one there`,
  ],
  [
    "a timeout that nothing has",
    connect({ idleTimeoutSeconds: 5 }),
    "services[0].serviceConnect.idleTimeoutSeconds: 5 is for requests to serviceConnect.name: add that, or leave it out",
  ],
  [
    "a timeout of requests over TCP",
    connect({ name: "web", protocol: "tcp", perRequestTimeoutSeconds: 5 }),
    "services[0].serviceConnect.perRequestTimeoutSeconds: 5 is not for TCP, which has no requests: use idleTimeoutSeconds, or another protocol",
  ],
  [
    "a further port of the proxy",
    { container: { image: "nginx:1.29", ports: [{ name: "admin", port: 15000 }] }, ...connect({ name: "web" }) },
    "services[0].container.ports[0].port: 15000 is a port of Service Connect's proxy (15000, 15001): use another",
  ],
  [
    "a further name at a port of the proxy",
    { ...admin(), ...connect({ further: further({ port: 15001 }) }) },
    "services[0].serviceConnect.further[0].port: 15001 is a port of Service Connect's proxy (15000, 15001): use another",
  ],
  [
    "a timeout of requests at a further port with TCP",
    { ...admin(), ...connect({ further: further({ perRequestTimeoutSeconds: 5 }) }) },
    "services[0].serviceConnect.further[0].perRequestTimeoutSeconds: 5 is not for TCP, which has no requests: use idleTimeoutSeconds, or another protocol",
  ],
  [
    "a negative timeout",
    connect({ name: "web", idleTimeoutSeconds: -1 }),
    "services[0].serviceConnect.idleTimeoutSeconds: -1 is out of range: use a whole number from 0 to 2147483647 seconds",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  ["encryption", connect({ name: "web", tls })],
  ["encryption with a key", connect({ name: "web", tls: { ...tls, keyArn: key() } })],
  ["encryption at a further port alone", { ...admin(), ...connect({ tls, further: further() }) }],
  ["no timeouts", connect({ name: "web", idleTimeoutSeconds: 0, perRequestTimeoutSeconds: 0 })],
  ["an idle timeout over TCP", connect({ name: "web", protocol: "tcp", idleTimeoutSeconds: 60 })],
  [
    "a timeout at a further port",
    { ...admin("http"), ...connect({ further: further({ perRequestTimeoutSeconds: 5 }) }) },
  ],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});
