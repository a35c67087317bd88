/** What an action of CodePipeline takes: keys of its configuration, and the numbers of its artifacts. */
interface ActionType {
  versions: readonly string[];
  required: readonly string[];
  /** Keys besides the required ones; undefined if others may be added. */
  optional?: readonly string[];
  inputs: readonly [number, number];
  outputs: readonly [number, number];
}

const type = (
  required: readonly string[],
  optional: readonly string[] | undefined,
  inputs: readonly [number, number],
  outputs: readonly [number, number],
  versions: readonly string[] = ["1"],
): ActionType => ({ versions, required, ...(optional && { optional }), inputs, outputs });

const NONE = [0, 0] as const;
const ONE = [1, 1] as const;

const BUILD_KEYS = ["PrimarySource", "BatchEnabled", "BuildspecOverride", "CombineArtifacts", "EnvironmentVariables"];

/**
 * Actions by category, owner and provider (https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html,
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-action-artifacts.html).
 */
export const ACTION_TYPES: Readonly<Record<string, ActionType>> = {
  "Source AWS CodeCommit": type(
    ["RepositoryName", "BranchName"],
    ["PollForSourceChanges", "OutputArtifactFormat"],
    NONE,
    ONE,
  ),
  "Source AWS S3": type(
    ["S3Bucket", "S3ObjectKey"],
    ["PollForSourceChanges", "AllowOverrideForS3ObjectKey"],
    NONE,
    ONE,
  ),
  "Source AWS ECR": type(["RepositoryName"], ["ImageTag"], NONE, ONE),
  "Source AWS CodeStarSourceConnection": type(
    ["ConnectionArn", "FullRepositoryId", "BranchName"],
    ["OutputArtifactFormat", "DetectChanges"],
    NONE,
    ONE,
  ),
  "Source ThirdParty GitHub": type(["Owner", "Repo", "Branch", "OAuthToken"], ["PollForSourceChanges"], NONE, ONE),
  "Build AWS CodeBuild": type(["ProjectName"], BUILD_KEYS, [1, 5], [0, 5]),
  "Test AWS CodeBuild": type(["ProjectName"], BUILD_KEYS, [1, 5], [0, 5]),
  "Build AWS ECRBuildAndPublish": type(["ECRRepositoryName"], undefined, [0, 1], [0, 1]),
  "Test AWS DeviceFarm": type([], undefined, ONE, NONE),
  "Deploy AWS CodeDeploy": type(["ApplicationName", "DeploymentGroupName"], [], ONE, NONE),
  "Deploy AWS CodeDeployToECS": type(
    ["ApplicationName", "DeploymentGroupName", "TaskDefinitionTemplateArtifact", "AppSpecTemplateArtifact"],
    [
      "TaskDefinitionTemplatePath",
      "AppSpecTemplatePath",
      ...[1, 2, 3, 4].flatMap((index) => [`Image${index}ArtifactName`, `Image${index}ContainerName`]),
    ],
    [1, 5],
    NONE,
  ),
  "Deploy AWS ECS": type(["ClusterName", "ServiceName"], ["FileName", "DeploymentTimeout"], ONE, NONE),
  "Deploy AWS S3": type(
    ["BucketName", "Extract"],
    ["ObjectKey", "KMSEncryptionKeyARN", "CannedACL", "CacheControl"],
    ONE,
    NONE,
  ),
  "Deploy AWS CloudFormation": type(["ActionMode"], undefined, [0, 10], [0, 1]),
  "Deploy AWS CloudFormationStackSet": type(["StackSetName"], undefined, [1, 10], [0, 1]),
  "Deploy AWS CloudFormationStackInstances": type(["StackSetName"], undefined, [0, 10], [0, 1]),
  "Deploy AWS ElasticBeanstalk": type(["ApplicationName", "EnvironmentName"], [], ONE, NONE),
  "Deploy AWS OpsWorks": type(["Stack", "App"], undefined, ONE, NONE),
  "Deploy AWS ServiceCatalog": type(["ProductId"], undefined, ONE, NONE),
  "Deploy AWS AppConfig": type(
    ["Application", "Environment", "ConfigurationProfile", "InputArtifactConfigurationPath", "DeploymentStrategy"],
    undefined,
    ONE,
    NONE,
  ),
  "Deploy AWS Lambda": type(["FunctionName"], undefined, [0, 1], [0, 1]),
  "Deploy AWS EC2": type([], undefined, ONE, NONE),
  "Deploy AWS EKS": type(["ClusterName"], undefined, [1, 5], NONE),
  "Invoke AWS Lambda": type(["FunctionName"], ["UserParameters"], [0, 5], [0, 5]),
  "Invoke AWS StepFunctions": type(["StateMachineArn"], undefined, [0, 1], [0, 1]),
  "Invoke AWS InspectorScan": type(["InspectorRunMode"], undefined, [0, 1], [0, 1]),
  "Invoke AWS CodePipeline": type(["PipelineName"], undefined, [0, 1], NONE),
  "Approval AWS Manual": type([], ["NotificationArn", "CustomData", "ExternalEntityLink"], NONE, NONE),
  "Compute AWS Commands": type([], undefined, [0, 10], [0, 1]),
};
