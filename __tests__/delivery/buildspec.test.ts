import {
  aCommit,
  aHotFix,
  aPush,
  type Build,
  COMMIT,
  DIGEST,
  OLD_TAG,
  PASSWORD,
  REPOSITORY,
  runBuild,
  withAnswers,
  withVariables,
} from "../support/buildspec.ts";

const IMAGE = `${REPOSITORY}@${DIGEST}`;
const TAG = /^\d{8}\.\d{6}\.[0-9A-Za-z]{1,8}$/;

/** Calls as one would type them, white space made one blank. */
const lines = ({ calls }: Build) => calls.map(({ line }) => line.map((word) => word.replace(/\s+/g, " ")).join(" "));
/** Program and command of each call: `aws ecr wait`. */
const commands = ({ calls }: Build) =>
  calls.map(({ line }) =>
    line
      .slice(0, 3)
      .filter((word) => !/^--|\//.test(word))
      .join(" "),
  );
const release = ({ artifacts }: Build) => JSON.parse(artifacts.DefinitionArtifact?.["release.json"] ?? "null");

const lookUp = (id: string) =>
  `aws ecr describe-images --repository-name team/web --image-ids ${id} ` +
  "--query imageDetails[0].[imageDigest,imagePushedAt,imageTags[0]] --output text";
const COUNTS = ["CRITICAL", "HIGH", "MEDIUM", "LOW"].map((level) => `imageScanFindings.findingSeverityCounts.${level}`);
const SCANNED_AND_DESCRIBED = [
  `aws ecr wait image-scan-complete --repository-name team/web --image-id imageDigest=${DIGEST}`,
  `aws ecr describe-image-scan-findings --repository-name team/web --image-id imageDigest=${DIGEST} ` +
    `--no-paginate --output text --query [ imageScanStatus.status, ${COUNTS.join(", ")}]`,
  expect.stringMatching(/^aws s3 cp --recursive --only-show-errors s3:\/\/a-bucket\/definitions \/\S+$/),
];

describe("a commit", () => {
  const build = runBuild(aCommit);
  const tag = build.exported.RELEASE_TAG ?? "";

  test("becomes an image that is pushed, scanned and described, in that order", () => {
    expect(lines(build)).toEqual([
      "aws ecr get-login-password",
      "docker login --username AWS --password-stdin 123456789012.dkr.ecr.us-east-1.amazonaws.com",
      expect.stringMatching(/^docker build --pull .* \.$/),
      `docker push ${REPOSITORY}:${tag}`,
      lookUp(`imageTag=${tag}`),
      ...SCANNED_AND_DESCRIBED,
    ]);
    expect(build.phases).toEqual([
      ["pre_build", true],
      ["build", true],
      ["post_build", true],
    ]);
  });

  test("gives the tag: date, time and first characters of its hash", () => {
    expect(tag).toMatch(TAG);
    expect(tag).toMatch(/\.5f3c0ffe$/);
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(tag) ?? [];
    expect(Math.abs(Date.parse(`${year}-${month}-${day}`) - Date.now())).toBeLessThan(2 * 86_400_000);
  });

  test("is written into the image, with version and time", () => {
    const line = build.calls[2]?.line ?? [];
    const args = line.filter((_, at) => line[at - 1] === "--build-arg");
    expect(args).toEqual([
      `VERSION=${tag}`,
      `REVISION=${COMMIT}`,
      expect.stringMatching(/^CREATED=[\d-]{10}T[\d:]{8}Z$/),
    ]);
    expect(line.slice(line.indexOf("--tag"))[1]).toBe(`${REPOSITORY}:${tag}`);
  });

  test("is described for both kinds of deployment, by digest", () => {
    expect(Object.keys(build.artifacts)).toEqual(["ImageArtifact", "DefinitionArtifact"]);
    const files = Object.entries(build.artifacts.ImageArtifact ?? {}).map(([name, text]) => [name, JSON.parse(text)]);
    expect(files).toEqual([
      ["imagedefinitions.json", [{ name: "web", imageUri: IMAGE }]],
      ["imageDetail.json", { ImageURI: IMAGE }],
    ]);
    expect(build.exported.RELEASE_IMAGE).toBe(IMAGE);
  });

  test("comes with the definitions as they are in the bucket, and with what it is", () => {
    const { "release.json": _, ...definitions } = build.artifacts.DefinitionArtifact ?? {};
    expect(definitions).toEqual(aCommit.bucket);
    const created = build.calls[2]?.line.find((word) => word.startsWith("CREATED="))?.slice("CREATED=".length);
    expect(release(build)).toEqual({ tag, image: IMAGE, commit: COMMIT, builtAt: created });
  });

  test("is pushed with a password that shows nowhere", () => {
    const login = build.calls.find(({ line }) => line[1] === "login");
    expect(login?.input).toBe(PASSWORD);
    expect(lines(build).join("\n") + build.text + JSON.stringify(build.artifacts)).not.toContain(PASSWORD);
  });

  test("is built also where no tag is asked for", () => {
    expect(lines(runBuild(withVariables(aCommit, { IMAGE_TAG: undefined })))).toHaveLength(8);
  });
});

test.each([
  ["Zx_.9-kLmNoPqRs", "Zx9kLmNo"], // version of an object in S3
  ["arn:x", "arnx"],
  ["", "manual"],
  [undefined, "manual"],
])("source version %s ends the tag as %s", (version, end) => {
  const { exported } = runBuild(withVariables(aCommit, { CODEBUILD_RESOLVED_SOURCE_VERSION: version }));
  expect(exported.RELEASE_TAG).toMatch(TAG);
  expect(exported.RELEASE_TAG?.split(".")[2]).toBe(end);
});

describe("a hot fix", () => {
  const build = runBuild(aHotFix);

  test("looks its image up, and builds nothing", () => {
    expect(lines(build)).toEqual([lookUp(`imageTag=${OLD_TAG}`), ...SCANNED_AND_DESCRIBED]);
  });

  test("is described like a new image, with commit and time of then", () => {
    expect(Object.keys(build.artifacts.ImageArtifact ?? {})).toEqual(["imagedefinitions.json", "imageDetail.json"]);
    expect(build.exported).toEqual({ RELEASE_TAG: OLD_TAG, RELEASE_IMAGE: IMAGE });
    expect(release(build)).toEqual({
      tag: OLD_TAG,
      image: IMAGE,
      commit: "0ldc0de5",
      builtAt: "2025-01-02T03:04:06.789000+00:00",
    });
  });

  test("may have a tag of another form, which names no commit", () => {
    expect(release(runBuild(withVariables(aHotFix, { IMAGE_TAG: "v1.2.3" })))).toMatchObject({
      tag: "v1.2.3",
      commit: "unknown",
    });
  });

  test("goes before the image whose push started the pipeline", () => {
    expect(lines(runBuild(withVariables(aPush, { IMAGE_TAG: "v1" })))[0]).toBe(lookUp("imageTag=v1"));
  });

  test("of a tag that is not there says which, and how to see those that are", () => {
    const missing = "An error occurred (ImageNotFoundException) when calling the DescribeImages operation";
    const { text, phases } = runBuild({
      ...withVariables(aHotFix, { IMAGE_TAG: "20240101.000000.gone" }),
      failures: { 0: missing },
    });
    expect(phases).toEqual([
      ["pre_build", true],
      ["build", false],
      ["post_build", false],
    ]);
    expect(text).toContain(missing);
    expect(text).toContain("release stopped: the build has failed");
    expect(text).toContain("release stopped: no image 20240101.000000.gone can be read in team/web.");
    expect(text).toContain("aws ecr describe-images --repository-name team/web --query");
  });
});

describe("a pushed image", () => {
  const build = runBuild(aPush);

  test("is looked up by its digest, and nothing is built", () => {
    expect(lines(build)).toEqual([lookUp(`imageDigest=${DIGEST}`), ...SCANNED_AND_DESCRIBED]);
  });

  test("is described by the tag that ECR has for it", () => {
    expect(build.exported).toEqual({ RELEASE_TAG: OLD_TAG, RELEASE_IMAGE: IMAGE });
    expect(release(build)).toMatchObject({ tag: OLD_TAG, commit: "0ldc0de5" });
    expect(JSON.parse(build.artifacts.ImageArtifact?.["imageDetail.json"] ?? "")).toEqual({ ImageURI: IMAGE });
  });

  test("may have no tag", () => {
    const answer = `${DIGEST}\t2025-01-02T03:04:06+00:00\tNone`;
    expect(release(runBuild(withAnswers(aPush, { "aws ecr describe-images ": answer })))).toMatchObject({
      tag: "untagged",
      commit: "unknown",
    });
  });

  test.each(["{}", '{"ImageDigest":"sha256:short"}', ""])("that is told as %p is refused", (detail) => {
    const { text, calls, artifacts } = runBuild({ ...aPush, source: { "imageDetail.json": detail } });
    expect(text).toContain("release stopped: imageDetail.json of the source has no ImageDigest");
    expect([calls, artifacts.ImageArtifact?.["imagedefinitions.json"]]).toEqual([[], undefined]);
  });
});

describe("a call that fails", () => {
  const NONE = { ImageArtifact: {}, DefinitionArtifact: {} };

  describe.each([
    ["a commit", aCommit],
    ["a hot fix", aHotFix],
    ["a pushed image", aPush],
  ])("in the release of %s", (_, surroundings) => {
    const all = commands(runBuild(surroundings));

    test.each(all.map((name, place) => [name, place] as const))("%s stops everything after it", (_, place) => {
      const build = runBuild({ ...surroundings, failures: { [place]: "it is broken" } });
      expect(commands(build)).toEqual(all.slice(0, place + 1));
      expect(build.phases.at(-1)).toEqual([expect.any(String), false]);
      expect(build.artifacts).toEqual(NONE);
      expect(build.exported).toEqual({});
      expect(build.text).toContain("it is broken");
    });
  });

  test("leaves nothing of an older release that lies in the source folder", () => {
    const older = { "imagedefinitions.json": "[]", "definitions/release.json": "{}", Dockerfile: "" };
    expect(runBuild({ ...aCommit, source: older, failures: { 2: "" } }).artifacts).toEqual(NONE);
  });
});

describe("a variable", () => {
  test.each([
    ["REPOSITORY_URI", undefined, "is not set: it must be the URI of an ECR repository, without a tag"],
    ["REPOSITORY_URI", "", "is not set: it must be the URI of an ECR repository, without a tag"],
    ["REPOSITORY_URI", `${REPOSITORY}:v1`, `is ${REPOSITORY}:v1: it must be the URI`],
    ["REPOSITORY_URI", '1.example/"', "it must be the URI"],
    ["CONTAINER_NAME", undefined, "is not set: it must be the name of the container that gets the image"],
    ["CONTAINER_NAME", 'web","x":"', 'is web","x":": it must be the name'],
    ["SCAN_FAIL_ON", undefined, "is not set: it must be CRITICAL, HIGH, MEDIUM, LOW or NONE"],
    ["SCAN_FAIL_ON", "high", "is high: it must be CRITICAL, HIGH, MEDIUM, LOW or NONE"],
    ["SCAN_FAIL_ON", "HIGHER", "is HIGHER: it must be CRITICAL"],
    ["DEFINITIONS_URI", "a-bucket/definitions", "is a-bucket/definitions: it must be s3://BUCKET/FOLDER, or empty"],
    ["IMAGE_TAG", '"}', 'is "}: it must be new, or a tag of the repository'],
    ["IMAGE_TAG", "v1\nv2", "it must be new, or a tag of the repository"],
    ["IMAGE_TAG", "x".repeat(129), "it must be new, or a tag of the repository"],
  ])("%s that is %p is refused before anything is called", (name, value, message) => {
    const { text, calls, phases } = runBuild(withVariables(aCommit, { [name]: value }));
    expect(text).toContain(`release stopped: ${name} is `);
    expect(text).toContain(message);
    expect([calls, phases]).toEqual([[], [["pre_build", false]]]);
  });
});

describe("definitions", () => {
  test.each([undefined, ""])("are not fetched where DEFINITIONS_URI is %p", (uri) => {
    const build = runBuild(withVariables(aCommit, { DEFINITIONS_URI: uri }));
    expect(lines(build)).not.toContainEqual(expect.stringContaining("aws s3"));
    expect(Object.keys(build.artifacts.DefinitionArtifact ?? {})).toEqual(["release.json"]);
  });

  test.each([
    ["nothing", {}, "*/taskdef.json"],
    ["a task definition that would keep its image", { "shop/taskdef.json": '{"image":"nginx"}' }, "shop/taskdef.json"],
    ["an escaped placeholder", { "shop/taskdef.json": '{"image":"\\u003cIMAGE1_NAME\\u003e"}' }, "shop/taskdef.json"],
  ])("with %s in the bucket stop the release", (_, bucket, file) => {
    const { text, artifacts } = runBuild({ ...aCommit, bucket });
    expect(text).toContain(`no <IMAGE1_NAME> in ${file} below s3://a-bucket/definitions`);
    expect(artifacts).toEqual({ ImageArtifact: {}, DefinitionArtifact: {} });
  });
});

test.each(["None\tNone\tNone", "sha256:1\t2025-01-02T03:04:06+00:00\tv1", `${DIGEST}\t"\tv1`, ""])(
  "an image that ECR describes as %p is not released",
  (answer) => {
    const { text, phases } = runBuild(withAnswers(aHotFix, { "aws ecr describe-images ": answer }));
    expect(text).toContain(`release stopped: ECR describes imageTag=${OLD_TAG} as: `);
    expect(phases.at(-1)).toEqual(["post_build", false]);
  },
);
