import { cloudName, LIMITS, type NameKind } from "../../config/names.ts";

test("a name that fits stays as it is", () => {
  expect(cloudName("loadBalancer", "ecs-demo-fargate")).toBe("ecs-demo-fargate");
});

test("a long name is cut to the limit, with a hash of the whole", () => {
  const name = cloudName("targetGroup", "a-service-with-a-name-that-is-far-too-long");
  expect(name).toBe("a-service-with-a-name-t-d32554d9");
  expect(name).toHaveLength(32);
});

test("long names that begin alike stay apart", () => {
  const long = "x".repeat(40);
  expect(cloudName("role", `${long}${long}-1`)).not.toBe(cloudName("role", `${long}${long}-2`));
});

test.each(Object.keys(LIMITS) as NameKind[])("a shortened name of a %s keeps to its form", (kind) => {
  const start = kind === "managedInstanceRole" ? "ecsInstanceRole-" : "c";
  const name = cloudName(kind, `${start}${"ab-".repeat(200)}`);
  expect(name.length).toBeLessThanOrEqual(LIMITS[kind].most);
  expect(name).toMatch(LIMITS[kind].form);
});

test.each(["aws-shop", "ECS-shop", "fargate1"])(
  "ECS keeps %s for itself as the name of a capacity provider",
  (name) => {
    expect(name).not.toMatch(LIMITS.capacityProvider.form);
  },
);
