import { accepts, type Mistake, refuses } from "../../support/mistakes.ts";

const HOST =
  "is not a host: write its name alone, in up to 128 letters, digits, - and wildcards * and ?, with a dot and only letters behind the last one";

const wildcard = {
  "fargateCluster.loadBalancer": {
    domain: { name: "example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
    domains: [{ name: "*.example.com", hostedZoneId: "Z0123456789EXAMPLE00" }],
  },
};

refuses([
  [
    "host of two labels below a wildcard",
    { ...wildcard, "services[0].route.hosts": ["a.b.example.com"] },
    ["services[0].route.hosts[0]", "is not covered by a certificate (example.com, *.example.com)"],
  ],
  [
    "codes 500",
    { "services[0].route.healthCheck": { codes: "500" } },
    ["services[0].route.healthCheck.codes", "has a code outside the range of HTTP"],
  ],
  [
    "codes 100-199",
    { "services[0].route.healthCheck": { codes: "100-199" } },
    ["services[0].route.healthCheck.codes", "has a code outside the range of HTTP"],
  ],
  [
    "host path",
    { "services[0].route.hosts": ["www.example.com/shop"] },
    ["services[0].route.hosts[0]", "is not a host"],
  ],
  [
    "host scheme",
    { "services[0].route.hosts": ["https://www.example.com"] },
    ["services[0].route.hosts[0]", "is not a host"],
  ],
  [
    "header Host",
    { "services[0].route.headers": { Host: ["www.example.com"] } },
    ["services[0].route.headers.Host", "is the header of hosts"],
  ],
  [
    "header wild",
    { "services[0].route.headers": { "X-*": ["1"] } },
    ["services[0].route.headers.X-*", "is not a header"],
  ],
  [
    "domain 70",
    {
      "fargateCluster.loadBalancer": {
        domain: {
          name: "this-is-a-rather-long-name-of-a-host-in-our-company.department.example.com",
          hostedZoneId: "Z0123456789EXAMPLE00",
        },
      },
    },
    ["fargateCluster.loadBalancer.domain.name", "is too long for a certificate, which allows 64 characters"],
  ],
  [
    "host not under",
    {
      "fargateCluster.loadBalancer": { domain: { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" } },
      "services[0].route.hosts": ["www.other.org"],
    },
    ["services[0].route.hosts[0]", "is not covered by the certificate of shop.example.com"],
  ],
  [
    "hook topic",
    {
      "services[0].deployment": {
        type: "ecs-blue-green",
        hooks: [{ lambdaArn: "arn:aws:sns:us-east-1:123456789012:x", stages: ["PRE_SCALE_UP"] }],
      },
    },
    ["services[0].deployment.hooks[0].lambdaArn", "is not a Lambda function"],
  ],
  [
    "CodeDeploy hook topic",
    {
      "services[0].deployment": {
        type: "codedeploy-blue-green",
        hooks: { beforeInstall: "arn:aws:sns:us-east-1:123456789012:x" },
      },
    },
    ["services[0].deployment.hooks.beforeInstall", "is not a Lambda function"],
  ],
  [
    "Service Connect twice",
    { "services[0].serviceConnect": { name: "orders" }, "services[1].serviceConnect": { name: "orders" } },
    ["services[1].serviceConnect.name", "is the Service Connect name on the fargate cluster of services[0] too"],
  ],
  [
    "Service Connect 15000",
    { "services[0].serviceConnect": { name: "web", port: 15000 } },
    ["services[0].serviceConnect.port", "is a port of Service Connect's proxy (15000, 15001)"],
  ],
  [
    "codes 199",
    { "services[0].route.healthCheck": { codes: "199" } },
    ["services[0].route.healthCheck.codes", "has a code outside the range of HTTP"],
  ],
  [
    "codes ok",
    { "services[0].route.healthCheck": { codes: "OK" } },
    ["services[0].route.healthCheck.codes", "must be HTTP codes"],
  ],
  [
    "codes rev",
    { "services[0].route.healthCheck": { codes: "299-200" } },
    ["services[0].route.healthCheck.codes", "has a reversed range"],
  ],
  [
    "codes 2xx",
    { "services[0].route.healthCheck": { codes: "2xx" } },
    ["services[0].route.healthCheck.codes", "must be HTTP codes"],
  ],
  [
    "codes 200-599",
    { "services[0].route.healthCheck": { codes: "200-599" } },
    ["services[0].route.healthCheck.codes", "has a code outside the range of HTTP"],
  ],
  [
    "codes space",
    { "services[0].route.healthCheck": { codes: "200, 302" } },
    ["services[0].route.healthCheck.codes", "must be HTTP codes"],
  ],
  [
    "health command path",
    { "services[0].route.healthCheck": { path: "healthz" } },
    ["services[0].route.healthCheck.path", "is not a path"],
  ],
  [
    "health command path url",
    { "services[0].route.healthCheck": { path: "https://x/h" } },
    ["services[0].route.healthCheck.path", "is not a path"],
  ],
  [
    "host port",
    { "services[0].route.hosts": ["www.example.com:443"] },
    ["services[0].route.hosts[0]", "is not a host"],
  ],
  ["host space", { "services[0].route.hosts": ["www example.com"] }, ["services[0].route.hosts[0]", "is not a host"]],
  ["host _", { "services[0].route.hosts": ["my_host.example.com"] }, ["services[0].route.hosts[0]", "is not a host"]],
  ["host single", { "services[0].route.hosts": ["localhost"] }, ["services[0].route.hosts[0]", HOST]],
  ["host slash", { "services[0].route.hosts": ["www.example.com/"] }, ["services[0].route.hosts[0]", "is not a host"]],
  ["host digit tld", { "services[0].route.hosts": ["10.0.0.1"] }, ["services[0].route.hosts[0]", "is not a host"]],
  ["host dot at the end", { "services[0].route.hosts": ["www.example.com."] }, ["services[0].route.hosts[0]", HOST]],
  ["host 130", { "services[0].route.hosts": [`${"a".repeat(126)}.com`] }, ["services[0].route.hosts[0]", HOST]],
  ["route null", { "services[0].route": null }, ["services[0].route", '{ type: "network" }, or leave it out']],
  ["host @", { "services[0].route.hosts": ["a@b.com"] }, ["services[0].route.hosts[0]", "is not a host"]],
  [
    "header host lower",
    { "services[0].route.headers": { host: ["x"] } },
    ["services[0].route.headers.host", "is the header of hosts"],
  ],
  [
    "header HOST",
    { "services[0].route.headers": { HOST: ["x"] } },
    ["services[0].route.headers.HOST", "is the header of hosts"],
  ],
  [
    "header long",
    { "services[0].route.headers": { xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: ["x"] } },
    ["services[0].route.headers.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "is not a header"],
  ],
  [
    "header space",
    { "services[0].route.headers": { "X A": ["x"] } },
    ["services[0].route.headers.X A", "is not a header"],
  ],
  ["header ?", { "services[0].route.headers": { "X-?": ["x"] } }, ["services[0].route.headers.X-?", "is not a header"]],
  [
    "header colon",
    { "services[0].route.headers": { "X-A:": ["x"] } },
    ["services[0].route.headers.X-A:", "is not a header"],
  ],
  ["header empty", { "services[0].route.headers": { "X-A": [] } }, ["services[0].route.headers.X-A", "is empty"]],
  [
    "path url",
    { "services[0].route.paths": ["https://x/y"] },
    ["services[0].route.paths[0]", "matches no path, because each begins with /"],
  ],
  [
    "6 conditions",
    { "services[0].route.paths": ["/a", "/b", "/c", "/d", "/e", "/f"] },
    ["services[0].route", "has 6 conditions in paths, hosts and headers together"],
  ],
  [
    "path no slash",
    { "services[0].route.paths": ["api/*"] },
    ["services[0].route.paths[0]", "matches no path, because each begins with /"],
  ],
  [
    "domain scheme",
    {
      "fargateCluster.loadBalancer": {
        domain: { name: "https://shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
      },
    },
    ["fargateCluster.loadBalancer.domain.name", "is not a host name"],
  ],
  [
    "domain _",
    { "fargateCluster.loadBalancer": { domain: { name: "shop_a.example.com", hostedZoneId: "Z0123456789EXAMPLE00" } } },
    ["fargateCluster.loadBalancer.domain.name", "is not a host name"],
  ],
  ...["localhost", "shop.example.com.", "10.0.0.1"].map(
    (name): Mistake => [
      `domain ${name}`,
      { "fargateCluster.loadBalancer": { domain: { name, hostedZoneId: "Z0123456789EXAMPLE00" } } },
      ["fargateCluster.loadBalancer.domain.name", "use two or more labels of up to 63 lower-case letters"],
    ],
  ),
  [
    "domain label 64",
    {
      "fargateCluster.loadBalancer": {
        domain: {
          name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com",
          hostedZoneId: "Z0123456789EXAMPLE00",
        },
      },
    },
    ["fargateCluster.loadBalancer.domain.name", "is not a host name"],
  ],
  [
    "zone id lower",
    { "fargateCluster.loadBalancer": { domain: { name: "shop.example.com", hostedZoneId: "z123" } } },
    ["fargateCluster.loadBalancer.domain.hostedZoneId", "is not a hosted zone id"],
  ],
  [
    "zone id path",
    {
      "fargateCluster.loadBalancer": { domain: { name: "shop.example.com", hostedZoneId: "/hostedzone/Z0123456789" } },
    },
    ["fargateCluster.loadBalancer.domain.hostedZoneId", "is not a hosted zone id"],
  ],
  [
    "cert us-west",
    { "fargateCluster.loadBalancer": { certificateArns: ["arn:aws:acm:us-west-2:123456789012:certificate/x"] } },
    ["fargateCluster.loadBalancer.certificateArns[0]", "is not of account 123456789012 and region us-east-1"],
  ],
  [
    "cert kms",
    {
      "fargateCluster.loadBalancer": {
        certificateArns: ["arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"],
      },
    },
    ["fargateCluster.loadBalancer.certificateArns[0]", "is not the ARN of a certificate"],
  ],
  [
    "hook region",
    {
      "services[0].deployment": {
        type: "ecs-blue-green",
        hooks: [{ lambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:x", stages: ["PRE_SCALE_UP"] }],
      },
    },
    ["services[0].deployment.hooks[0].lambdaArn", "is not in region us-east-1, where it is used"],
  ],
  [
    "hook layer",
    {
      "services[0].deployment": {
        type: "ecs-blue-green",
        hooks: [{ lambdaArn: "arn:aws:lambda:us-east-1:123456789012:layer:x:1", stages: ["PRE_SCALE_UP"] }],
      },
    },
    ["services[0].deployment.hooks[0].lambdaArn", "is not a Lambda function"],
  ],
  [
    "hook name",
    { "services[0].deployment": { type: "ecs-blue-green", hooks: [{ lambdaArn: "check", stages: ["PRE_SCALE_UP"] }] } },
    ["services[0].deployment.hooks[0].lambdaArn", "is not a Lambda function"],
  ],
  [
    "hook stage",
    {
      "services[0].deployment": {
        type: "ecs-blue-green",
        hooks: [{ lambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:x", stages: ["PRE_SCALE"] }],
      },
    },
    ["services[0].deployment.hooks[0].stages[0]", "must be one of"],
  ],
  [
    "Service Connect upper",
    { "services[0].serviceConnect": { name: "Orders" } },
    ["services[0].serviceConnect.name", "is not a host name"],
  ],
  [
    "Service Connect container 15001",
    { "services[0].serviceConnect": { name: "web" }, "services[0].container.port": 15001 },
    ["services[0].container.port", "is a port of Service Connect's proxy (15000, 15001)"],
  ],
  [
    "Service Connect dots",
    { "services[0].serviceConnect": { name: "a.b" } },
    ["services[0].serviceConnect.name", "is not a host name"],
  ],
  [
    "Service Connect port 0",
    { "services[0].serviceConnect": { name: "a", port: 0 } },
    ["services[0].serviceConnect.port", "is out of range"],
  ],
]);

accepts([
  [
    "hosts that a wildcard covers",
    { ...wildcard, "services[0].route.hosts": ["Shop.example.com", "*.example.com", "example.com"] },
  ],

  ["codes", { "services[0].route.healthCheck": { codes: "200-299,301,400-404" } }],
  ["host www.example.com", { "services[0].route.hosts": ["www.example.com"] }],
  ["host *.example.com", { "services[0].route.hosts": ["*.example.com"] }],
  ["host a?.example.com", { "services[0].route.hosts": ["a?.example.com"] }],
  ["host WWW.Example.COM", { "services[0].route.hosts": ["WWW.Example.COM"] }],
  ["host example.*", { "services[0].route.hosts": ["example.*"] }],
  ["host xn--bcher-kva.example", { "services[0].route.hosts": ["xn--bcher-kva.example"] }],
  ["headers", { "services[0].route.headers": { "X-Version": ["2*"], "User-Agent": ["*Mobile*"] } }],
  ["paths", { "services[0].route.paths": ["/a/*", "*.jpg", "/"] }],
  [
    "hook alias",
    {
      "services[0].deployment": {
        type: "ecs-blue-green",
        hooks: [{ lambdaArn: "arn:aws:lambda:us-east-1:999999999999:function:x:live", stages: ["PRE_SCALE_UP"] }],
      },
    },
  ],
  [
    "Service Connect",
    { "services[0].serviceConnect": { name: "orders", port: 15002 }, "services[1].serviceConnect": { name: "api" } },
  ],
]);
