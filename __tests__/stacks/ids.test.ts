import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { showcase } from "../../config/environments/showcase.ts";
import { parseConfig } from "../../config/load.ts";
import { compose } from "../../main.ts";
import { Template } from "../support/template.ts";

const [web, checkout] = showcase.services;
const plain = { cluster: "fargate" as const, container: { image: "nginx:1.29" } };

/** What parts of the stacks are called too, or what a slash in a name becomes. */
const NAMES = [
  "cluster",
  "load-balancer",
  "capacity-providers",
  "namespace",
  "mesh",
  "aws",
  "backend",
  "url",
  "clusterName",
];
const OTHERS = ["network-outputs", "iam-outputs", "commands-url", "serviceUrls-web", "execution", "cluster-2"];

const written = {
  ...showcase,
  services: [
    ...[...NAMES, ...OTHERS].map((name) => ({ ...plain, name })),
    ...["capacity", "instances", "managed", "external"].map((name) => ({
      name,
      cluster: "ec2" as const,
      container: { image: "nginx:1.29", memoryMiB: 64 },
    })),
    {
      ...web,
      taskRole: {
        managedPolicyArns: [
          "arn:aws:iam::aws:policy/shared",
          "arn:aws:iam::123456789012:policy/shared",
          "arn:aws:iam::123456789012:policy/role",
          "arn:aws:iam::123456789012:policy/policy",
        ],
      },
      alarms: ["a/b", "a--b", "a/b-2"].map((name) => ({ metric: "cpu", threshold: 50, name })),
    },
    { ...checkout, name: "results" },
  ],
  delivery: {
    services: ["url", "results"],
    notifications: { emails: ["a/b@example.com", "a--b@example.com"] },
  },
};

describe("names of which two make the same id", () => {
  const app = Testing.app();
  compose(app, parseConfig(written, "test"));
  app.synth();
  const stack = (name: string) => Template.parse(readFileSync(join(app.outdir, "stacks", name, "cdk.tf.json"), "utf8"));
  const fargate = stack("fargate-cluster");

  test.each([...NAMES, ...OTHERS])("a service may be called %s", (name) => {
    expect(fargate.one({ tfResourceType: "aws_ecs_service" }, { name })).toMatchObject({ name });
  });

  test("alarms differ by what a slash becomes", () => {
    const names = fargate.all({ tfResourceType: "aws_cloudwatch_metric_alarm" }).map(({ alarm_name }) => alarm_name);
    expect(names).toEqual(expect.arrayContaining(["a/b", "a--b", "a/b-2"]));
  });

  test("policies of one name, and of what a role has, are attached", () => {
    const arns = stack("iam")
      .all({ tfResourceType: "aws_iam_role_policy_attachment" })
      .map(({ policy_arn }) => policy_arn);
    expect(arns).toEqual(
      expect.arrayContaining(
        written.services.flatMap((each) => ("taskRole" in each ? (each.taskRole?.managedPolicyArns ?? []) : [])),
      ),
    );
  });

  test("outputs keep their names", () => {
    expect(fargate.outputs()).toHaveProperty("url");
    expect(fargate.outputs()).toHaveProperty("commands-url");
  });

  test("the state of another stack keeps its name", () => {
    expect(fargate.upstream()).toEqual(["iam", "network"]);
  });
});
