import { type Build, runRelease } from "../support/buildspec.ts";
import {
  aRelease,
  built,
  commands,
  DIGEST,
  lines,
  OLD_TAG,
  REGISTRY,
  REPOSITORY,
  withAnswers,
  withVariables,
} from "../support/releases.ts";

const IMAGE = `${REPOSITORY}@${DIGEST}`;
const NONE = { ImageArtifact: {}, DefinitionArtifact: {} };

const described = ({ artifacts }: Build) => JSON.parse(artifacts.DefinitionArtifact?.["release.json"] ?? "null");
const released = (imageDetail: string) => runRelease({ ...aRelease, source: { "imageDetail.json": imageDetail } });

const lookUp = (id: string) =>
  `aws ecr describe-images ${REGISTRY} --repository-name team/web --image-ids ${id} ` +
  "--query imageDetails[0].[imageDigest,imagePushedAt,imageTags[0]] --output text";
const COUNTS = ["CRITICAL", "HIGH", "MEDIUM", "LOW"].map((level) => `imageScanFindings.findingSeverityCounts.${level}`);

test("a release of an image in another account and region asks there", () => {
  const there = "210987654321.dkr.ecr.eu-central-1.amazonaws.com/team/web";
  const release = runRelease({
    ...withVariables(aRelease, { REPOSITORY_URI: there }),
    source: { "imageDetail.json": JSON.stringify({ ImageURI: `${there}@${DIGEST}` }) },
  });
  const ecrCalls = lines(release).filter((line) => line.startsWith("aws ecr "));
  expect(ecrCalls).toHaveLength(2);
  for (const line of ecrCalls) expect(line).toContain(" --region eu-central-1 --registry-id 210987654321 ");
});

describe("a release", () => {
  const release = runRelease(aRelease);

  test("is looked up, scanned and described, in that order", () => {
    expect(lines(release)).toEqual([
      lookUp(`imageDigest=${DIGEST}`),
      `aws ecr describe-image-scan-findings ${REGISTRY} --repository-name team/web --image-id imageDigest=${DIGEST} ` +
        `--no-paginate --output text --query [ imageScanStatus.status, ${COUNTS.join(", ")}, imageScanStatus.description]`,
      expect.stringMatching(/^aws s3 cp --recursive --only-show-errors s3:\/\/a-bucket\/definitions \/\S+$/),
    ]);
  });

  test("names the image for both kinds of deployment, by digest", () => {
    const files = Object.entries(release.artifacts.ImageArtifact ?? {}).map(([name, text]) => [name, JSON.parse(text)]);
    expect(files).toEqual([
      ["imagedefinitions.json", [{ name: "web", imageUri: IMAGE }]],
      ["imageDetail.json", { ImageURI: IMAGE }],
    ]);
    expect(release.exported).toEqual({ RELEASE_TAG: OLD_TAG, RELEASE_IMAGE: IMAGE });
  });

  test("comes with the definitions as they are in the bucket, and with what it is", () => {
    const { "release.json": _, ...definitions } = release.artifacts.DefinitionArtifact ?? {};
    expect(definitions).toEqual(aRelease.bucket);
    expect(described(release)).toEqual({
      tag: OLD_TAG,
      image: IMAGE,
      commit: "0ldc0de5",
      builtAt: "2025-01-02T03:04:06.789000+00:00",
    });
  });

  test.each([
    ["v1.2.3", "v1.2.3"],
    ["None", "untagged"],
  ])("of an image whose tag in ECR is %s is called %s, and of no commit", (answer, tag) => {
    const answers = { "aws ecr describe-images ": `${DIGEST}\t2025-01-02T03:04:06+00:00\t${answer}` };
    expect(described(runRelease(withAnswers(aRelease, answers)))).toMatchObject({ tag, commit: "unknown" });
  });
});

describe("what a build passes", () => {
  const malicious = {
    "shop/taskdef.json": '{"executionRoleArn":"arn:another","image":"<IMAGE1_NAME>"}',
    "other/appspec.yaml": "TaskDefinition: another",
  };
  const below = (folder: string) =>
    Object.fromEntries(Object.entries(malicious).map(([path, text]) => [`${folder}/${path}`, text]));

  test.each([
    ["at the top", malicious],
    ["where definitions are put", below("release/definitions")],
    ["where definitions are in the artifact", below("definitions")],
    [
      "beside a list of images",
      { "imagedefinitions.json": "[]", "release/image/imagedefinitions.json": '[{"name":"sidecar","imageUri":"x"}]' },
    ],
    ["in a build specification", { "buildspec.yml": "version: 0.2", "buildspec.release.yml": "version: 0.2" }],
  ])("changes nothing but the image: files %s", (_, files) => {
    const { artifacts } = runRelease({ ...aRelease, source: { ...aRelease.source, ...files } });
    expect(artifacts).toEqual(runRelease(aRelease).artifacts);
  });

  test.each([
    ["with blanks", `{ "ImageURI" : "${IMAGE}" }\n`],
    ["on several lines", JSON.stringify({ ImageURI: IMAGE, Version: "1.0" }, null, 2)],
  ])("may be written %s", (_, detail) => {
    expect(released(detail).artifacts).toEqual(runRelease(aRelease).artifacts);
  });

  test("may name the image by its tag, which is looked up once", () => {
    const release = released(JSON.stringify({ ImageURI: `${REPOSITORY}:v1` }));
    expect(lines(release)[0]).toBe(lookUp("imageTag=v1"));
    expect(release.artifacts.ImageArtifact?.["imageDetail.json"]).toBe(built(IMAGE)["imageDetail.json"]);
  });

  test.each([
    ["another repository", `123456789012.dkr.ecr.us-east-1.amazonaws.com/team/webshop@${DIGEST}`],
    ["a repository below", `${REPOSITORY}/other@${DIGEST}`],
    ["another registry", `docker.io/team/web@${DIGEST}`],
    ["a repository whose name only looks alike", `${REPOSITORY.replaceAll(".", "x")}@${DIGEST}`],
    ["no repository", DIGEST],
    ["no image", REPOSITORY],
    ["nothing", ""],
    ["a digest that is too short", `${IMAGE.slice(0, -1)}`],
    ["a digest with more behind it", `${IMAGE}0`],
    ["a digest and JSON", `${IMAGE}\\",\\"command\\":[\\"sh\\"],\\"x\\":\\"`],
    ["a tag and a command", `${REPOSITORY}:v1;id`],
  ])("and names %s is refused before anything is called", (_, image) => {
    const { text, calls, artifacts } = released(`{"ImageURI":"${image}"}`);
    expect(text).toContain("release stopped: the build names the image ");
    expect(text).toContain(`: it must be ${REPOSITORY}@sha256:DIGEST`);
    expect([calls, artifacts]).toEqual([[], NONE]);
  });

  test.each([
    ["is not there", {}, "the build has written no imageDetail.json"],
    ["is empty", { "imageDetail.json": "" }, "imageDetail.json of the build has no ImageURI"],
    ["is not JSON", { "imageDetail.json": IMAGE }, "imageDetail.json of the build has no ImageURI"],
  ])("and %s is refused before anything is called", (_, source, message) => {
    const { text, calls, artifacts } = runRelease({ ...aRelease, source });
    expect(text).toContain(`release stopped: ${message}`);
    expect([calls, artifacts]).toEqual([[], NONE]);
  });
});

