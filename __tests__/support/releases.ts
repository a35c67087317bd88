import type { Build, Surroundings } from "./buildspec.ts";

export const REPOSITORY = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/web";
/** Arguments that say where the repository is. */
export const REGISTRY = "--region us-east-1 --registry-id 123456789012";
export const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
export const COMMIT = "5f3c0ffee0123456789abcdef0123456789abcde";
export const PASSWORD = "a-password-of-the-registry";
/** Tag of an image that an earlier build has made. */
export const OLD_TAG = "20250102.030405.0ldc0de5";

/** What `describe-image-scan-findings` prints for counts of findings; ECR leaves out a severity that has none. */
export const findings = (
  counts: Partial<Record<"CRITICAL" | "HIGH" | "MEDIUM" | "LOW", number>>,
  status = "COMPLETE",
  description = "None",
) => {
  const levels = ["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const;
  return [status, ...levels.map((level) => counts[level] ?? "None"), description].join("\t");
};

/** A commit of which a new image is built. */
export const aCommit: Surroundings = {
  variables: {
    REPOSITORY_URI: REPOSITORY,
    IMAGE_TAG: "new",
    CODEBUILD_RESOLVED_SOURCE_VERSION: COMMIT,
  },
  source: { Dockerfile: "FROM scratch\n" },
  answers: {
    "aws ecr get-login-password": PASSWORD,
    "docker ": "",
    "aws ecr describe-images ": DIGEST,
  },
};

/** A run of the pipeline for an image that is there. */
export const aHotFix: Surroundings = { ...aCommit, variables: { ...aCommit.variables, IMAGE_TAG: OLD_TAG } };

/** A run of the pipeline that a push to ECR has started: its source action writes this file, and nothing else. */
export const aPush: Surroundings = {
  ...aCommit,
  variables: { ...aCommit.variables, CODEBUILD_RESOLVED_SOURCE_VERSION: DIGEST },
  source: {
    "imageDetail.json": JSON.stringify(
      {
        ImageSizeInBytes: "44728918",
        ImageDigest: DIGEST,
        Version: "1.0",
        ImagePushedAt: "Thu Jan 02 03:04:06 UTC 2025",
        RegistryId: "123456789012",
        RepositoryName: "team/web",
        ImageURI: `${REPOSITORY}@${DIGEST}`,
        ImageTags: [OLD_TAG],
      },
      null,
      4,
    ),
  },
};

/** What the build passes of an image. */
export const built = (image: string) => ({ "imageDetail.json": `${JSON.stringify({ ImageURI: image })}\n` });

/** A release of an image that was built before. */
export const aRelease: Surroundings = {
  variables: {
    REPOSITORY_URI: REPOSITORY,
    CONTAINER_NAME: "web",
    SCAN_FAIL_ON: "HIGH",
    DEFINITIONS_URI: "s3://a-bucket/definitions",
  },
  source: built(`${REPOSITORY}@${DIGEST}`),
  bucket: {
    "shop/taskdef.json": '{"containerDefinitions":[{"name":"web","image":"<IMAGE1_NAME>"}]}',
    "shop/appspec.yaml": "TaskDefinition: <TASK_DEFINITION>\n",
  },
  answers: {
    "sleep ": "",
    "aws ecr describe-images ": `${DIGEST}\t2025-01-02T03:04:06.789000+00:00\t${OLD_TAG}`,
    "aws ecr describe-image-scan-findings ": findings({ MEDIUM: 2, LOW: 7 }),
  },
};

/** The same, with other variables; `undefined` takes one away. */
export function withVariables(surroundings: Surroundings, changes: Record<string, string | undefined>): Surroundings {
  const variables = Object.entries({ ...surroundings.variables, ...changes });
  const set = variables.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...surroundings, variables: Object.fromEntries(set) };
}

/** The same, with other answers. */
export const withAnswers = (surroundings: Surroundings, answers: Surroundings["answers"]): Surroundings => ({
  ...surroundings,
  answers: { ...surroundings.answers, ...answers },
});

/** Calls of a build as one would type them, white space made one blank. */
export const lines = ({ calls }: Build) =>
  calls.map(({ line }) => line.map((word) => word.replace(/\s+/g, " ")).join(" "));

/** Program and command of each call: `aws ecr wait`. */
export const commands = ({ calls }: Build) =>
  calls.map(({ line }) =>
    line
      .slice(0, 3)
      .filter((word) => !/^--|\//.test(word))
      .join(" "),
  );
