/** What a container on an instance gets at most. Unknown are left out. */
export interface InstanceSize {
  readonly cpuUnits?: number;
  readonly memoryMiB?: number;
  readonly gpus?: number;
}

/** vCPUs and GiB of burstable types (https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html). */
const BURSTABLE: Readonly<Record<string, readonly [vcpus: number, gib: number]>> = {
  nano: [2, 0.5],
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  "2xlarge": [8, 32],
};

/** Those of the first generation, which has fewer vCPUs (https://aws.amazon.com/ec2/instance-types/t2/). */
const BURSTABLE_T2: typeof BURSTABLE = {
  ...BURSTABLE,
  nano: [1, 0.5],
  micro: [1, 1],
  small: [1, 2],
};

/**
 * GiB for each vCPU of general purpose, compute and memory optimized types since the fifth generation
 * (https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html, co.html and mo.html).
 */
const GIB_PER_VCPU: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** GPUs by family and size (https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html). */
const GPUS: readonly (readonly [family: RegExp, gpus: Readonly<Record<string, number>>])[] = [
  [/^g4dn$/, { xlarge: 1, "2xlarge": 1, "4xlarge": 1, "8xlarge": 1, "12xlarge": 4, "16xlarge": 1, metal: 8 }],
  [
    /^(g5|g6|g6e)$/,
    { xlarge: 1, "2xlarge": 1, "4xlarge": 1, "8xlarge": 1, "12xlarge": 4, "16xlarge": 1, "24xlarge": 4, "48xlarge": 8 },
  ],
  [/^p3$/, { "2xlarge": 1, "8xlarge": 4, "16xlarge": 8 }],
];

/** CPU units, memory and GPUs of an instance type, as far as they follow from its name. */
export function instanceSize(type: string): InstanceSize {
  const [family = "", size = ""] = type.split(".");
  const [, gpus] = GPUS.find(([pattern]) => pattern.test(family)) ?? [];
  if (gpus !== undefined) return { gpus: gpus[size] };
  if (family === "t2") return sizeOf(BURSTABLE_T2[size]);
  if (/^t(3a?|4g)$/.test(family)) return sizeOf(BURSTABLE[size]);
  const [, letter = ""] = /^(?!c5n$)([cmr])[5-8][a-z]*(-flex)?$/.exec(family) ?? []; // c5n has more memory
  const ratio = GIB_PER_VCPU[letter];
  const vcpus = vcpusOf(size);
  return ratio === undefined || vcpus === undefined ? {} : sizeOf([vcpus, ratio * vcpus]);
}

function vcpusOf(size: string): number | undefined {
  if (size === "medium") return 1;
  if (size === "large") return 2;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? undefined : 4 * Number(times || 1);
}

const sizeOf = (size: readonly [vcpus: number, gib: number] | undefined): InstanceSize =>
  size === undefined ? {} : { cpuUnits: size[0] * 1024, memoryMiB: size[1] * 1024 };
