import { parseFault, takeFault } from "../../../../packages/offline-aws/calls/faults.ts";

test.each([
  ["aws_ecs_service:create=ThrottlingException*2", "aws_ecs_service", "create", "ThrottlingException", 2],
  ["aws_*:*=InternalError", "aws_*", "*", "InternalError", Number.POSITIVE_INFINITY],
  ["data.aws_ssm_parameter:read=ParameterNotFound*1", "data.aws_ssm_parameter", "read", "ParameterNotFound", 1],
  ["aws_vpc:delete=InvalidVpcID.NotFound", "aws_vpc", "delete", "InvalidVpcID.NotFound", Number.POSITIVE_INFINITY],
])("%s is read", (text, type, operation, code, left) => {
  expect(parseFault(text)).toEqual({ type, operation, code, left });
});

test.each([
  ["aws_ecs_service", "must be TYPE:OPERATION=CODE or TYPE:OPERATION=CODE*COUNT"],
  ["aws_ecs_service:create", "must be TYPE:OPERATION=CODE"],
  ["aws_ecs_service:make=X", "unknown operation make: must be one of create, read, update, delete, *"],
  ["aws_ecs_service:create=X*0", "the count must be 1 or more"],
  ["aws_ecs_service:create=X*many", "must be TYPE:OPERATION=CODE"],
])("%s is refused", (text, problem) => {
  expect(() => parseFault(text)).toThrow(`--fail ${text}: ${problem}`);
});

test("a fault answers as many calls as it says, of its types and operation", () => {
  const faults = [parseFault("aws_ecs_*:create=X*2"), parseFault("aws_vpc:*=Y")];
  const take = (type: string, operation: "create" | "read") => takeFault(faults, { type, operation })?.code;
  expect(take("aws_ecs_service", "read")).toBeUndefined();
  expect(take("aws_ecs_service", "create")).toBe("X");
  expect(take("aws_ecs_cluster", "create")).toBe("X");
  expect(take("aws_ecs_cluster", "create")).toBeUndefined();
  expect([take("aws_vpc", "read"), take("aws_vpc", "create"), take("aws_vpc_endpoint", "read")]).toEqual([
    "Y",
    "Y",
    undefined,
  ]);
});
