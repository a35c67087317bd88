/** Family of an instance type: `g5` of `g5.xlarge`. */
const familyOf = (type: string): string => type.split(".")[0] ?? "";

/** Graviton families have a g behind the generation: t4g, m7gd, c6gn; a1 came before that. Grace of NVIDIA is Arm too: p6e-gb200. */
export const isArm = (type: string): boolean => /^(a1|[a-z]+\d+g[a-z]*|p\d+e-gb\d+)$/.test(familyOf(type));

/** Families of Apple's computers. */
export const isMac = (type: string): boolean => /^mac/.test(familyOf(type));

/** Families with GPUs of NVIDIA that the drivers of today's images know (ECS developer guide, GPU workloads). */
export const hasGpus = (type: string): boolean => /^(p[3-9]|g[35-9]|g4dn|gr\d)/.test(familyOf(type));

/**
 * Families with accelerators that no image here has drivers for: AWS's own chips, GPUs of AMD, and those of NVIDIA that are
 * too old (AWS Batch user guide, GPU workload AMI: not p2 and g2).
 */
export const lacksDrivers = (type: string): boolean => /^(inf|trn|dl\d|vt\d|g4ad|g2$|p2$)/.test(familyOf(type));
