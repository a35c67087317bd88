import type { Environment } from "../config/config.ts";

/**
 * A public site behind CloudFront, which asks by IPv4 and IPv6, under several names, with a web firewall that only counts at first, and a part for people
 * who log in.
 */
export const edge = {
  name: "site",
  account: "123456789012",
  region: "us-east-1",
  state: { type: "local" },
  network: { cidr: "10.40.0.0/16", zones: ["us-east-1a", "us-east-1b", "us-east-1c"], ipv6: true },
  fargateCluster: {
    loadBalancer: {
      domain: { name: "www.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
      domains: [
        { name: "*.example.org", hostedZoneId: "Z0123456789EXAMPLE01" },
        { name: "admin.example.com", hostedZoneId: "Z0123456789EXAMPLE00" },
      ],
      ipAddressType: "dualstack",
      // CloudFront's lists of addresses from which it asks: com.amazonaws.global.cloudfront.origin-facing of us-east-1, and
      // com.amazonaws.global.ipv6.cloudfront.origin-facing, whose id Amazon VPC shows.
      allowedPrefixListIds: ["pl-3b927c52", "pl-0123456789abcdef0"],
      waf: {
        managedRuleActions: {
          AWSManagedRulesCommonRuleSet: "count",
          AWSManagedRulesKnownBadInputsRuleSet: "count",
          AWSManagedRulesAnonymousIpList: "count",
        },
        requestsPer5Minutes: 2000,
      },
    },
  },
  services: [
    {
      name: "web",
      cluster: "fargate",
      container: { image: "public.ecr.aws/nginx/nginx:1.29" },
      route: { priority: 10, hosts: ["www.example.com", "*.example.org"] },
      scaling: { minTasks: 2, maxTasks: 10, tracking: [{ metric: "cpu", target: 60 }] },
    },
    {
      name: "admin",
      cluster: "fargate",
      container: { image: "public.ecr.aws/nginx/nginx:1.29" },
      route: {
        priority: 5,
        hosts: ["admin.example.com"],
        paths: ["/admin/*", "/oauth2/idpresponse"],
        authentication: {
          type: "oidc",
          issuer: "https://login.example.com",
          authorizationEndpoint: "https://login.example.com/authorize",
          tokenEndpoint: "https://login.example.com/token",
          userInfoEndpoint: "https://login.example.com/userinfo",
          clientId: "site-admin",
          clientSecretVariable: "oidc_secret", // set TF_VAR_oidc_secret where it is planned and deployed
        },
      },
    },
  ],
} satisfies Environment;
