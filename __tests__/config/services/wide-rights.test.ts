import { changedEnvironment } from "../../support/mistakes.ts";
import { problems } from "../../support/problems.ts";

const ROLE = "services[0].taskRole";
const problemsOf = (taskRole: object) => problems(changedEnvironment({ [ROLE]: taskRole }));
const statement = (actions: string[], resources: string[], more: object = {}) => ({
  statements: [{ actions, resources, ...more }],
});
const managed = (name: string) => ({ managedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });

const ADMINISTRATORS = [
  "AdministratorAccess",
  "AdministratorAccess-Amplify",
  "IAMFullAccess",
  "PowerUserAccess",
  "AWSOrganizationsFullAccess",
  "AWSSSOMasterAccountAdministrator",
].map((name) => [name, managed(name)] as const);

const ESCALATIONS: [string, object][] = [
  ["every action of IAM", statement(["iam:*"], ["*"])],
  ["every action of IAM, in capital letters", statement(["IAM:*"], ["*"])],
  ["policies of every role", statement(["iam:AttachRolePolicy"], ["*"])],
  ["policies of every role, by a pattern", statement(["iam:Put*"], ["arn:aws:iam::123456789012:role/*"])],
  ["trust of every role of every account", statement(["iam:updateassumerolepolicy"], ["arn:*:iam::*:role/*"])],
  ["keys of every user", statement(["iam:Create?ccessKey"], ["arn:aws:iam::*:user/*"])],
];

test.each([...ADMINISTRATORS, ...ESCALATIONS])("%s is refused, unless it is meant", (_, taskRole) => {
  expect(problemsOf(taskRole)).toEqual([expect.stringContaining("gives the tasks every permission in the account")]);
  expect(problemsOf({ ...taskRole, allowAdministrator: true })).toEqual([]);
});

const ARN = "arn:aws:secretsmanager:us-east-1:123456789012";
const READ = ["secretsmanager:GetSecretValue"];

const ALL_SECRETS: [string, object][] = [
  ["AWS's policy for it", managed("SecretsManagerReadWrite")],
  ["any resource", statement(READ, ["*"])],
  ["every resource of AWS", statement(READ, ["arn:aws:*"])],
  ["every resource of the service", statement(READ, ["arn:aws:secretsmanager:*"])],
  ["every secret", statement(READ, [`${ARN}:secret:*`])],
  ["every secret, by two wildcards", statement(READ, ["arn:aws:secretsmanager:*:*:**"])],
  ["every secret, by its first letter", statement(READ, [`${ARN}:secret:?*`])],
  ["every secret, by its characters behind the name", statement(READ, [`${ARN}:secret:*-??????`])],
  ["every secret, without a colon", statement(READ, [`${ARN}:secret*`])],
  ["every secret of another region", statement(READ, ["arn:aws:secretsmanager:eu-west-1:210987654321:secret:*"])],
  ["every secret, in capital letters", statement(["SecretsManager:GetSecretValue"], ["*"])],
  ["every secret, in small letters", statement(["secretsmanager:getsecretvalue"], ["*"])],
  ["every secret, by a pattern of actions", statement(["secretsmanager:*Value"], ["*"])],
  ["every secret, without a condition", statement(READ, ["*"], { conditions: {} })],
  ["every secret, without a key", statement(READ, ["*"], { conditions: { StringEquals: {} } })],
  [
    "every secret, if the request is encrypted",
    statement(READ, ["*"], { conditions: { Bool: { "aws:SecureTransport": "true" } } }),
  ],
  [
    "every secret, whatever it is called",
    statement(READ, ["*"], { conditions: { StringLike: { "secretsmanager:SecretId": "*" } } }),
  ],
];

test.each(ALL_SECRETS)("%s is refused, unless it is meant", (_, taskRole) => {
  expect(problemsOf(taskRole)).toEqual([expect.stringContaining("lets the tasks read every secret of the account")]);
  expect(problemsOf({ ...taskRole, allowAllSecrets: true })).toEqual([]);
});

test.each<[string, object]>([
  ["another policy of AWS", managed("AmazonS3FullAccess")],
  [
    "a policy of this account of such a name",
    { managedPolicyArns: ["arn:aws:iam::123456789012:policy/IAMFullAccess"] },
  ],
  ["what is read of IAM", statement(["iam:Get*", "iam:List*"], ["*"])],
  ["a role by its name", statement(["iam:PutRolePolicy"], ["arn:aws:iam::123456789012:role/shop-jobs"])],
  ["roles by a prefix", statement(["iam:PutRolePolicy"], ["arn:aws:iam::123456789012:role/shop-*"])],
  ["a secret", statement(READ, [`${ARN}:secret:shop/db-AbCdEf`])],
  ["secrets by a prefix", statement(READ, [`${ARN}:secret:shop/*`])],
  ["secrets by a suffix", statement(READ, [`${ARN}:secret:*/db-??????`])],
  ["names of all secrets", statement(["secretsmanager:ListSecrets", "secretsmanager:DescribeSecret"], ["*"])],
  [
    "secrets with a tag",
    statement(READ, ["*"], { conditions: { StringEquals: { "secretsmanager:ResourceTag/Team": "shop" } } }),
  ],
])("%s is accepted", (_, taskRole) => {
  expect(problemsOf(taskRole)).toEqual([]);
});
