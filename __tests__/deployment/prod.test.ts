import { describeDeployment } from "../support/describe-deployment.ts";

// Revisions of task definitions are kept, to go back to.
describeDeployment("prod", ["aws_ecs_task_definition"]);
