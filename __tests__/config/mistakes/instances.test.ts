import { accepts, refuses } from "../../support/mistakes.ts";

const windows = { "ec2Cluster.image": "windows-2022-core", "services[2].os": "windows-2022-core" };
const bottlerocket = { "ec2Cluster.image": "bottlerocket" };
const base64 = (text: string) => Buffer.from(text).toString("base64");

refuses([
  ...(
    [
      ["t2.small", 2049, 2048],
      ["m4.large", 16384, 8192],
      ["c5n.large", 8192, 5469],
      ["i3.large", 32768, 15627],
      ["g4dn.xlarge", 32768, 16384],
      ["m9g.medium", 8192, 4096],
    ] as const
  ).map(([type, memory, most]) => {
    const architecture = type === "m9g.medium" ? "arm64" : "x86_64";
    const change = {
      "ec2Cluster.instanceTypes": [type],
      "ec2Cluster.architecture": architecture,
      "services[2].container.memoryReservationMiB": memory,
    };
    const part = `is more than an instance of the cluster has (${type}: at most ${most} MiB of memory)`;
    return [`too much memory for ${type}`, change, ["services[2].container.memoryReservationMiB", part]] as const;
  }),
  [
    "the first Arm instances with Amazon Linux 2023",
    {
      "ec2Cluster.architecture": "arm64",
      "ec2Cluster.instanceTypes": ["a1.large"],
      "services[2].architecture": "arm64",
    },
    ["ec2Cluster.instanceTypes[0]", "has processors that amazon-linux-2023 does not run on"],
  ],
  [
    "a volume that is too large for its type",
    { "ec2Cluster.dataVolumes": [{ device: "/dev/sdf", sizeGiB: 20000, volumeType: "gp2" }] },
    ["ec2Cluster.dataVolumes[0].sizeGiB", "is out of range of volumeType gp2: use 1 to 16384, or gp3"],
  ],
  [
    "a size that a family does not have",
    { "ec2Cluster.instanceTypes": ["t3.16xlarge"] },
    ["ec2Cluster.instanceTypes[0]", "is not a size of t3: use nano, micro, small, medium, large, xlarge, 2xlarge"],
  ],
  [
    "the medium size of Intel",
    { "ec2Cluster.instanceTypes": ["m5.medium"] },
    ["ec2Cluster.instanceTypes[0]", "is not a size of m5: use large, xlarge"],
  ],
  [
    "a family that does not exist",
    { "ec2Cluster.instanceTypes": ["m5x.large"] },
    ["ec2Cluster.instanceTypes[0]", "is of the family m5x, which EC2 does not have: use another"],
  ],
  [
    "a Mac",
    { "ec2Cluster.instanceTypes": ["mac2.metal"] },
    ["ec2Cluster.instanceTypes[0]", "runs macOS, which ECS does not"],
  ],
  [
    "a size of managed instances that does not exist",
    { "ec2Cluster.managedInstances": { allowedInstanceTypes: ["m7i.*", "m7i.9xlarge"] } },
    ["ec2Cluster.managedInstances.allowedInstanceTypes[1]", "is not a size of m7i: use large"],
  ],
  [
    "a family of managed instances without sizes",
    { "ec2Cluster.managedInstances": { allowedInstanceTypes: ["m7i"] } },
    ["ec2Cluster.managedInstances.allowedInstanceTypes[0]", "names no type: write m7i.* for all sizes of a family"],
  ],
  [
    "managed instances of which none is large enough",
    {
      "ec2Cluster.managedInstances": {
        minVcpus: 2,
        minMemoryMiB: 16384,
        allowedInstanceTypes: ["t3.micro", "m5.large"],
      },
    },
    [
      "ec2Cluster.managedInstances.allowedInstanceTypes",
      "has no type with 2 vCPUs and 16384 MiB: list larger ones, or lower minVcpus and minMemoryMiB",
    ],
  ],
  [
    "a managed Mac",
    { "ec2Cluster.managedInstances": { allowedInstanceTypes: ["mac2*"] } },
    ["ec2Cluster.managedInstances.allowedInstanceTypes[0]", "runs macOS, which ECS does not"],
  ],
  [
    "more memory for the system than there is",
    { "ec2Cluster.agent": { reservedMemoryMiB: 2048 } },
    ["ec2Cluster.agent.reservedMemoryMiB", "leaves nothing of the 2048 MiB of t3.small for tasks: lower it"],
    [
      "services[2].container.memoryReservationMiB",
      "is more than an instance of the cluster has (t3.small: at most 0 MiB of memory)",
    ],
  ],
  [
    "a task that has no room beside the memory for the system",
    { "ec2Cluster.agent": { reservedMemoryMiB: 1024 }, "services[2].container.memoryReservationMiB": 1536 },
    ["services[2].container.memoryReservationMiB", "(t3.small: at most 1024 MiB of memory)"],
  ],
  [
    "eleven attributes",
    { "ec2Cluster.agent": { attributes: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`a${at}`, "x"])) } },
    ["ec2Cluster.agent.attributes", "has 11 attributes, and an instance takes 10: leave some out"],
  ],
  [
    "a space at the end of an attribute",
    { "ec2Cluster.agent": { attributes: { stack: "web " } } },
    ["ec2Cluster.agent.attributes.stack", "is not an attribute's value"],
  ],
  ...[base64("#!/bin/bash\necho hello"), base64("[settings.kernel]\nlockdown = 'none'")].map(
    (userData) =>
      [
        `user data in Base64, ${userData}`,
        { "ec2Cluster.userData": userData },
        ["ec2Cluster.userData", "is in Base64, which is added for you: write the text itself"],
      ] as const,
  ),
  [
    "PowerShell on Linux",
    { "ec2Cluster.userData": "<powershell>\nWrite-Host x\n</powershell>" },
    ["ec2Cluster.userData", "is for Windows, and the image is Linux: write lines of a shell script"],
  ],
  ...["#cloud-config\npackages: [jq]", 'Content-Type: multipart/mixed; boundary="=="\nMIME-Version: 1.0'].map(
    (userData) =>
      [
        `for cloud-init: ${userData.slice(0, 12)}`,
        { "ec2Cluster.userData": userData },
        ["ec2Cluster.userData", "is for cloud-init, and the cluster has its own shell script there"],
      ] as const,
  ),
  [
    "TOML on Amazon Linux",
    { "ec2Cluster.userData": "# limits\n[settings.kernel.sysctl]\n" },
    ["ec2Cluster.userData", "is TOML, which only bottlerocket reads"],
  ],
  [
    "a shell script on Windows",
    { ...windows, "ec2Cluster.userData": "#!/bin/bash\necho x" },
    ["ec2Cluster.userData", "is a shell script, and the image is Windows: write lines of PowerShell"],
  ],
  [
    "a shell script on Bottlerocket",
    { ...bottlerocket, "ec2Cluster.userData": "#!/bin/bash\necho x" },
    ["ec2Cluster.userData", "is a shell script, and bottlerocket has no shell: write settings in TOML"],
  ],
  [
    "a setting of Bottlerocket without a table",
    { ...bottlerocket, "ec2Cluster.userData": 'settings.motd = "hello"' },
    ["ec2Cluster.userData", "has to begin with a table, as it comes behind others"],
  ],
  [
    "a table of Bottlerocket that is there already",
    {
      ...bottlerocket,
      "ec2Cluster.userData": '[settings.host-containers.admin]\nenabled = true\n[settings.ecs]\nloglevel = "warn"',
    },
    ["ec2Cluster.userData", "has the table settings.ecs, which is there already: use the fields of agent"],
  ],
]);

