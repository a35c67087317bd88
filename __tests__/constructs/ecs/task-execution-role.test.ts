import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { imagePullStatements } from "../../../constructs/ecs/image-pull.ts";
import {
  readStatements,
  TaskExecutionRole,
  type TaskExecutionRoleProps,
} from "../../../constructs/ecs/task-execution-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { parse, statements, Template } from "../../support/template.ts";

const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf";
const OTHER_SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-GhIjKl";
const BARE = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/web.key";
const PARAMETER = "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/token";

const REPOSITORY = "arn:aws:ecr:eu-west-1:111122223333:repository/shop";

const TASKS = { repositoryArns: [REPOSITORY], cacheArns: [], logGroupPrefix: "/ecs/shop-" };

const role = (secretArns: string[] = [], props: Partial<TaskExecutionRoleProps> = {}) =>
  Template.of(
    (scope) =>
      new TaskExecutionRole(scope, "role", {
        name: "execution",
        tasks: TASKS,
        reads: secretArns.map((arn) => ({ arn })),
        awsScope,
        ...props,
      }),
  );

const policy = (secretArns?: string[], props?: Partial<TaskExecutionRoleProps>) =>
  statements(role(secretArns, props).one(IamRolePolicy).policy);

test("ECS takes the role for tasks of the account", () => {
  expect(role().one(IamRole).name).toBe("execution");
  expect(parse(role().one(IamRole).assume_role_policy)).toMatchObject({
    Statement: [
      {
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ],
  });
});

test("only the repository is pulled from", () => {
  expect(policy().EcrPull).toMatchObject({ Resource: REPOSITORY });
});

test("only the services' log groups are written", () => {
  expect(policy().Logs).toMatchObject({
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/shop-*",
  });
});

test("copies of images are made by the first pull, where they are in a cache", () => {
  const pulls = (...cacheArns: string[]) => policy([], { tasks: { ...TASKS, cacheArns } });
  const hub = "arn:aws:ecr:eu-west-1:111122223333:repository/hub/*";
  expect(pulls(hub).PullThroughCache).toMatchObject({
    Action: expect.arrayContaining(["ecr:BatchGetImage", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository"]),
    Resource: hub,
  });
  expect(pulls()).not.toHaveProperty("PullThroughCache");
});

test("who pulls only from a cache logs in too", () => {
  expect(imagePullStatements({ repositoryArns: [], cacheArns: ["arn:a"] }).map(({ sid }) => sid)).toEqual([
    "EcrLogin",
    "PullThroughCache",
  ]);
  expect(imagePullStatements({ repositoryArns: [], cacheArns: [] })).toEqual([]);
});

test.each([
  [undefined, "ECS, to start tasks of no service: pull images, write logs"],
  ["shop", "ECS, to start tasks of shop: pull images, read its secrets, write logs"],
])("the role of %s says what it is for", (serviceName, description) => {
  expect(role([], { serviceName }).one(IamRole).description).toBe(description);
});

test("without secrets none are read", () => {
  expect(Object.keys(policy())).toEqual(["EcrLogin", "EcrPull", "Logs"]);
});

test("secrets that the service names are read", () => {
  expect(policy([SECRET]).Secrets).toMatchObject({ Action: "secretsmanager:GetSecretValue", Resource: SECRET });
});

const read = (sid: string, action: string, ...resources: string[]) => ({ sid, actions: [action], resources });
const secrets = (...resources: string[]) => read("Secrets", "secretsmanager:GetSecretValue", ...resources);
const parameters = (...resources: string[]) => read("Parameters", "ssm:GetParameters", ...resources);

test.each([
  ["nothing", [], []],
  ["a secret", [SECRET], [secrets(SECRET)]],
  ["a member of a secret", [`${SECRET}:password::`], [secrets(SECRET)]],
  ["a version of a secret", [`${SECRET}:password:AWSPREVIOUS:1a2b`], [secrets(SECRET)]],
  ["parts of one secret", [`${SECRET}:user::`, `${SECRET}:password::`, SECRET], [secrets(SECRET)]],
  ["secrets, by name", [SECRET, OTHER_SECRET], [secrets(OTHER_SECRET, SECRET)]],
  ["a secret without its random characters", [BARE], [secrets(`${BARE}-??????`)]],
  ["a member of such a secret", [`${BARE}:password::`], [secrets(`${BARE}-??????`)]],
  ["what may be a name or random", [`${BARE}-secret`], [secrets(`${BARE}-secret`, `${BARE}-secret-??????`)]],
  ["a parameter", [PARAMETER], [parameters(PARAMETER)]],
  ["a parameter twice", [PARAMETER, PARAMETER], [parameters(PARAMETER)]],
  ["both", [PARAMETER, SECRET], [secrets(SECRET), parameters(PARAMETER)]],
  [
    "files",
    ["arn:aws:s3:::shop/b.env", "arn:aws:s3:::shop/a/a.env"],
    [
      read("EnvironmentFiles", "s3:GetObject", "arn:aws:s3:::shop/a/a.env", "arn:aws:s3:::shop/b.env"),
      read("Buckets", "s3:GetBucketLocation", "arn:aws:s3:::shop"),
    ],
  ],
])("who names %s reads exactly that", (_, named, expected) => {
  expect(readStatements(named.map((arn) => ({ arn })))).toEqual(expected);
});

test("keys decrypt only what is read, each in its region", () => {
  const key = (region: string, id: string) => `arn:aws:kms:${region}:111122223333:key/${id}`;
  const statements = readStatements([
    { arn: SECRET, keyArn: key("eu-west-1", "b") },
    { arn: PARAMETER, keyArn: key("eu-west-1", "b") },
    { arn: OTHER_SECRET },
    { arn: "arn:aws:s3:::shop/b.env", keyArn: key("us-east-1", "a") },
  ]);
  expect(statements.at(-1)).toEqual({
    ...read("Keys", "kms:Decrypt", key("eu-west-1", "b"), key("us-east-1", "a")),
    conditions: {
      StringLike: {
        "kms:ViaService": [
          "s3.us-east-1.amazonaws.com*",
          "secretsmanager.eu-west-1.amazonaws.com*",
          "ssm.eu-west-1.amazonaws.com*",
        ],
      },
    },
  });
});
