/** Sizes from `large` to the one named, in the steps that most families have. */
const upTo = (size: string) => STEPS.slice(0, STEPS.indexOf(size) + 1);

const STEPS = ["large", ...["", 2, 4, 8, 12, 16, 24, 32, 48].map((times) => `${times}xlarge`)];

/** Families with their sizes. Only those that EC2 adds no more to: newer ones are not checked. */
const FAMILIES: readonly (readonly [family: RegExp, sizes: readonly string[]])[] = [
  [/^t1$/, ["micro"]],
  [/^t(2|3a?|4g)$/, ["nano", "micro", "small", "medium", ...upTo("2xlarge")]],
  [/^m1$/, ["small", "medium", "large", "xlarge"]],
  [/^m2$/, ["xlarge", "2xlarge", "4xlarge"]],
  [/^m3$/, ["medium", ...upTo("2xlarge")]],
  [/^m4$/, [...upTo("4xlarge"), "10xlarge", "16xlarge"]],
  [/^c1$/, ["medium", "xlarge"]],
  [/^(c[34]|r3)$/, upTo("8xlarge")],
  [/^r4$/, [...upTo("8xlarge"), "16xlarge"]],
  [/^([mr]5(d|n|dn)?|r5b)$/, [...upTo("24xlarge"), "metal"]],
  [/^[cmr]5ad?$/, upTo("24xlarge")],
  [/^m5zn$/, ["large", "xlarge", "2xlarge", "3xlarge", "6xlarge", "12xlarge", "metal"]],
  [/^c5d?$/, [...upTo("4xlarge"), "9xlarge", "12xlarge", "18xlarge", "24xlarge", "metal"]],
  [/^c5n$/, [...upTo("4xlarge"), "9xlarge", "18xlarge", "metal"]],
  [/^([cmr]6(i|id|in)|[mr]6idn)$/, [...upTo("32xlarge"), "metal"]],
  [/^[cmr]6a$/, [...upTo("48xlarge"), "metal"]],
  [/^[cmr]([67]gd?)$|^c7gn$/, ["medium", ...upTo("16xlarge"), "metal"]],
  [/^c6gn$/, ["medium", ...upTo("16xlarge")]],
  [/^[cmr]7a$/, ["medium", ...upTo("48xlarge"), "metal-48xl"]],
  [/^[cmr]7i$/, [...upTo("24xlarge"), "48xlarge", "metal-24xl", "metal-48xl"]],
  [/^[cm]7i-flex$/, upTo("16xlarge")],
  [/^a1$/, ["medium", ...upTo("4xlarge"), "metal"]],
  [/^d2$/, ["xlarge", "2xlarge", "4xlarge", "8xlarge"]],
  [/^g3$/, ["4xlarge", "8xlarge", "16xlarge"]],
  [/^g3s$/, ["xlarge"]],
  [/^g4ad$/, ["xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"]],
  [/^g4dn$/, ["xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "metal"]],
  [/^g5$/, ["xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "48xlarge"]],
  [/^g5g$/, ["xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge", "metal"]],
  [/^i2$/, ["xlarge", "2xlarge", "4xlarge", "8xlarge"]],
  [/^i3$/, [...upTo("8xlarge"), "16xlarge", "metal"]],
  [/^i3en$/, ["large", "xlarge", "2xlarge", "3xlarge", "6xlarge", "12xlarge", "24xlarge", "metal"]],
  [/^p2$/, ["xlarge", "8xlarge", "16xlarge"]],
  [/^p3$/, ["2xlarge", "8xlarge", "16xlarge"]],
  [/^p3dn$|^p4de?$/, ["24xlarge"]],
  [/^x1$/, ["16xlarge", "32xlarge"]],
  [/^z1d$/, ["large", "xlarge", "2xlarge", "3xlarge", "6xlarge", "12xlarge", "metal"]],
  [/^r7iz$/, [...upTo("16xlarge"), "32xlarge", "metal-16xl", "metal-32xl"]],
];

/** Generations whose families are all above. */
const COMPLETE = /^([cmr][1-7]|t[1-4])(?!\d)/;

/**
 * What EC2 would say of an instance type that looks like one but does not exist; undefined of one that does, or that is of a
 * newer generation than this knows (values of InstanceType in
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html).
 */
export function instanceTypeProblem(type: string): string | undefined {
  const [family = "", size = ""] = type.split(".");
  const [, sizes] = FAMILIES.find(([pattern]) => pattern.test(family)) ?? [];
  if (sizes === undefined)
    return COMPLETE.test(family)
      ? `is of the family ${family}, which EC2 does not have: use another, such as m7i`
      : undefined;
  return sizes.includes(size) ? undefined : `is not a size of ${family}: use ${sizes.join(", ")}`;
}
