import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const TRAIL = "aws_cloudtrail";
const FEATURE = "aws_guardduty_detector_feature";

const selector = (...fields: readonly (readonly [field: string, value: string])[]) => [
  { name: "tried", field_selector: fields.map(([field, value]) => ({ field, equals: [value] })) },
];

const trail =
  (change: ObjectValue): Written =>
  () => ({ name: "tried", s3_bucket_name: "of-another-account", ...change });

const feature =
  (change: ObjectValue): Written =>
  () => ({ detector_id: "0123456789abcdef0123456789abcdef", name: "RUNTIME_MONITORING", status: "ENABLED", ...change });

export const DETECTION: RefusalTable = {
  subject: "trails and detectors",
  mistakes: [
    ["a name that ends with a hyphen", TRAIL, trail({ name: "tried-" }), "apply", /InvalidTrailName/],
    [
      "a selector without a category",
      TRAIL,
      trail({ advanced_event_selector: selector(["resources.type", "AWS::S3::Object"]) }),
      "apply",
      /EventCategory is a required field/,
    ],
    [
      "data events without a type",
      TRAIL,
      trail({ advanced_event_selector: selector(["eventCategory", "Data"]) }),
      "apply",
      /resources\.type is a required field/,
    ],
    [
      "an agent that GuardDuty does not have",
      FEATURE,
      feature({ additional_configuration: [{ name: "ECS_EC2_AGENT_MANAGEMENT", status: "ENABLED" }] }),
      "validate",
      /expected name to be one of/,
    ],
    ["a feature that is on", FEATURE, feature({ status: "ON" }), "validate", /status/],
  ],
  accepted: [
    [
      "a trail of management events",
      TRAIL,
      trail({ advanced_event_selector: selector(["eventCategory", "Management"]) }),
    ],
    [
      "a trail of objects",
      TRAIL,
      trail({
        name: "objects",
        advanced_event_selector: selector(["eventCategory", "Data"], ["resources.type", "AWS::S3::Object"]),
      }),
    ],
    ["a detector", "aws_guardduty_detector", () => ({ enable: true })],
    ["runtime monitoring", FEATURE, feature({})],
  ],
};
