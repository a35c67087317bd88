import { type Build, ONLY_ARTIFACT, runBuild } from "../support/buildspec.ts";
import {
  aCommit,
  aHotFix,
  aPush,
  built,
  COMMIT,
  commands,
  DIGEST,
  lines,
  OLD_TAG,
  PASSWORD,
  REGISTRY,
  REPOSITORY,
  withAnswers,
  withVariables,
} from "../support/releases.ts";

const IMAGE = `${REPOSITORY}@${DIGEST}`;
const TAG = /^\d{8}\.\d{6}\.[0-9A-Za-z]{1,8}$/;

/** The tag that a build has pushed. */
const pushedTag = (build: Build) =>
  /^docker push \S+:(\S+)$/m.exec(lines(build).join("\n"))?.[1] ?? "nothing was pushed";
const handedOver = (build: Build) => build.artifacts[ONLY_ARTIFACT];

const lookUp = (id: string) =>
  `aws ecr describe-images ${REGISTRY} --repository-name team/web --image-ids ${id} ` +
  "--query imageDetails[0].imageDigest --output text";

describe("a commit", () => {
  const build = runBuild(aCommit);
  const tag = pushedTag(build);

  test("becomes an image that is pushed and looked up, in that order", () => {
    expect(lines(build)).toEqual([
      "aws ecr get-login-password --region us-east-1",
      "docker login --username AWS --password-stdin 123456789012.dkr.ecr.us-east-1.amazonaws.com",
      expect.stringMatching(/^docker build --pull .* \.$/),
      `docker push ${REPOSITORY}:${tag}`,
      lookUp(`imageTag=${tag}`),
    ]);
    expect(build.phases).toEqual([
      ["pre_build", true],
      ["build", true],
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

  test("is passed as the name of an image, by digest", () => {
    expect(handedOver(build)).toEqual(built(IMAGE));
  });

  test("is pushed with a password that shows nowhere", () => {
    const login = build.calls.find(({ line }) => line[1] === "login");
    expect(login?.input).toBe(PASSWORD);
    expect(lines(build).join("\n") + build.text + JSON.stringify(build.artifacts)).not.toContain(PASSWORD);
  });

  test("is built even if no tag is asked for", () => {
    expect(lines(runBuild(withVariables(aCommit, { IMAGE_TAG: undefined })))).toHaveLength(5);
  });
});

test.each([
  ["Zx_.9-kLmNoPqRs", "Zx9kLmNo"], // version of an object in S3
  ["arn:x", "arnx"],
  ["", "manual"],
  [undefined, "manual"],
])("source version %s ends the tag as %s", (version, end) => {
  const tag = pushedTag(runBuild(withVariables(aCommit, { CODEBUILD_RESOLVED_SOURCE_VERSION: version })));
  expect(tag).toMatch(TAG);
  expect(tag.split(".")[2]).toBe(end);
});

describe("a hot fix", () => {
  const build = runBuild(aHotFix);

  test("looks its image up, and builds nothing", () => {
    expect(lines(build)).toEqual([lookUp(`imageTag=${OLD_TAG}`)]);
  });

  test("is passed like a new image", () => {
    expect(handedOver(build)).toEqual(built(IMAGE));
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
    ]);
    expect(text).toContain(missing);
    expect(text).toContain("release stopped: no image 20240101.000000.gone can be read in team/web.");
    expect(text).toContain(`aws ecr describe-images ${REGISTRY} --repository-name team/web --query`);
  });
});

test("a repository in another account and region is where the image goes", () => {
  const there = "210987654321.dkr.ecr.eu-central-1.amazonaws.com/team/web";
  const build = runBuild(withVariables(aCommit, { REPOSITORY_URI: there }));
  expect(lines(build)).toEqual([
    "aws ecr get-login-password --region eu-central-1",
    "docker login --username AWS --password-stdin 210987654321.dkr.ecr.eu-central-1.amazonaws.com",
    expect.stringMatching(/^docker build /),
    `docker push ${there}:${pushedTag(build)}`,
    expect.stringMatching(/^aws ecr describe-images --region eu-central-1 --registry-id 210987654321 /),
  ]);
});

describe("a pushed image", () => {
  const build = runBuild(aPush);

  test("is looked up by its digest, and nothing is built", () => {
    expect(lines(build)).toEqual([lookUp(`imageDigest=${DIGEST}`)]);
  });

  test("is passed like a new image, without what else its source says", () => {
    expect(handedOver(build)).toEqual(built(IMAGE));
  });

  test.each(["{}", '{"ImageDigest":"sha256:short"}', ""])("with imageDetail.json %p is refused", (detail) => {
    const { text, calls } = runBuild({ ...aPush, source: { "imageDetail.json": detail } });
    expect(text).toContain("release stopped: imageDetail.json of the source has no ImageDigest");
    expect(calls).toEqual([]);
  });
});

describe("a call that fails", () => {
  describe.each([
    ["a commit", aCommit],
    ["a hot fix", aHotFix],
    ["a pushed image", aPush],
  ])("in the build of %s", (_, surroundings) => {
    const all = commands(runBuild(surroundings));

    test.each(all.map((name, place) => [name, place] as const))("%s stops everything after it", (_, place) => {
      const build = runBuild({ ...surroundings, failures: { [place]: "it is broken" } });
      expect(commands(build)).toEqual(all.slice(0, place + 1));
      expect(build.phases.at(-1)).toEqual([expect.any(String), false]);
      expect(build.text).toContain("it is broken");
    });
  });

  test("leaves nothing of an older release that lies in the source folder", () => {
    const build = runBuild({ ...withVariables(aHotFix, {}), source: built("older"), failures: { 0: "" } });
    expect(handedOver(build)).toEqual({});
  });
});

test.each([
  ["REPOSITORY_URI", undefined, "is not set: it must be the URI of an ECR repository, without a tag"],
  ["REPOSITORY_URI", "", "is not set: it must be the URI of an ECR repository, without a tag"],
  ["REPOSITORY_URI", `${REPOSITORY}:v1`, `is ${REPOSITORY}:v1: it must be the URI`],
  ["REPOSITORY_URI", '1.example/"', "it must be the URI"],
  ["IMAGE_TAG", '"}', 'is "}: it must be new, or a tag of the repository'],
  ["IMAGE_TAG", "v1\nv2", "it must be new, or a tag of the repository"],
  ["IMAGE_TAG", "x".repeat(129), "it must be new, or a tag of the repository"],
])("the variable %s that is %p is refused before anything is called", (name, value, message) => {
  const { text, calls, phases } = runBuild(withVariables(aCommit, { [name]: value }));
  expect(text).toContain(`release stopped: ${name} is `);
  expect(text).toContain(message);
  expect([calls, phases]).toEqual([[], [["pre_build", false]]]);
});

test.each(["None", "sha256:1", `${DIGEST}"`, ""])("an image that ECR describes as %p is not passed", (answer) => {
  const build = runBuild(withAnswers(aHotFix, { "aws ecr describe-images ": answer }));
  expect(build.text).toContain(`release stopped: ECR describes imageTag=${OLD_TAG} as: `);
  expect(handedOver(build)).toEqual({});
});
