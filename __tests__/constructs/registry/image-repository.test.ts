import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import {
  ImageRepository,
  type ImageRepositoryProps,
  lifecyclePolicy,
} from "../../../constructs/registry/image-repository.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { statements, Template } from "../../support/template.ts";

const repository = (change: Partial<ImageRepositoryProps> = {}) =>
  Template.of(
    (scope) =>
      new ImageRepository(scope, "images", {
        name: "shop",
        registry: { keepImages: 30, untaggedDays: 7, deleteWithImages: false },
        awsScope,
        ...change,
      }),
  );
const template = repository();

test("other accounts pull only where they are named", () => {
  expect(template.all(EcrRepositoryPolicy)).toEqual([]);
  const { policy } = repository({ readerAccounts: ["999988887777"] }).one(EcrRepositoryPolicy);
  const { PullFromOtherAccounts } = statements(policy);
  expect(PullFromOtherAccounts).toMatchObject({
    Principal: { AWS: "arn:aws:iam::999988887777:root" },
    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
  });
  expect(PullFromOtherAccounts).not.toHaveProperty("Resource");
});

test("tags are immutable, images are scanned and encrypted", () => {
  expect(template.one(EcrRepository)).toMatchObject({
    image_tag_mutability: "IMMUTABLE",
    image_scanning_configuration: { scan_on_push: true },
    encryption_configuration: [{ encryption_type: "KMS" }],
    force_delete: false,
  });
});

test("the repository has the lifecycle policy", () => {
  expect(template.one(EcrLifecyclePolicy).policy).toBe(lifecyclePolicy({ keepImages: 30, untaggedDays: 7 }));
});

test("the rule for all images comes last", () => {
  const { rules } = JSON.parse(lifecyclePolicy({ keepImages: 5, untaggedDays: 3 }));
  expect(rules.map(({ rulePriority, selection }: never) => [rulePriority, selection])).toEqual([
    [1, { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 3 }],
    [2, { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 5 }],
  ]);
});
