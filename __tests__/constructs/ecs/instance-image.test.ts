import { imageId, volumesOf } from "../../../constructs/ecs/instance-image.ts";

test.each([
  ["amazon-linux-2023", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id"],
  ["amazon-linux-2", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2/gpu/recommended/image_id"],
  ["bottlerocket", "x86_64", "/aws/service/bottlerocket/aws-ecs-2-nvidia/x86_64/latest/image_id"],
  ["bottlerocket", "arm64", "/aws/service/bottlerocket/aws-ecs-2-nvidia/arm64/latest/image_id"],
] as const)("with GPUs, the image %s for %s is at %s", (image, architecture, expected) => {
  expect(imageId({ image, architecture, hasGpus: true })).toBe(`resolve:ssm:${expected}`);
});

test.each([
  ["amazon-linux-2023", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"],
  ["amazon-linux-2023", "arm64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"],
  ["amazon-linux-2", "x86_64", "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id"],
  ["amazon-linux-2", "arm64", "/aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended/image_id"],
  ["bottlerocket", "x86_64", "/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id"],
  ["bottlerocket", "arm64", "/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id"],
] as const)("the image %s for %s is at %s", (image, architecture, expected) => {
  expect(imageId({ image, architecture, hasGpus: false })).toBe(`resolve:ssm:${expected}`);
});

test.each([
  ["ami-0123456789abcdef0", "ami-0123456789abcdef0"],
  ["/acme/ecs-ami", "resolve:ssm:/acme/ecs-ami"],
])("the own image %s is %s in the template", (ami, expected) => {
  expect(imageId({ image: "amazon-linux-2023", architecture: "x86_64", ami, hasGpus: false })).toBe(expected);
});

test.each([
  ["amazon-linux-2023", { "/dev/xvda": 40 }],
  ["amazon-linux-2", { "/dev/xvda": 40 }],
  ["bottlerocket", { "/dev/xvda": 4, "/dev/xvdb": 40 }],
] as const)("%s has the volumes %j", (image, expected) => {
  const volumes = volumesOf({ image, rootVolumeGiB: 40, dataVolumes: [] });
  expect(Object.fromEntries(volumes.map(({ device, sizeGiB }) => [device, sizeGiB]))).toEqual(expected);
});

test("further volumes come last", () => {
  const data = { device: "/dev/sdf", sizeGiB: 100, volumeType: "st1" } as const;
  expect(volumesOf({ image: "amazon-linux-2023", rootVolumeGiB: 40, dataVolumes: [data] }).at(-1)).toEqual(data);
});

test.each([
  ["windows-2019-core", "Windows_Server-2019-English-Core-ECS_Optimized"],
  ["windows-2022-full", "Windows_Server-2022-English-Full-ECS_Optimized"],
  ["windows-2025-core", "Windows_Server-2025-English-Core-ECS_Optimized"],
] as const)("the image %s is at %s", (image, name) => {
  expect(imageId({ image, architecture: "x86_64", hasGpus: false })).toBe(
    `resolve:ssm:/aws/service/ami-windows-latest/${name}/image_id`,
  );
});

test("Windows has its own names of volumes", () => {
  const data = { device: "/dev/sdf", sizeGiB: 100, volumeType: "st1" } as const;
  const volumes = volumesOf({ image: "windows-2022-core", rootVolumeGiB: 60, dataVolumes: [data] });
  expect(volumes.map(({ device, sizeGiB }) => [device, sizeGiB])).toEqual([
    ["/dev/sda1", 60],
    ["xvdf", 100],
  ]);
});
