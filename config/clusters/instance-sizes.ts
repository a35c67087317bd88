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

/** Those of t2, which has fewer vCPUs in small sizes (https://aws.amazon.com/ec2/instance-types/t2/). */
const T2: typeof BURSTABLE = { ...BURSTABLE, nano: [1, 0.5], micro: [1, 1], small: [1, 2] };

/**
 * GiB for each vCPU, at most, of general purpose, compute, memory, storage and GPU types: for c, m
 * and r since the fifth generation (https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html, co.html, mo.html, so.html
 * and ac.html).
 */
const GIB_PER_VCPU: readonly (readonly [families: RegExp, gib: number])[] = [
  [/^c5n$/, 2.67],
  [/^(c[5-9][a-z]*(-flex)?|a1|g5g)$/, 2],
  [/^(m[45]|m[5-9][a-z]*(-flex)?|g4dn|g5|g6|im4gn)$/, 4],
  [/^is4gen$/, 6],
  [/^(r4|i3)$/, 7.63],
  [/^(r[5-9][a-z]*(-flex)?|i3en|i4[gi]|z1d|g6e)$/, 8],
  [/^(x2gd|x2idn)$/, 16],
  [/^x2iedn$/, 32],
];

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
  if (family === "t2") return sizeOf(T2[size]);
  if (/^t(3a?|4g)$/.test(family)) return sizeOf(BURSTABLE[size]);
  const [, gpus] = GPUS.find(([pattern]) => pattern.test(family)) ?? [];
  const [, ratio] = GIB_PER_VCPU.find(([pattern]) => pattern.test(family)) ?? [];
  const vcpus = vcpusOf(size);
  return {
    ...(ratio !== undefined && vcpus !== undefined && sizeOf([vcpus, ratio * vcpus])),
    ...(gpus !== undefined && { gpus: gpus[size] }),
  };
}

function vcpusOf(size: string): number | undefined {
  if (size === "medium") return 1;
  if (size === "large") return 2;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? undefined : 4 * Number(times || 1);
}

const sizeOf = (size: readonly [vcpus: number, gib: number] | undefined): InstanceSize =>
  size === undefined ? {} : { cpuUnits: size[0] * 1024, memoryMiB: Math.ceil(size[1] * 1024) };
