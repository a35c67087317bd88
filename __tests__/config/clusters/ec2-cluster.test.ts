import { demo } from "../../../config/environments/demo.ts";
import { parseConfig } from "../../../config/load.ts";
import { type Accepted, onInstances, problems, type Refused, service } from "../../support/problems.ts";

const withCluster = (change: object) => ({ ...demo, ec2Cluster: { ...demo.ec2Cluster, ...change } });

const MANY = Array.from({ length: 41 }, (_, index) => `m${index + 10}i.large`);

const REFUSED: Refused[] = [
  [
    "a desired number below the limits",
    { instances: { min: 2, desired: 1, max: 3 } },
    "ec2Cluster.instances.desired: 1 is outside the limits: use 2 to 3, or change min or max",
  ],
  [
    "a desired number above the limits",
    { instances: { desired: 4, max: 3 } },
    "ec2Cluster.instances.desired: 4 is outside the limits: use 1 to 3, or change min or max",
  ],
  [
    "limits the wrong way round",
    { instances: { min: 4, desired: 4, max: 3 } },
    "ec2Cluster.instances.min: 4 is more than max 3: lower it, or raise max",
  ],
  [
    "an AMI that is none",
    { ami: "amazon-linux" },
    'ec2Cluster.ami: "amazon-linux" must be an AMI: write its id, ami-…, or the full name of an SSM parameter, such as /acme/ecs-ami',
  ],
  [
    "the device of the root volume",
    { dataVolumes: [{ device: "/dev/xvda", sizeGiB: 9 }] },
    'ec2Cluster.dataVolumes[0].device: "/dev/xvda" must be a device from /dev/sdf to /dev/sdp',
  ],
  [
    "one device for two volumes",
    {
      dataVolumes: [
        { device: "/dev/sdf", sizeGiB: 9 },
        { device: "/dev/sdf", sizeGiB: 8 },
      ],
    },
    'ec2Cluster.dataVolumes[1].device: "/dev/sdf" is also used by dataVolumes[0]: give each its own',
  ],
  ["no type", { instanceTypes: [] }, "ec2Cluster.instanceTypes: [] is empty: name a type, such as t3.small"],
  [
    "more types than Auto Scaling takes",
    { instanceTypes: MANY, spot: {} },
    'ec2Cluster.instanceTypes: ["m10i.large","m11i.large","m12i.large","m13i.large","m14i.large","m15i.large… is too long: name at most 40 types',
  ],
  [
    "several types without Spot",
    { instanceTypes: ["t3.small", "t3.medium"] },
    'ec2Cluster.instanceTypes: ["t3.small","t3.medium"] names more than one type, which only a mix with Spot supports: add spot, or keep one',
  ],
  [
    "a type twice",
    { instanceTypes: ["t3.small", "t3.small"], spot: {} },
    'ec2Cluster.instanceTypes[1]: "t3.small" is listed twice: remove one of them',
  ],
  [
    "an Arm type",
    { instanceTypes: ["t4g.small"] },
    'ec2Cluster.instanceTypes[0]: "t4g.small" does not run x86_64: use a type such as t3.small, or architecture arm64',
  ],
  [
    "an Arm type without a g at the end",
    { instanceTypes: ["a1.large"] },
    'ec2Cluster.instanceTypes[0]: "a1.large" does not run x86_64: use a type such as t3.small, or architecture arm64',
  ],
  [
    "a type of Intel on Arm",
    { architecture: "arm64" },
    'ec2Cluster.instanceTypes[0]: "t2.small" does not run arm64: use a type such as t4g.small, or architecture x86_64',
  ],
  [
    "a type with Inferentia",
    { instanceTypes: ["inf2.xlarge"] },
    'ec2Cluster.instanceTypes[0]: "inf2.xlarge" has an accelerator that no ECS-optimized image here has drivers for: use another type, or an ami that has',
  ],
  [
    "a type with GPUs of AMD",
    { instanceTypes: ["g4ad.xlarge"] },
    'ec2Cluster.instanceTypes[0]: "g4ad.xlarge" has an accelerator that no ECS-optimized image here has drivers for: use another type, or an ami that has',
  ],
  [
    "types with GPUs and without",
    { instanceTypes: ["m7i.large", "g6.xlarge"], spot: {} },
    'ec2Cluster.instanceTypes[1]: "g6.xlarge" has GPUs, and other types of the list have none: keep one kind, for one image',
  ],
  [
    "GPUs on Arm with Amazon Linux",
    { instanceTypes: ["g5g.xlarge"], architecture: "arm64" },
    'ec2Cluster.instanceTypes[0]: "g5g.xlarge" has GPUs on Arm, for which amazon-linux-2023 has no image: set image to bottlerocket',
  ],
  [
    "something that is not a type",
    { instanceTypes: ["small"] },
    'ec2Cluster.instanceTypes[0]: "small" is not an instance type: write it as EC2 does, such as t3.small',
  ],
  [
    "an image",
    { image: "ubuntu" },
    'ec2Cluster.image: "ubuntu" must be one of: amazon-linux-2023, amazon-linux-2, bottlerocket, windows-2019-core, windows-2019-full, windows-2022-core, windows-2022-full, windows-2025-core, windows-2025-full',
  ],
  [
    "a small disk",
    { rootVolumeGiB: 8 },
    "ec2Cluster.rootVolumeGiB: 8 is out of range: use a whole number from 30 to 16384 GiB",
  ],
  ["an empty key pair", { keyPairName: "" }, 'ec2Cluster.keyPairName: "" is empty: leave it out for no key pair'],
  [
    "more capacity than there is",
    { targetCapacityPercent: 101 },
    "ec2Cluster.targetCapacityPercent: 101 is out of range: use a whole number from 1 to 100 percent",
  ],
  [
    "a way to choose Spot",
    { spot: { allocation: "cheapest" } },
    'ec2Cluster.spot.allocation: "cheapest" must be one of: price-capacity-optimized, capacity-optimized, capacity-optimized-prioritized, lowest-price',
  ],
  [
    "a share of Spot",
    { spot: { onDemandPercent: 12.5 } },
    "ec2Cluster.spot.onDemandPercent: 12.5 is out of range: use a whole number from 0 to 100 percent",
  ],
  [
    "an attribute's name",
    { agent: { attributes: { "a b": "web" } } },
    'ec2Cluster.agent.attributes.a b: "a b" is not an attribute\'s name: use up to 128 letters, digits and . _ / \\ -',
  ],
  [
    "an attribute's value",
    { agent: { attributes: { stack: "a b " } } },
    'ec2Cluster.agent.attributes.stack: "a b " is not an attribute\'s value: use up to 128 letters, digits and . _ : @ / \\ -, and spaces between them',
  ],
  [
    "an agent's log",
    { agent: { logLevel: "loud" } },
    'ec2Cluster.agent.logLevel: "loud" must be one of: debug, info, warn, error',
  ],
  [
    "quick clean-ups",
    { agent: { imageCleanupMinutes: 5 } },
    "ec2Cluster.agent.imageCleanupMinutes: 5 is out of range: use a whole number from 10 to 1440 minutes",
  ],
  [
    "a refresh with too many instances",
    { instanceRefresh: { minHealthyPercent: 120 } },
    "ec2Cluster.instanceRefresh.minHealthyPercent: 120 is out of range: use a whole number from 0 to 100 percent",
  ],
  [
    "a type of managed instances",
    { managedInstances: { allowedInstanceTypes: ["M7i"] } },
    'ec2Cluster.managedInstances.allowedInstanceTypes[0]: "M7i" is not an instance type: write it as EC2 does, with * for any part, such as m7i.*',
  ],
  [
    "a disk of managed instances",
    { managedInstances: { storageGiB: 0 } },
    "ec2Cluster.managedInstances.storageGiB: 0 is out of range: use a whole number from 1 to 65536 GiB",
  ],
  [
    "more days of registration than AWS takes",
    { externalInstances: { registrationDays: 31 } },
    "ec2Cluster.externalInstances.registrationDays: 31 is out of range: use a whole number from 1 to 30 days",
  ],
  [
    "a moment as the end of registration",
    { externalInstances: { expires: "2027-01-31T00:00:00Z" } },
    "ec2Cluster.externalInstances.expires: unknown field; did you mean `registrationDays`?",
  ],
  [
    "too many servers",
    { externalInstances: { registrationLimit: 1001 } },
    "ec2Cluster.externalInstances.registrationLimit: 1001 is out of range: use a whole number from 1 to 1000 servers",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(problems(withCluster(change))).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  ["one type with Spot", { spot: {} }],
  ["several types with Spot", { instanceTypes: ["t3.small", "t3.medium"], spot: {} }],
  ["Graviton on Arm", { instanceTypes: ["t4g.small"], architecture: "arm64" }],
  ["the first Arm instances", { instanceTypes: ["a1.large"], architecture: "arm64", image: "amazon-linux-2" }],
  ["a g elsewhere in a type, on Intel", { instanceTypes: ["g5.xlarge"] }],
  ["GPUs on Arm with Bottlerocket", { instanceTypes: ["g5g.xlarge"], architecture: "arm64", image: "bottlerocket" }],
  ["several types with GPUs", { instanceTypes: ["g6.xlarge", "gr6.4xlarge", "p4d.24xlarge"], spot: {} }],
  ["a hyphen in a type", { instanceTypes: ["m7i-flex.large"] }],
  ["no instances at first", { instances: { min: 0, desired: 0 } }],
  ["two instances at least", { instances: { min: 2 } }],
  ["no refresh", { instanceRefresh: null }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(problems(withCluster(change))).toEqual([]);
});

test("by default one small instance is replaced as soon as its template changes", () => {
  const { ec2Cluster } = parseConfig({ ...demo, ec2Cluster: { subnets: "public" } }, "test");
  expect(ec2Cluster).toMatchObject({
    instanceTypes: ["t3.small"],
    architecture: "x86_64",
    image: "amazon-linux-2023",
    instances: { min: 1, desired: 1, max: 3 },
    instanceRefresh: { minHealthyPercent: 90, warmupSeconds: 300 },
  });
  expect(ec2Cluster?.spot).toBeUndefined();
});

test.each([
  ["g5.xlarge", true],
  ["g4dn.xlarge", true],
  ["p6-b200.48xlarge", true],
  ["g3s.xlarge", true],
  ["m7g.large", false],
  ["t3.small", false],
])("whether %s has GPUs is %s", (type, expected) => {
  const architecture = type === "m7g.large" ? "arm64" : "x86_64";
  const { ec2Cluster } = parseConfig(withCluster({ instanceTypes: [type], architecture }), "test");
  expect(ec2Cluster?.hasGpus).toBe(expected);
});

describe("instances need a way out", () => {
  const network = { cidr: "172.16.0.0/16", zones: demo.network.zones, nat: "none" };

  test("in a public subnet it is a public address", () => {
    expect(problems({ ...demo, network })).toEqual([
      'ec2Cluster.subnets: "public" leaves the instances without a way out: set network.publicIpOnLaunch to true, or use private subnets',
    ]);
  });

  test.each([
    ['"private"', { subnets: "private" }, '"private" leaves'],
    ["by default", {}, '"private" (the default) leaves'],
  ])("private subnets have to be there: %s", (_, ec2Cluster, start) => {
    expect(problems({ ...demo, network: { ...network, publicIpOnLaunch: true }, ec2Cluster })).toEqual([
      `ec2Cluster.subnets: ${start} the instances without subnets, because the network has no private ones: use "public", or give the network NAT gateways`,
    ]);
  });

  test("private subnets are listed where there are NAT gateways already", () => {
    const without = { ...demo.network, nat: "one", privateSubnetCidrs: [] };
    expect(problems({ ...demo, network: without, ec2Cluster: { subnets: "private" } })).toEqual([
      'network.nat: "one" has no private subnets to serve: use "none", or list privateSubnetCidrs',
      'ec2Cluster.subnets: "private" leaves the instances without subnets, because the network has no private ones: use "public", or list network.privateSubnetCidrs',
    ]);
  });

  test("but not where no service runs on any", () => {
    expect(problems({ ...demo, network, ec2Cluster: undefined, services: [service], delivery: undefined })).toEqual([]);
  });

  test("also of a cluster that only a service asks for", () => {
    const services = [{ ...service, ...onInstances }];
    expect(problems({ ...demo, network, ec2Cluster: undefined, services, delivery: undefined })).toEqual([
      expect.stringMatching(/^ec2Cluster\.subnets: "private" \(the default\) leaves the instances without subnets/),
    ]);
  });
});
