import { accepts, refuses } from "../../support/mistakes.ts";

refuses([
  [
    "expires past",
    { "ec2Cluster.externalInstances": { expires: "2020-01-01T00:00:00Z" } },
    ["ec2Cluster.externalInstances.expires", "unknown field; did you mean `registrationDays`?"],
  ],
  [
    "expires 2y",
    { "ec2Cluster.externalInstances": { expires: "2028-11-28T00:00:00Z" } },
    ["ec2Cluster.externalInstances.expires", "unknown field; did you mean `registrationDays`?"],
  ],
  [
    "repository with .git",
    { "delivery.source": { type: "connection", repository: "acme/shop.git" } },
    ["delivery.source.repository", "ends with .git, which belongs to its URL only"],
  ],
  [
    "connection bucket",
    { "delivery.source": { type: "connection", repository: "acme/shop", connectionArn: "arn:aws:s3:::bucket" } },
    ["delivery.source.connectionArn", "is not a connection"],
  ],
  [
    "promotion topic",
    {
      "delivery.promotions": [
        { name: "prod", roleArn: "arn:aws:sns:us-east-1:123456789012:x", clusterName: "c", services: ["web"] },
      ],
    },
    ["delivery.promotions[0].roleArn", "is not the ARN of a role"],
  ],
  [
    "state region",
    { state: { type: "s3", bucket: "shop-state", region: "frankfurt" } },
    ["state.region", "is not a region"],
  ],
  [
    "registry kms",
    { registry: { kmsKeyArn: "arn:aws:s3:::bucket" } },
    ["registry.kmsKeyArn", "is not the ARN of a KMS key"],
  ],
  [
    "registry days 0",
    { "ec2Cluster.externalInstances": { registrationDays: 0 } },
    ["ec2Cluster.externalInstances.registrationDays", "is out of range"],
  ],
  [
    "registry days 31",
    { "ec2Cluster.externalInstances": { registrationDays: 31 } },
    ["ec2Cluster.externalInstances.registrationDays", "is out of range"],
  ],
  [
    "registry limit 2000",
    { "ec2Cluster.externalInstances": { registrationLimit: 2000 } },
    ["ec2Cluster.externalInstances.registrationLimit", "is out of range"],
  ],
  [
    "state in a bucket that is created",
    { state: { type: "s3", bucket: "shop-artifacts-123456789012-us-east-1" } },
    ["state.bucket", "is the bucket that names.artifactBucket creates"],
  ],
  [
    "source in a bucket that is created",
    {
      names: { artifactBucket: "acme-releases" },
      "delivery.source": { type: "s3", bucket: "acme-releases", key: "shop.zip" },
    },
    ["delivery.source.bucket", "is the bucket that names.artifactBucket creates"],
  ],
  [
    "schedule of the past",
    { "delivery.imageCheckSchedule": "cron(0 8 ? * * 2021)" },
    ["delivery.imageCheckSchedule", "never runs again"],
  ],
  [
    "path from the root",
    { "delivery.source": { type: "connection", repository: "acme/shop", paths: ["/app/**", "./app/**"] } },
    ["delivery.source.paths[0]", "matches no file"],
    ["delivery.source.paths[1]", "matches no file"],
  ],
  [
    "path with an open brace",
    { "delivery.source": { type: "connection", repository: "acme/shop", paths: ["app/{a,b/**"] } },
    ["delivery.source.paths[0]", "is not a pattern"],
  ],
  [
    "repository with its registry",
    {
      "delivery.source": { type: "ecr", repositoryName: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop" },
    },
    ["delivery.source.repositoryName", "includes the registry: write only what follows its first /"],
  ],
  [
    "repository url",
    { "delivery.source": { type: "connection", repository: "https://github.com/acme/shop" } },
    ["delivery.source.repository", "includes the host, which belongs to the connection"],
  ],
  [
    "repository git@",
    { "delivery.source": { type: "connection", repository: "git@github.com:acme/shop.git" } },
    ["delivery.source.repository", "includes the host, which belongs to the connection"],
  ],
  [
    "repository host",
    { "delivery.source": { type: "connection", repository: "github.com/acme/shop" } },
    ["delivery.source.repository", "includes the host, which belongs to the connection"],
  ],
  [
    "repository owner only",
    { "delivery.source": { type: "connection", repository: "acme" } },
    ["delivery.source.repository", "is not a repository"],
  ],
  [
    "repository github 3 parts",
    { "delivery.source": { type: "connection", repository: "acme/shop/main" } },
    ["delivery.source.repository", "has more parts than a repository of github"],
  ],
  [
    "repository bitbucket 3",
    { "delivery.source": { type: "connection", provider: "bitbucket", repository: "acme/shop/main" } },
    ["delivery.source.repository", "has more parts than a repository of bitbucket"],
  ],
  [
    "connection CodeDeploy",
    {
      "delivery.source": {
        type: "connection",
        repository: "acme/shop",
        connectionArn: "arn:aws:codestar-connections:us-east-1:123456789012:host/x",
      },
    },
    ["delivery.source.connectionArn", "is not a connection"],
  ],
  [
    "branch space",
    { "delivery.source": { type: "connection", repository: "acme/shop", branch: "my branch" } },
    ["delivery.source.branch", "is not a branch name"],
  ],
  [
    "branch refs",
    { "delivery.source": { type: "connection", repository: "acme/shop", branch: "refs/heads/main" } },
    ["delivery.source.branch", "is a reference"],
  ],
  [
    "branch ..",
    { "delivery.source": { type: "codecommit", branch: "a..b" } },
    ["delivery.source.branch", "is not a branch name"],
  ],
  [
    "tags trigger",
    { "delivery.source": { type: "connection", repository: "acme/shop", tags: ["v*"] } },
    ["delivery.source.tags", "can be pushed on any commit, bypassing the rules of main"],
  ],
  [
    "s3 bucket url",
    { "delivery.source": { type: "s3", bucket: "s3://x", key: "a.zip" } },
    ["delivery.source.bucket", "is not a bucket name"],
  ],
  [
    "ecr repository",
    { "delivery.source": { type: "ecr", repositoryName: "a//b" } },
    ["delivery.source.repositoryName", "is not a repository"],
  ],
  [
    "ecr tag",
    { "delivery.source": { type: "ecr", repositoryName: "ab", tag: ":x" } },
    ["delivery.source.tag", "is not a tag"],
  ],
  [
    "promotion user",
    {
      "delivery.promotions": [
        { name: "prod", roleArn: "arn:aws:iam::123456789012:user/x", clusterName: "c", services: ["web"] },
      ],
    },
    ["delivery.promotions[0].roleArn", "is not the ARN of a role"],
  ],
  [
    "promotion cluster",
    {
      "delivery.promotions": [
        { name: "prod", roleArn: "arn:aws:iam::123456789012:role/x", clusterName: "c d", services: ["web"] },
      ],
    },
    ["delivery.promotions[0].clusterName", "is not a name that AWS accepts"],
  ],
  [
    "promotion none",
    {
      "delivery.promotions": [
        { name: "prod", roleArn: "arn:aws:iam::123456789012:role/x", clusterName: "c", services: [] },
      ],
    },
    ["delivery.promotions[0].services", "is empty"],
  ],
  [
    "deployedFrom key",
    {
      "delivery.deployedFrom": {
        pipelineRoleArn: "arn:aws:iam::123456789012:role/x",
        artifactBucketName: "abc",
        artifactKeyArn: "arn:aws:s3:::x",
        services: ["api"],
      },
    },
    ["delivery.deployedFrom.artifactKeyArn", "is not the ARN of a KMS key"],
  ],
  [
    "deployedFrom repository",
    {
      "delivery.deployedFrom": {
        pipelineRoleArn: "arn:aws:iam::123456789012:role/x",
        artifactBucketName: "abc",
        artifactKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
        imageRepositoryArn: "arn:aws:s3:::x",
        services: ["api"],
      },
    },
    ["delivery.deployedFrom.imageRepositoryArn", "is not an ECR repository"],
  ],
  ["state bucket upper", { state: { type: "s3", bucket: "Shop" } }, ["state.bucket", "is not a bucket name"]],
  ["state bucket ip", { state: { type: "s3", bucket: "10.0.0.1" } }, ["state.bucket", "has the form of an IP address"]],
  [
    "state bucket xn",
    { state: { type: "s3", bucket: "xn--shop" } },
    ["state.bucket", "has a prefix or suffix that S3 reserves"],
  ],
  [
    "state bucket alias",
    { state: { type: "s3", bucket: "shop-s3alias" } },
    ["state.bucket", "has a prefix or suffix that S3 reserves"],
  ],
  [
    "state key",
    { state: { type: "s3", bucket: "shop", kmsKeyArn: "arn:aws:s3:::x" } },
    ["state.kmsKeyArn", "is not a KMS key"],
  ],
  [
    "state key region",
    {
      state: {
        type: "s3",
        bucket: "shop",
        region: "eu-west-1",
        kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      },
    },
    ["state.kmsKeyArn", "is not in region eu-west-1, where the bucket is"],
  ],
  ["state bucket _", { state: { type: "s3", bucket: "shop_state" } }, ["state.bucket", "is not a bucket name"]],
  [
    "registry key region",
    { registry: { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" } },
    ["registry.kmsKeyArn", "is not in region us-east-1, where it is used"],
  ],
  [
    "encryption alias",
    { encryption: { keyArn: "arn:aws:kms:us-east-1:123456789012:alias/x" } },
    ["encryption.keyArn", "is not the ARN of a KMS key"],
  ],
  [
    "encryption region",
    { encryption: { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" } },
    ["encryption.keyArn", "is in eu-west-1, and encrypts nothing in us-east-1"],
  ],
  [
    "encryption s3",
    { encryption: { logsKeyArn: "arn:aws:s3:::b" } },
    ["encryption.logsKeyArn", "is not the ARN of a KMS key"],
  ],
]);

accepts([
  [
    "state region",
    {
      state: {
        type: "s3",
        bucket: "shop-state",
        region: "eu-west-1",
        kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      },
    },
  ],
  [
    "state alias",
    { state: { type: "s3", bucket: "shop-state", kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:alias/my/x" } },
  ],
  [
    "state other account key",
    {
      state: {
        type: "s3",
        bucket: "shop-state",
        kmsKeyArn: "arn:aws:kms:us-east-1:999999999999:key/11111111-2222-3333-4444-555555555555",
      },
    },
  ],
  ["gitlab group", { "delivery.source": { type: "connection", provider: "gitlab", repository: "a/b/c" } }],
  [
    "GitHub dots",
    { "delivery.source": { type: "connection", repository: "acme/shop.github.io", branch: "release/1.x" } },
  ],
  [
    "connection star",
    {
      "delivery.source": {
        type: "connection",
        repository: "acme/shop",
        connectionArn: "arn:aws:codestar-connections:eu-west-1:123456789012:connection/1-2",
      },
    },
  ],
  [
    "paths",
    {
      "delivery.source": {
        type: "connection",
        repository: "acme/shop",
        paths: ["**/*.ts", ".github/**", "app/{a,b}/[a-z]?.js", "**"],
      },
    },
  ],
  ["schedule of a coming year", { "delivery.imageCheckSchedule": "cron(0 8 ? * * 2030-2040)" }],
  ["branch", { "delivery.source": { type: "codecommit", branch: "feature/ABC-1_x.y" } }],
  [
    "tags protected",
    { "delivery.source": { type: "connection", repository: "acme/shop", tags: ["v*"], tagsProtected: true } },
  ],
  ["ecr src", { "delivery.source": { type: "ecr", repositoryName: "acme/shop_app.x" } }],
  [
    "registry key",
    { registry: { kmsKeyArn: "arn:aws:kms:us-east-1:999999999999:key/mrk-1234567890abcdef1234567890abcdef" } },
  ],
]);
