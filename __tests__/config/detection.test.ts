import { smallest } from "../../examples/smallest.ts";
import { type Accepted, problems, type Refused } from "../support/problems.ts";

const onInstances = (systemsManager: string) => ({ ec2Cluster: { instanceTypes: ["t3.small"], systemsManager } });
const DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";

const ACCEPTED: Accepted[] = [
  ["GuardDuty with its defaults", { detection: { runtimeMonitoring: {} } }],
  ["an existing detector", { detection: { runtimeMonitoring: { detectorId: DETECTOR, agents: ["fargate", "eks"] } } }],
  ["agents on instances", { ...onInstances("all"), detection: { runtimeMonitoring: { agents: ["ec2"] } } }],
  // https://docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ec2-manually.html
  ["agents that are installed by hand", { detection: { runtimeMonitoring: { agents: [] } } }],
  ["agents on instances of others", { detection: { runtimeMonitoring: { agents: ["ec2"] } } }],
  ["a trail of management events", { detection: { trail: { managementEvents: true } } }],
  ["a trail of artifacts", { delivery: {}, detection: { trail: {} } }],
  ["a trail of state", { state: { type: "s3", bucket: "shop-state" }, detection: { trail: {} } }],
];

test.each(ACCEPTED)("%s is accepted", (_, change) => {
  expect(problems({ ...smallest, ...change })).toEqual([]);
});

const REFUSED: Refused[] = [
  [
    "an id of something else",
    { detection: { runtimeMonitoring: { detectorId: "d-1" } } },
    'detection.runtimeMonitoring.detectorId: "d-1" is not a detector: write the 32 characters that GuardDuty shows',
  ],
  [
    "agents on instances that Systems Manager may not install",
    { ...onInstances("sessions"), detection: { runtimeMonitoring: { agents: ["fargate", "ec2"] } } },
    'detection.runtimeMonitoring.agents[1]: "ec2" is installed by Systems Manager, which the instances do not allow: set ec2Cluster.systemsManager to "all", or leave ec2 out',
  ],
  [
    "agents on Fargate where there is none",
    {
      region: "ap-southeast-6",
      network: { cidr: "10.0.0.0/16", zones: ["ap-southeast-6a", "ap-southeast-6b"] },
      detection: { runtimeMonitoring: {} },
    },
    'detection.runtimeMonitoring.agents: ["fargate"] (the default) has fargate, whose agent is not known in ap-southeast-6: list others, or leave runtimeMonitoring out',
  ],
  [
    "a trail of nothing",
    { detection: { trail: {} } },
    "detection.trail: {} records nothing, because there are no buckets of artifacts, plans or state: set managementEvents, or leave it out",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(problems({ ...smallest, ...change })).toEqual([message]);
});