accepts([
  [
    "all memory of a c5n",
    { "ec2Cluster.instanceTypes": ["c5n.9xlarge"], "services[2].container.memoryReservationMiB": 98304 },
  ],
  ["a volume of 64 TiB", { "ec2Cluster.dataVolumes": [{ device: "/dev/sdf", sizeGiB: 65536 }] }],
  ["a long warm-up", { "ec2Cluster.instanceRefresh": { warmupSeconds: 7200 } }],
  ["little storage", { "ec2Cluster.managedInstances": { storageGiB: 20 } }],
  ...[
    "t2.nano",
    "m4.10xlarge",
    "c5n.18xlarge",
    "m5zn.3xlarge",
    "r7iz.metal-16xl",
    "m8i.96xlarge",
    "m9x.large",
    "t5.small",
  ].map((type) => [`the type ${type}`, { "ec2Cluster.instanceTypes": [type], "ec2Cluster.agent": {} }] as const),
  [
    "managed instances of which one is large enough",
    { "ec2Cluster.managedInstances": { minMemoryMiB: 16384, allowedInstanceTypes: ["t3.micro", "r5.large"] } },
  ],
  ["any size of a family", { "ec2Cluster.managedInstances": { allowedInstanceTypes: ["m7*", "c7g.medium"] } }],
  [
    "an accelerator whose drivers are in a custom AMI",
    {
      "ec2Cluster.instanceTypes": ["inf2.xlarge"],
      "ec2Cluster.ami": "/aws/service/ecs/optimized-ami/amazon-linux-2023/neuron/recommended/image_id",
    },
  ],
  ["attributes with slashes and spaces", { "ec2Cluster.agent": { attributes: { "team/web": "a b\\c", "x\\y": "1" } } }],
  [
    "a script",
    {
      "ec2Cluster.userData": "#!/bin/bash\nif [ -f /x ]; then\n  [[ -n $A ]] && cat <<'END' > /y\n[settings]\nEND\nfi",
    },
  ],
  ["one word of a script", { "ec2Cluster.userData": "poweroffatmidnight" }],
  [
    "lines of PowerShell",
    { ...windows, "ec2Cluster.userData": "# folders\nNew-Item -Path C:\\data -ItemType Directory" },
  ],
  [
    "tables of Bottlerocket",
    {
      ...bottlerocket,
      "ec2Cluster.userData": "# shells\n[settings.host-containers.admin]\nenabled = true\n[settings.ecs.x]\ny = 1",
    },
  ],
]);
