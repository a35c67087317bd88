import { describeDeployment } from "../support/describe-deployment.ts";

// Revisions of task definitions are kept, to go back to.
describeDeployment("prod", ["aws_ecs_task_definition"], ({ cloud, config }) => {
  test("the first image is in the repository, and the delivered service runs it", () => {
    const { account, region, names } = config;
    const image = `${account}.dkr.ecr.${region}.amazonaws.com/${names.imageRepository}:first`;
    expect(cloud.list("docker_registry_image").map(({ attributes }) => attributes.name)).toEqual([image]);
    const definitions = cloud
      .list("aws_ecs_task_definition")
      .filter(({ attributes }) => attributes.family === "ecs-prod-web-task-def")
      .map(({ attributes }) => JSON.parse(String(attributes.container_definitions)));
    expect(definitions).toMatchObject([[{ image }]]);
  });
});
