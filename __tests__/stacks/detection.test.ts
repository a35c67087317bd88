import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { Testing } from "cdktf";
import type { Config } from "../../config/config.ts";
import { NetworkStack } from "../../stacks/network-stack.ts";
import { stackOf } from "../../tools/rollout/reference.ts";
import { may, rolesOf } from "../support/iam.ts";
import { demo, showcase } from "../support/outputs.ts";
import { synthesized } from "../support/synthesized.ts";
import { Template } from "../support/template.ts";

const network = (config: Config) => Template.ofStack(new NetworkStack(Testing.app(), "network", config));
const template = network(showcase);
const detecting = (detection: Config["detection"]) => network({ ...demo, detection });

describe("GuardDuty", () => {
  test("manages the agents that are listed, and no others", () => {
    expect(template.one(GuarddutyDetectorFeature)).toMatchObject({
      detector_id: expect.stringMatching(/aws_guardduty_detector\..*\.id/),
      name: "RUNTIME_MONITORING",
      status: "ENABLED",
      additional_configuration: [
        { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
        { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" },
        { name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" },
      ],
    });
  });

  test("keeps a detector that exists", () => {
    const detectorId = "12abc34d567e8fa901bc2d34e56789f0";
    const given = detecting({ runtimeMonitoring: { detectorId, agents: ["fargate"] } });
    expect(given.all(GuarddutyDetector)).toEqual([]);
    expect(given.one(GuarddutyDetectorFeature).detector_id).toBe(detectorId);
  });

  test("notifies of its findings", () => {
    const cicd = Template.parse(JSON.stringify(stackOf(synthesized("showcase"), "cicd")));
    const rule = cicd.one(CloudwatchEventRule, { name: "show-findings" });
    expect(JSON.parse(String(rule.event_pattern))).toEqual({
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 4] }] },
    });
  });

  test.each([
    ["fargate", true],
    ["ec2", false],
  ])("its agent may be pulled for a service on %s: %s", (cluster, isAllowed) => {
    const service = showcase.services.find((each) => each.cluster === cluster && each.executionRole === undefined);
    const role = rolesOf(showcase).get(String(service?.executionRoleName));
    if (role === undefined) throw new Error(`no role of ${service?.name}`);
    const agent = "arn:aws:ecr:eu-central-1:323658145986:repository/aws-guardduty-agent-fargate";
    expect(may(role, ["ecr:BatchGetImage", agent])).toBe(isAllowed);
  });
});

describe("the trail", () => {
  const trail = template.one(Cloudtrail);

  test("records objects of artifacts, plans and state, and management events", () => {
    const { account, region, names, state } = showcase;
    expect(trail.advanced_event_selector).toEqual([
      { name: "Management events", field_selector: [{ field: "eventCategory", equals: ["Management"] }] },
      {
        name: "Objects",
        field_selector: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          {
            field: "resources.ARN",
            starts_with: [
              `arn:aws:s3:::show-artifacts-${account}-${region}/`,
              `arn:aws:s3:::${names.infrastructureBucket}/`,
              `arn:aws:s3:::${state.type === "s3" ? state.bucket : ""}/`,
            ],
          },
        ],
      },
    ]);
    expect(trail).toMatchObject({ name: "show-trail", enable_log_file_validation: true });
  });

  test("alone may write to its bucket", () => {
    const policies = template.all(S3BucketPolicy).map(({ policy }) => String(policy));
    expect(policies).toContainEqual(
      expect.stringMatching(
        /cloudtrail\.amazonaws\.com.*arn:aws:cloudtrail:eu-central-1:123456789012:trail\/show-trail/s,
      ),
    );
  });

  test("records management events only where it is asked to", () => {
    const { advanced_event_selector: selectors } = detecting({
      trail: { managementEvents: false, retentionDays: 90 },
    }).one(Cloudtrail);
    expect(JSON.stringify(selectors)).not.toContain("Management");
  });
});

test("nothing of the account is watched by default", () => {
  const { json } = network(demo);
  expect(Object.keys(json.resource as object)).not.toContain("aws_cloudtrail");
  expect(Object.keys(json.resource as object)).not.toContain("aws_guardduty_detector");
});
