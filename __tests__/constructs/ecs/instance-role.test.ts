import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { InstanceRole, type InstanceRoleProps } from "../../../constructs/ecs/instance-role.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { parse, statements, Template } from "../../support/template.ts";

type Settings = Pick<InstanceRoleProps, "serviceConnect" | "systemsManager">;

const repositoryArn = "arn:aws:ecr:eu-west-1:111122223333:repository/shop";

describe("instances", () => {
  const role = ({ serviceConnect = false, systemsManager = "all" }: Partial<Settings> = {}) =>
    Template.of(
      (scope) =>
        new InstanceRole(scope, "instance", {
          name: "r",
          profileName: "p",
          clusterName: "shop",
          pulled: { repositoryArns: [repositoryArn], cacheArns: [`${repositoryArn}-cache`] },
          logGroupPrefix: "/ecs/shop/",
          systemsManager,
          serviceConnect,
          awsScope,
        }),
    );
  const template = role();
  const policy = statements(template.one(IamRolePolicy).policy);

  test("the agent of Service Connect may ask for its task set", () => {
    const connected = statements(role({ serviceConnect: true }).one(IamRolePolicy).policy);
    expect(connected.Connect).toMatchObject({
      Action: "ecs:Poll",
      Resource: "arn:aws:ecs:eu-west-1:111122223333:task-set/shop/*",
    });
    expect(policy).not.toHaveProperty("Connect");
  });

  test("the old role, with what it may do, goes when the profile has the new one", () => {
    const lifecycles = [template.one(IamRole), template.one(IamRolePolicy), template.one(IamRolePolicyAttachment)];
    for (const { lifecycle } of lifecycles) expect(lifecycle).toEqual({ create_before_destroy: true });
  });

  test("EC2 takes the role through a profile", () => {
    expect(parse(template.one(IamRole).assume_role_policy)).toMatchObject({
      Statement: [{ Principal: { Service: "ec2.amazonaws.com" } }],
    });
    expect(template.one(IamInstanceProfile).name).toBe("p");
  });

  test("they register with their own cluster only", () => {
    expect(policy.Register).toMatchObject({ Resource: "arn:aws:ecs:eu-west-1:111122223333:cluster/shop" });
    expect(policy.Work).toMatchObject({
      Condition: { ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/shop" } },
    });
  });

  test("they pull from the repositories of their tasks", () => {
    expect(policy.EcrPull).toMatchObject({ Resource: repositoryArn });
    expect(policy.PullThroughCache).toMatchObject({ Resource: `${repositoryArn}-cache` });
  });

  test("the agent reads the instance's tags, without which it does not start", () => {
    expect(policy.InstanceTags).toMatchObject({ Action: "ec2:DescribeTags" });
  });

  test.each<[Settings["systemsManager"], sessions: boolean, policies: string[]]>([
    ["none", false, []],
    ["sessions", true, []],
    ["all", false, ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]],
  ])("Systems Manager: %s", (systemsManager, sessions, policies) => {
    const managed = role({ systemsManager });
    expect("Sessions" in statements(managed.one(IamRolePolicy).policy)).toBe(sessions);
    expect(managed.all(IamRolePolicyAttachment).map(({ policy_arn }) => policy_arn)).toEqual(policies);
  });

  test("Session Manager needs no parameters, documents or other instances", () => {
    const { Sessions } = statements(role({ systemsManager: "sessions" }).one(IamRolePolicy).policy);
    expect(Sessions?.Action).toEqual([
      "ssm:UpdateInstanceInformation",
      ...["CreateControl", "CreateData", "OpenControl", "OpenData"].map((what) => `ssmmessages:${what}Channel`),
    ]);
  });
});
