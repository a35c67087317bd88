import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { awsPartition } from "../partition.ts";
import { containersOf } from "./rules/containers.ts";
import type { Service } from "./service.ts";

/**
 * Hosts of registries, for IPv4 and, with `dkr-ecr`, for IPv6 too (ECR user guide, making requests to registries). What they
 * end in is in https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json.
 */
const ECR =
  /^(\d{12})\.dkr(?:\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.(?:com\.cn|com|eu))|-ecr(?:-fips)?\.([a-z0-9-]+)\.(on\.(?:aws|amazonwebservices\.(?:com\.cn|eu))))\/([^:@]+)/;

/** What hosts of registries end in, by partition. */
const ENDINGS = {
  aws: ["amazonaws.com", "on.aws"],
  "aws-cn": ["amazonaws.com.cn", "on.amazonwebservices.com.cn"],
  "aws-eusc": ["amazonaws.eu", "on.amazonwebservices.eu"],
  "aws-us-gov": ["amazonaws.com", "on.aws"],
};

/** The repository of Amazon ECR that an image is in; undefined if it is elsewhere. */
export function ecrRepository(image: string) {
  const [, account, v4, endingOfV4, v6, endingOfV6, name] = ECR.exec(image) ?? [];
  const [region, ending] = [v4 ?? v6, endingOfV4 ?? endingOfV6];
  if (account === undefined || region === undefined || ending === undefined || name === undefined) return undefined;
  return { account, region, name, ending };
}

/** Images of a service, and where they are named. */
export const imagesOf = (service: Service) => [
  ...containersOf(service).map(({ path, container }) => ({ path: [...path, "image"], image: container.image })),
  ...(service.logs.type === "firelens" ? [{ path: ["logs", "image"], image: service.logs.image }] : []),
];

/** ARNs of the repositories of Amazon ECR that a service's images name. */
export function repositoryArnsOf(service: Service): string[] {
  const arns = imagesOf(service).flatMap(({ image }) => {
    const repository = ecrRepository(image);
    if (repository === undefined) return [];
    const { region, account, name } = repository;
    return [`arn:${awsPartition(region)}:ecr:${region}:${account}:repository/${name}`];
  });
  return [...new Set(arns)];
}

/** A role has no rights in another partition (IAM user guide, partitions). */
export function checkImages(service: Service, { region: own }: Parsed): Finding[] {
  return imagesOf(service).flatMap(({ path, image }) => {
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate.html: nothing but the task runs where it does.
    if (service.cluster === "fargate" && /^(localhost|127\.\d+\.\d+\.\d+)(:\d+)?\//.test(image))
      return [{ path, message: "is in a registry of the host itself, and Fargate has none: push it to another" }];
    const repository = ecrRepository(image);
    if (repository === undefined) return [];
    const { region, ending } = repository;
    const [there, here] = [awsPartition(region), awsPartition(own)];
    const endings = ENDINGS[there];
    if (!endings.includes(ending)) {
      const message = `is not in an ECR registry of this partition: in ${region} the host ends in ${endings.join(" or ")}`;
      return [{ path, message }];
    }
    const message = `is in partition ${there}, which ${own} has no access to: copy the image to a registry of partition ${here}`;
    return there === here ? [] : [{ path, message }];
  });
}
