import type { Config } from "../../config/config.ts";
import { connectionArn, may, type Role, rolesOf } from "../support/iam.ts";
import type { Asked } from "../support/iam-policy.ts";
import { demo, showcase } from "../support/outputs.ts";

/*
 * What each role of the delivery is for, in the words of the API, and what it must not do. Sources: CodePipeline user
 * guide, add permissions to the service role; CodeBuild user guide, service role and use with a VPC; ECS and CodeDeploy
 * in the Service Authorization Reference.
 */
interface Permissions {
  readonly of: Role;
  readonly allowed: readonly Asked[];
  readonly denied: readonly Asked[];
}

/** Writes ARNs of an environment. */
const arnsOf = (region: string) => ({
  arn: (service: string, resource: string) => `arn:aws:${service}:${region}:123456789012:${resource}`,
  role: (name: string) => `arn:aws:iam::123456789012:role/${name}`,
});

const roleOf = (config: Config, name: string): Role => {
  const role = rolesOf(config).get(name);
  if (role === undefined) throw new Error(`no role ${name}`);
  return role;
};

const handedTo = (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` });
const ATTACHED = { "ecs:CreateAction": "RegisterTaskDefinition" };

/** The demo: CodeCommit, a service that ECS deploys, and one that CodeDeploy does. */
function ofDemo(): Record<string, Permissions> {
  const { arn, role } = arnsOf("us-east-1");
  const roles = rolesOf(demo);
  const of = (name: string) => roles.get(name) as Role;
  const bucket = "arn:aws:s3:::ecs-demo-artifacts-123456789012-us-east-1";
  const artifact = `${bucket}/ecs-demo-cicd-CodePi/SourceArti/abcdefg`;
  const source = arn("codecommit", "ecs-cicd-demo-repo");
  const otherSource = arn("codecommit", "ecs-cicd-demo-repo-2");
  const images = arn("ecr", "repository/ecs-demo-cicd-repo");
  const otherImages = arn("ecr", "repository/ecs-demo-cicd-repo-2");
  const project = arn("codebuild", "project/ecs-cicd-demo-codebuild");
  const releaseProject = arn("codebuild", "project/ecs-demo-release");
  const deployProject = arn("codebuild", "project/ecs-demo-deploy");
  const logs = (name: string) => arn("logs", `log-group:/aws/codebuild/${name}:log-stream:1`);
  const service = (name: string, cluster = "ecs-demo-fargate") => arn("ecs", `service/${cluster}/${name}`);
  const group = (name: string) => arn("codedeploy", `deploymentgroup:ecs-demo-codedeploy/${name}`);
  const definition = (service: string) => arn("ecs", `task-definition/${service}-task-def:7`);
  const history = (kind: string, name: string) => arn("ecs", `service-${kind}/ecs-demo-fargate/${name}/0123`);
  return {
    "pipeline of the demo": {
      of: of("ecs-demo-pipeline-role"),
      allowed: [
        // source
        ["codecommit:GetBranch", source],
        ["codecommit:GetCommit", source],
        ["codecommit:UploadArchive", source],
        ["codecommit:GetUploadArchiveStatus", source],
        ["codecommit:CancelUploadArchive", source],
        // artifacts
        ["s3:PutObject", artifact],
        ["s3:GetObject", artifact],
        ["s3:GetObjectVersion", artifact],
        ["s3:GetBucketVersioning", bucket],
        // build
        ["codebuild:StartBuild", project],
        ["codebuild:BatchGetBuilds", project],
        ["codebuild:StartBuild", releaseProject],
        ["codebuild:BatchGetBuilds", releaseProject],
        ["codebuild:StartBuild", deployProject],
        ["codebuild:BatchGetBuilds", deployProject],
        // deployment by CodeDeploy
        ["codedeploy:CreateDeployment", group("ecs-demo-service-blue-green")],
        ["codedeploy:GetDeployment", group("ecs-demo-service-blue-green")],
        ["codedeploy:GetApplication", arn("codedeploy", "application:ecs-demo-codedeploy")],
        ["codedeploy:GetApplicationRevision", arn("codedeploy", "application:ecs-demo-codedeploy")],
        ["codedeploy:RegisterApplicationRevision", arn("codedeploy", "application:ecs-demo-codedeploy")],
        ["codedeploy:GetDeploymentConfig", arn("codedeploy", "deploymentconfig:ecs-demo-service-blue-green")],
        ["ecs:DescribeTaskDefinition"],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service-blue-green"), { "ecs:privileged": "false" }],
        ["ecs:TagResource", definition("ecs-demo-service-blue-green"), ATTACHED],
        ["iam:PassRole", role("ecs-demo-service-blue-green-task-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("ecs-demo-service-blue-green-tasks-execution-role"), handedTo("ecs-tasks")],
      ],
      denied: [
        ["codecommit:UploadArchive", otherSource],
        ["codecommit:GitPush", source],
        ["codecommit:DeleteBranch", source],
        ["s3:GetObject", "arn:aws:s3:::ecs-demo-artifacts-123456789012-us-east-1-2/a"],
        ["s3:DeleteObject", artifact],
        ["s3:PutBucketPolicy", bucket],
        ["codebuild:StartBuild", arn("codebuild", "project/ecs-cicd-demo-codebuild-2")],
        ["codebuild:UpdateProject", project],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service-blue-green"), { "ecs:privileged": "true" }],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service")],
        ["ecs:UpdateService", service("ecs-demo-service")], // the build's
        ["ecs:UpdateService", service("ecs-demo-service-blue-green")], // CodeDeploy's
        ["ecs:RunTask", definition("ecs-demo-service")],
        ["ecs:ExecuteCommand", arn("ecs", "task/ecs-demo-fargate/0123")],
        ["ecs:TagResource", definition("ecs-demo-service-blue-green")],
        ["ecs:TagResource", definition("ecs-demo-service"), ATTACHED],
        ["ecs:DeregisterTaskDefinition"],
        ["ecs:ListTasks"],
        ["iam:PassRole", role("ecs-demo-service-blue-green-task-role"), handedTo("lambda")],
        ["iam:PassRole", role("ecs-demo-service-blue-green-task-role")],
        ["iam:PassRole", role("ecs-demo-service-task-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("ecs-demo-fargate-service-task-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("ecs-demo-fargate-service-tasks-execution-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("ecs-demo-task-execution-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("ecs-demo-pipeline-role"), handedTo("ecs-tasks")],
        ["codedeploy:CreateDeployment", group("ecs-demo-service")],
        ["codedeploy:UpdateDeploymentGroup", group("ecs-demo-service-blue-green")],
        ["codeconnections:UseConnection", arn("codeconnections", "connection/1")],
        ["sts:AssumeRole", role("ecs-demo-asg-role")],
        ["ecr:PutImage", images],
      ],
    },
    "build of the demo": {
      of: of("iam-role-ecs-cicd-demo-codebuild"),
      allowed: [
        ["logs:CreateLogStream", logs("ecs-cicd-demo-codebuild")],
        ["logs:PutLogEvents", logs("ecs-cicd-demo-codebuild")],
        ["s3:GetObject", artifact],
        ["s3:GetObjectVersion", artifact],
        ["codecommit:GitPull", source],
        // docker login, build and push
        ["ecr:GetAuthorizationToken"],
        ["ecr:BatchCheckLayerAvailability", images],
        ["ecr:InitiateLayerUpload", images],
        ["ecr:UploadLayerPart", images],
        ["ecr:CompleteLayerUpload", images],
        ["ecr:PutImage", images],
        // which image it is, and the result
        ["ecr:DescribeImages", images],
        ["s3:PutObject", `${bucket}/ecs-demo-cicd-CodePi/BuildArtif/hijklmn`],
      ],
      denied: [
        ["logs:PutLogEvents", logs("ecs-cicd-demo-codebuild-2")],
        ["logs:CreateLogGroup", arn("logs", "log-group:/aws/codebuild/ecs-cicd-demo-codebuild")],
        ["logs:DeleteLogGroup", arn("logs", "log-group:/aws/codebuild/ecs-cicd-demo-codebuild")],
        ["s3:GetObject", "arn:aws:s3:::another-owner/a"],
        ["s3:DeleteObject", artifact],
        ["s3:ListAllMyBuckets"],
        // what decides how the image is run
        ["s3:PutObject", artifact],
        ["s3:PutObject", `${bucket}/ecs-demo-cicd-CodePi/ImageArtif/hijklmn`],
        ["s3:PutObject", `${bucket}/ecs-demo-cicd-CodePi/Definition/hijklmn`],
        ["s3:PutObject", `${bucket}/definitions/ecs-demo-service-blue-green/taskdef.json`],
        ["s3:GetObject", `${bucket}/definitions/ecs-demo-service-blue-green/taskdef.json`],
        ["s3:ListBucket", bucket, { "s3:prefix": "" }],
        ["codecommit:GitPull", otherSource],
        ["codecommit:GitPush", source],
        ["ecr:PutImage", otherImages],
        ["ecr:DescribeImages", otherImages],
        ["ecr:BatchDeleteImage", images],
        ["ecr:DeleteRepository", images],
        ["ecr:SetRepositoryPolicy", images],
        ["ec2:CreateNetworkInterface", arn("ec2", "subnet/subnet-1")],
        ["codebuild:CreateReport", arn("codebuild", "report-group/ecs-cicd-demo-codebuild-unit")],
        ["codepipeline:StartPipelineExecution", arn("codepipeline", "ecs-demo-cicd-CodePipeline")],
        ["codebuild:StartBuild", project],
        ["ecs:UpdateService", service("ecs-demo-service")],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service")],
        ["iam:PassRole", role("ecs-demo-service-task-role"), handedTo("ecs-tasks")],
        ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:any-AbCdEf")],
        ["sts:AssumeRole", role("ecs-demo-pipeline-role")],
      ],
    },
    "release of the demo": {
      of: of("ecs-demo-release-role"),
      allowed: [
        ["logs:CreateLogStream", logs("ecs-demo-release")],
        ["logs:PutLogEvents", logs("ecs-demo-release")],
        // what the build passes, and the result
        ["s3:GetObject", `${bucket}/ecs-demo-cicd-CodePi/BuildArtif/hijklmn`],
        ["s3:GetObjectVersion", `${bucket}/ecs-demo-cicd-CodePi/BuildArtif/hijklmn`],
        ["s3:PutObject", `${bucket}/ecs-demo-cicd-CodePi/ImageArtif/hijklmn`],
        ["s3:PutObject", `${bucket}/ecs-demo-cicd-CodePi/Definition/hijklmn`],
        // which image it is, and the gate
        ["ecr:DescribeImages", images],
        ["ecr:DescribeImageScanFindings", images],
        // definitions, fetched with aws s3 cp --recursive
        ["s3:ListBucket", bucket, { "s3:prefix": "definitions/" }],
        ["s3:GetObject", `${bucket}/definitions/ecs-demo-service/taskdef.json`],
      ],
      denied: [
        ["s3:PutObject", artifact],
        ["s3:PutObject", `${bucket}/definitions/ecs-demo-service/taskdef.json`],
        ["s3:DeleteObject", `${bucket}/ecs-demo-cicd-CodePi/Definition/hijklmn`],
        ["s3:ListBucket", bucket, { "s3:prefix": "ecs-demo-cicd-CodePi/" }],
        ["s3:ListBucket", bucket],
        ["ecr:DescribeImages", otherImages],
        ["ecr:PutImage", images],
        ["logs:PutLogEvents", logs("ecs-cicd-demo-codebuild")],
        ["codecommit:GitPull", source],
        ["ecs:UpdateService", service("ecs-demo-service")],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service")],
        ["iam:PassRole", role("ecs-demo-service-task-role"), handedTo("ecs-tasks")],
        ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:any-AbCdEf")],
      ],
    },
    "deployment of the demo": {
      of: of("ecs-demo-deploy-project-role"),
      allowed: [
        ["logs:CreateLogStream", logs("ecs-demo-deploy")],
        ["logs:PutLogEvents", logs("ecs-demo-deploy")],
        // the release
        ["s3:GetObject", `${bucket}/ecs-demo-cicd-CodePi/Definition/hijklmn`],
        ["s3:GetObjectVersion", `${bucket}/ecs-demo-cicd-CodePi/Definition/hijklmn`],
        // a revision of it, and the service that gets it
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service")],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service"), { "ecs:privileged": "false" }],
        ["ecs:TagResource", definition("ecs-demo-service"), ATTACHED],
        ["iam:PassRole", role("ecs-demo-service-tasks-execution-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("ecs-demo-service-task-role"), handedTo("ecs-tasks")],
        ["ecs:UpdateService", service("ecs-demo-service")],
        // what becomes of it
        ["ecs:DescribeServices", service("ecs-demo-service")],
        ["ecs:ListServiceDeployments", service("ecs-demo-service")],
        ["ecs:DescribeServiceDeployments", history("deployment", "ecs-demo-service")],
        ["ecs:DescribeServiceRevisions", history("revision", "ecs-demo-service")],
      ],
      denied: [
        ["s3:GetObject", `${bucket}/ecs-demo-cicd-CodePi/BuildArtif/hijklmn`],
        ["s3:GetObject", `${bucket}/definitions/ecs-demo-service/taskdef.json`],
        ["s3:PutObject", `${bucket}/ecs-demo-cicd-CodePi/Definition/hijklmn`],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-service"), { "ecs:privileged": "true" }],
        ["ecs:RegisterTaskDefinition", definition("ecs-demo-fargate-service")],
        ["ecs:UpdateService", service("ecs-demo-fargate-service")], // not delivered
        ["ecs:UpdateService", service("ecs-demo-service-blue-green")], // CodeDeploy's
        ["ecs:UpdateService", service("ecs-demo-service", "ecs-demo-ec2")],
        ["ecs:DescribeServiceDeployments", history("deployment", "ecs-demo-fargate-service")],
        ["ecs:StopServiceDeployment", history("deployment", "ecs-demo-service")],
        ["ecs:DeleteService", service("ecs-demo-service")],
        ["ecs:RunTask", definition("ecs-demo-service")],
        ["ecs:ExecuteCommand", arn("ecs", "task/ecs-demo-fargate/0123")],
        ["ecs:TagResource", definition("ecs-demo-service")],
        ["ecs:TagResource", definition("ecs-demo-fargate-service"), ATTACHED],
        ["ecs:DeregisterTaskDefinition"],
        ["iam:PassRole", role("ecs-demo-service-task-role"), handedTo("lambda")],
        ["iam:PassRole", role("ecs-demo-service-task-role")],
        ["iam:PassRole", role("ecs-demo-service-blue-green-task-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("ecs-demo-pipeline-role"), handedTo("ecs-tasks")],
        ["codedeploy:CreateDeployment", group("ecs-demo-service-blue-green")],
        ["ecr:PutImage", images],
        ["sts:AssumeRole", role("ecs-demo-pipeline-role")],
        ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:any-AbCdEf")],
      ],
    },
    "event rule of the demo": {
      of: of("ecs-demo-pipeline-event-role"),
      allowed: [["codepipeline:StartPipelineExecution", arn("codepipeline", "ecs-demo-cicd-CodePipeline")]],
      denied: [
        ["codepipeline:StartPipelineExecution", arn("codepipeline", "ecs-demo-cicd-CodePipeline-2")],
        ["codepipeline:UpdatePipeline", arn("codepipeline", "ecs-demo-cicd-CodePipeline")],
        ["codepipeline:PutApprovalResult", arn("codepipeline", "ecs-demo-cicd-CodePipeline/Approval/Approval")],
        ["codebuild:StartBuild", project],
      ],
    },
  };
}

/** The showcase: a connection, a build in the VPC, and other environments in both directions. */
function ofShowcase(): Record<string, Permissions> {
  const { arn, role } = arnsOf("eu-central-1");
  const roles = rolesOf(showcase);
  const of = (name: string) => roles.get(name) as Role;
  const connection = connectionArn(showcase, "show-source");
  const service = (name: string) => arn("ecs", `service/show-fargate/${name}`);
  const ofCluster = (name: string) => ({ "ecs:cluster": arn("ecs", `cluster/${name}`) });
  const first = "arn:aws:s3:::first-artifacts-321098765432-eu-central-1";
  const key = (id: string) => `arn:aws:kms:eu-central-1:321098765432:key/${id}`;
  const firstKey = key("11111111-2222-3333-4444-555555555555");
  const firstImages = "arn:aws:ecr:eu-central-1:321098765432:repository/first-repo";
  const elsewhere = "arn:aws:iam::210987654321:role/other-deploy-role";
  const group = (name: string) => arn("codedeploy", `deploymentgroup:show-codedeploy/${name}`);
  const networkInterface = arn("ec2", "network-interface/eni-1");
  const ofBuild = { "ec2:AuthorizedService": "codebuild.amazonaws.com" };
  return {
    "pipeline of the showcase": {
      of: of("show-pipeline-role"),
      allowed: [
        ["codeconnections:UseConnection", connection],
        ["codestar-connections:UseConnection", connection],
        ["codebuild:StartBuild", arn("codebuild", "project/show-codebuild")],
        ["codedeploy:CreateDeployment", group("checkout")],
        ["ecs:TagResource", arn("ecs", "task-definition/show-checkout-task-def:1"), ATTACHED],
        ["iam:PassRole", role("show-checkout-task-role"), handedTo("ecs-tasks")],
        ["sts:AssumeRole", elsewhere],
      ],
      denied: [
        ["codeconnections:UseConnection", connectionArn(showcase, "another")],
        ["codeconnections:PassConnection", connection],
        ["codecommit:GetBranch", arn("codecommit", "show-source")],
        ["ecs:UpdateService", service("search")], // another environment's pipeline deploys it
        ["ecs:UpdateService", service("web")],
        ["codedeploy:CreateDeployment", group("returns")],
        ["iam:PassRole", role("show-search-task-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("show-ecs-role"), handedTo("ecs")],
        ["sts:AssumeRole", "arn:aws:iam::210987654321:role/admin"],
        ["sts:AssumeRole", "arn:aws:iam::999988887777:role/other-deploy-role"],
        ["sts:AssumeRole", role("show-deploy-role")],
      ],
    },
    "build of the showcase": {
      of: of("show-codebuild-role"),
      allowed: [
        // a network interface in the VPC
        ["ec2:DescribeSubnets"],
        ["ec2:DescribeSecurityGroups"],
        ["ec2:DescribeDhcpOptions"],
        ["ec2:DescribeVpcs"],
        ["ec2:DescribeNetworkInterfaces"],
        ["ec2:CreateNetworkInterface", networkInterface],
        ["ec2:CreateNetworkInterface", arn("ec2", "subnet/subnet-1")],
        ["ec2:CreateNetworkInterface", arn("ec2", "security-group/sg-1")],
        ["ec2:CreateNetworkInterfacePermission", networkInterface, ofBuild],
        ["ec2:DeleteNetworkInterface", networkInterface],
        // test reports
        ["codebuild:CreateReportGroup", arn("codebuild", "report-group/show-codebuild-unit")],
        ["codebuild:CreateReport", arn("codebuild", "report-group/show-codebuild-unit")],
        ["codebuild:UpdateReport", arn("codebuild", "report-group/show-codebuild-unit")],
        ["codebuild:BatchPutTestCases", arn("codebuild", "report-group/show-codebuild-unit")],
        ["ecr:PutImage", arn("ecr", "repository/show-repo")],
      ],
      denied: [
        ["ec2:CreateNetworkInterfacePermission", networkInterface, { "ec2:AuthorizedService": "ec2.amazonaws.com" }],
        ["ec2:CreateNetworkInterfacePermission", networkInterface],
        ["ec2:AttachNetworkInterface", networkInterface],
        ["ec2:RunInstances", arn("ec2", "instance/*")],
        ["ec2:AuthorizeSecurityGroupIngress", arn("ec2", "security-group/sg-1")],
        ["codebuild:CreateReport", arn("codebuild", "report-group/another-unit")],
        ["codebuild:DeleteReportGroup", arn("codebuild", "report-group/show-codebuild-unit")],
        ["codecommit:GitPull", arn("codecommit", "show-source")],
        ["codeconnections:UseConnection", connection],
        ["sts:AssumeRole", elsewhere],
      ],
    },
    "another environment's pipeline in the showcase": {
      of: of("show-deploy-role"),
      allowed: [
        ["s3:GetObject", `${first}/first-pipeline/ImageArtif/abcdefg`],
        ["s3:GetObjectVersion", `${first}/first-pipeline/ImageArtif/abcdefg`],
        ["s3:GetBucketLocation", first],
        ["kms:Decrypt", firstKey],
        ["kms:DescribeKey", firstKey],
        ["ecs:DescribeServices", service("search")],
        ["ecs:UpdateService", service("search")],
        ["ecs:DescribeTaskDefinition"],
        ["ecs:RegisterTaskDefinition", arn("ecs", "task-definition/show-search-task-def:1")],
        ["ecs:TagResource", arn("ecs", "task-definition/show-search-task-def:1"), ATTACHED],
        ["ecs:ListTasks", "*", ofCluster("show-fargate")],
        ["ecs:DescribeTasks", arn("ecs", "task/show-fargate/0123")],
        ["iam:PassRole", role("show-search-task-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("show-search-tasks-execution-role"), handedTo("ecs-tasks")],
      ],
      denied: [
        ["s3:PutObject", `${first}/first-pipeline/ImageArtif/abcdefg`],
        ["s3:GetObject", "arn:aws:s3:::show-artifacts-123456789012-eu-central-1/a"],
        ["kms:Decrypt", key("99999999-2222-3333-4444-555555555555")],
        ["kms:Encrypt", firstKey],
        ["ecs:RegisterTaskDefinition", arn("ecs", "task-definition/show-cart-task-def:1")],
        ["ecs:UpdateService", service("cart")],
        ["ecs:DeleteService", service("search")],
        ["ecs:ListTasks", "*", ofCluster("show-ec2")],
        ["iam:PassRole", role("show-cart-task-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("show-web-tasks-execution-role"), handedTo("ecs-tasks")],
        ["iam:PassRole", role("show-search-task-role"), handedTo("ec2")],
        ["codedeploy:CreateDeployment", group("checkout")],
        ["ecr:PutImage", firstImages],
        ["codebuild:StartBuild", arn("codebuild", "project/show-codebuild")],
        ["sts:AssumeRole", role("show-pipeline-role")],
      ],
    },
  };
}

/** An image that is pushed elsewhere, and a zip file. */
function ofOtherSources(): Record<string, Permissions> {
  const { arn } = arnsOf("us-east-1");
  const from = (source: NonNullable<Config["delivery"]>["source"]): Config => ({
    ...demo,
    delivery: { ...demo.delivery, source },
  });
  const pushed = from({ type: "ecr", repositoryName: "team/shop", tag: "stable" });
  const zipped = from({ type: "s3", bucket: "releases", key: "shop/web.zip" });
  const images = arn("ecr", "repository/team/shop");
  const ownImages = arn("ecr", "repository/ecs-demo-cicd-repo");
  return {
    "pipeline of a pushed image": {
      of: roleOf(pushed, "ecs-demo-pipeline-role"),
      allowed: [["ecr:DescribeImages", images]],
      denied: [
        ["ecr:DescribeImages", ownImages],
        ["ecr:PutImage", images],
        ["codecommit:GetBranch", arn("codecommit", "ecs-cicd-demo-repo")],
      ],
    },
    "build of a pushed image": {
      of: roleOf(pushed, "iam-role-ecs-cicd-demo-codebuild"),
      allowed: [["ecr:DescribeImages", images]],
      denied: [
        ["ecr:PutImage", images],
        ["ecr:InitiateLayerUpload", images],
        ["ecr:DescribeImages", ownImages],
        ["codecommit:GitPull", arn("codecommit", "ecs-cicd-demo-repo")],
      ],
    },
    "release of a pushed image": {
      of: roleOf(pushed, "ecs-demo-release-role"),
      allowed: [
        ["ecr:DescribeImages", images],
        ["ecr:DescribeImageScanFindings", images],
      ],
      denied: [["ecr:DescribeImages", ownImages]],
    },
    "start of tasks with a pushed image": {
      of: roleOf(pushed, "ecs-demo-service-tasks-execution-role"),
      allowed: [
        ["ecr:BatchGetImage", images],
        ["ecr:GetDownloadUrlForLayer", images],
      ],
      denied: [["ecr:PutImage", images]],
    },
    "pipeline of a zip file": {
      of: roleOf(zipped, "ecs-demo-pipeline-role"),
      allowed: [
        ["s3:GetObject", "arn:aws:s3:::releases/shop/web.zip"],
        ["s3:GetObjectVersion", "arn:aws:s3:::releases/shop/web.zip"],
        ["s3:GetBucketVersioning", "arn:aws:s3:::releases"],
        ["s3:GetBucketAcl", "arn:aws:s3:::releases"],
        ["s3:GetBucketLocation", "arn:aws:s3:::releases"],
      ],
      denied: [
        ["s3:GetObject", "arn:aws:s3:::releases/shop/api.zip"],
        ["s3:PutObject", "arn:aws:s3:::releases/shop/web.zip"],
        ["s3:ListBucket", "arn:aws:s3:::releases"],
      ],
    },
  };
}

const ROLES = Object.entries({ ...ofDemo(), ...ofShowcase(), ...ofOtherSources() });
const titled = (asked: readonly Asked[]) => asked.map((each) => [JSON.stringify(each), each] as const);

describe.each(ROLES)("the %s", (_, { of, allowed, denied }) => {
  test.each(titled(allowed))("may %s", (_, asked) => {
    expect(may(of, asked)).toBe(true);
  });

  test.each(titled(denied))("may not %s", (_, asked) => {
    expect(may(of, asked)).toBe(false);
  });

  test("has only policies that are checked here", () => {
    expect(of.awsPolicies).toEqual([]);
  });
});