describe("a call that fails", () => {
  const all = commands(runRelease(aRelease));

  test.each(all.map((name, place) => [name, place] as const))("%s stops everything after it", (_, place) => {
    const release = runRelease({ ...aRelease, failures: { [place]: "it is broken" } });
    expect(commands(release)).toEqual(all.slice(0, place + 1));
    expect(release.phases.at(-1)).toEqual([expect.any(String), false]);
    expect(release.artifacts).toEqual(NONE);
    expect(release.exported).toEqual({});
    expect(release.text).toContain("it is broken");
  });

  test("leaves nothing that the build has put where the release goes", () => {
    const source = { ...aRelease.source, "release/definitions/shop/taskdef.json": "{}" };
    expect(runRelease({ ...aRelease, source, failures: { 0: "" } }).artifacts).toEqual(NONE);
  });
});

test.each([
  ["REPOSITORY_URI", undefined, "is not set: it must be the URI of an ECR repository, without a tag"],
  ["REPOSITORY_URI", `${REPOSITORY}:v1`, `is ${REPOSITORY}:v1: it must be the URI`],
  ["CONTAINER_NAME", 'web","x":"', 'is web","x":": it must be the name'],
  ["SCAN_FAIL_ON", undefined, "is not set: it must be CRITICAL, HIGH, MEDIUM, LOW or NONE"],
  ["SCAN_FAIL_ON", "high", "is high: it must be CRITICAL, HIGH, MEDIUM, LOW or NONE"],
  ["SCAN_FAIL_ON", "HIGHER", "is HIGHER: it must be CRITICAL"],
  ["DEFINITIONS_URI", "a-bucket/definitions", "is a-bucket/definitions: it must be s3://BUCKET/FOLDER, or empty"],
])("the variable %s that is %p is refused before anything is called", (name, value, message) => {
  const { text, calls, phases } = runRelease(withVariables(aRelease, { [name]: value }));
  expect(text).toContain(`release stopped: ${name} is `);
  expect(text).toContain(message);
  expect([calls, phases]).toEqual([[], [["pre_build", false]]]);
});

test("a release of a pipeline that only builds is checked like any other", () => {
  const { phases } = runRelease(withVariables(aRelease, { CONTAINER_NAME: "", DEFINITIONS_URI: "" }));
  expect(phases.every(([, succeeded]) => succeeded)).toBe(true);
});

describe("definitions", () => {
  test.each([undefined, ""])("are not fetched where DEFINITIONS_URI is %p", (uri) => {
    const release = runRelease(withVariables(aRelease, { DEFINITIONS_URI: uri }));
    expect(lines(release)).not.toContainEqual(expect.stringContaining("aws s3"));
    expect(Object.keys(release.artifacts.DefinitionArtifact ?? {})).toEqual(["release.json"]);
  });

  test.each([
    ["nothing", {}, "*/taskdef.json"],
    ["a task definition that would keep its image", { "shop/taskdef.json": '{"image":"nginx"}' }, "shop/taskdef.json"],
    ["an escaped placeholder", { "shop/taskdef.json": '{"image":"\\u003cIMAGE1_NAME\\u003e"}' }, "shop/taskdef.json"],
  ])("with %s in the bucket stop the release", (_, bucket, file) => {
    const { text, artifacts } = runRelease({ ...aRelease, bucket });
    expect(text).toContain(`no <IMAGE1_NAME> in ${file} below s3://a-bucket/definitions`);
    expect(artifacts).toEqual(NONE);
  });
});

test.each(["None\tNone\tNone", "sha256:1\t2025-01-02T03:04:06+00:00\tv1", `${DIGEST}\t"\tv1`, ""])(
  "an image that ECR describes as %p is not released",
  (answer) => {
    const { text, phases } = runRelease(withAnswers(aRelease, { "aws ecr describe-images ": answer }));
    expect(text).toContain(`release stopped: ECR describes imageDigest=${DIGEST} as: `);
    expect(phases.at(-1)).toEqual(["pre_build", false]);
  },
);
