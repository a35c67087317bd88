/** What is done with a repository of Amazon ECR: roles are allowed to, and so is the policy of one in another account. */

/** Pulling images. */
export const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const;

/** Pushing images (ECR user guide, IAM permissions for pushing an image). */
export const PUSH = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
] as const;

/** What a build looks up of images that are there. */
export const LOOK_UP = ["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"] as const;

/** What a release asks of its image. */
export const ASK_FOR_SCAN = ["ecr:DescribeImageScanFindings", "ecr:DescribeImages"] as const;
