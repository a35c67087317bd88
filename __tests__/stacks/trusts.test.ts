import { rolesOf } from "../support/iam.ts";
import { demo, showcase, whole } from "../support/outputs.ts";

/*
 * On whose behalf a service may take a role. Which services say so, and how their resources are named, is in their guides
 * (cross-service confused deputy prevention); EC2, ECS itself and Application Auto Scaling are not documented to.
 */
const SAYS_NOTHING = ["application-autoscaling.amazonaws.com", "ec2.amazonaws.com", "ecs.amazonaws.com"];

/** CodePipeline is documented with the account alone. */
const SAYS_ACCOUNT = ["codepipeline.amazonaws.com"];

interface Trust {
  readonly Principal: { readonly Service?: string };
  readonly Condition?: {
    readonly StringEquals?: Readonly<Record<string, string>>;
    readonly ArnLike?: Readonly<Record<string, string | string[]>>;
  };
}

const trusts = Object.entries({ demo, prod: whole("prod"), showcase }).flatMap(([environment, config]) =>
  [...rolesOf(config)].flatMap(([name, { trust }]) => {
    const { Statement } = JSON.parse(trust) as { Statement: Trust[] };
    return Statement.flatMap(({ Principal: { Service: service }, Condition = {} }) =>
      service === undefined ? [] : [{ environment, name, service, Condition, config }],
    );
  }),
);

const ofSources = trusts.filter(({ service }) => !SAYS_NOTHING.includes(service));

test.each(ofSources)(
  "$name of $environment is taken by $service for its own account alone",
  ({ Condition, config }) => {
    expect(Condition.StringEquals).toEqual({ "aws:SourceAccount": config.account });
  },
);

test.each(ofSources.filter(({ service }) => !SAYS_ACCOUNT.includes(service)))(
  "$name of $environment is taken by $service for resources of its account and region alone",
  ({ Condition, config }) => {
    const arns = [Condition.ArnLike?.["aws:SourceArn"] ?? []].flat();
    expect(arns).not.toEqual([]);
    for (const arn of arns) expect(arn).toMatch(new RegExp(`^arn:aws:[a-z]+:${config.region}:${config.account}:`));
  },
);

test.each(["build", "release", "deployProject"] as const)(
  "the role of the project %s is for no other project",
  (kind) => {
    const role = { build: "buildRole", release: "releaseRole", deployProject: "deployProjectRole" } as const;
    const project = { build: "buildProject", release: "releaseProject", deployProject: "deployProject" } as const;
    const found = trusts.find(({ environment, name }) => environment === "demo" && name === demo.names[role[kind]]);
    expect(found?.Condition.ArnLike).toEqual({
      "aws:SourceArn": `arn:aws:codebuild:us-east-1:123456789012:project/${demo.names[project[kind]]}`,
    });
  },
);
