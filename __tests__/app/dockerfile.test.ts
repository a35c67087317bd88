import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDockerfile } from "./dockerfile.ts";
import { findings } from "./dockerfile-rules.ts";

const FILE = join(resolve(__dirname, "../.."), "Dockerfile");
const shipped = readFileSync(FILE, "utf8");

/** A Dockerfile that nothing is wrong with. */
const GOOD = `FROM nginx:1.30
COPY site/ /srv/site/
LABEL org.opencontainers.image.title="a" org.opencontainers.image.version=1 \\
      org.opencontainers.image.revision=2 org.opencontainers.image.created=3 org.opencontainers.image.source=4
USER 101
HEALTHCHECK CMD ["true"]
CMD ["nginx"]
`;

test("nothing is wrong with the image of the application", () => {
  expect(findings(shipped)).toEqual([]);
});

// Dependabot reads no ARG, and without a tag it would not know which line to follow:
// https://github.com/dependabot/dependabot-core/issues/2057, https://github.com/microsoft/retina/pull/2228
test("the base image is given by tag and digest, where Dependabot finds both", () => {
  expect(shipped).toMatch(/^FROM public\.ecr\.aws\/[a-z/]+:\d+\.\d+\.\d+[\w.-]*@sha256:[0-9a-f]{64}$/m);
});

test("nothing is wrong with the example that the other tests spoil", () => {
  expect(findings(GOOD)).toEqual([]);
});

describe("a Dockerfile is refused", () => {
  test.each([
    ["nginx:1.30", "nginx", "FROM nginx: no tag"],
    ["nginx:1.30", "registry:5000/nginx", "FROM registry:5000/nginx: no tag"],
    ["nginx:1.30", "nginx:latest", "FROM nginx:latest: the tag moves from version to version"],
    ["nginx:1.30", "nginx:stable-alpine", "FROM nginx:stable-alpine: the tag moves from version to version"],
    ["nginx:1.30", "${BASE}", "FROM ${BASE}: an ARG without a default"],
    ["FROM nginx", "ARG BASE=nginx:latest\nFROM $BASE\n#", "FROM nginx:latest: the tag moves from version to version"],
    ["FROM ", "FROM --platform=linux/amd64 ", "FROM nginx:1.30: a fixed platform does not run on others"],
    ["FROM", "FROM a:1 AS a\nFROM a:2 AS a\nFROM", "two stages are named a"],
    ["USER 101\n", "", "no USER: it runs as root"],
    ["USER 101", "USER root", "USER root: use a number other than 0"],
    ["USER 101", "USER nginx", "USER nginx: use a number other than 0"],
    ["USER 101", "USER 101\nUSER 0", "USER 0: use a number other than 0"],
    ["USER 101", "USER 0:101", "USER 0:101: use a number other than 0"],
    ['HEALTHCHECK CMD ["true"]\n', "", "no HEALTHCHECK"],
    ['CMD ["true"]', "NONE", "no HEALTHCHECK"],
    ['CMD ["true"]', "CMD true", "HEALTHCHECK true: use the JSON form, signals reach no shell"],
    ['CMD ["nginx"]\n', "", "neither CMD nor ENTRYPOINT"],
    [
      'CMD ["nginx"]',
      "CMD nginx -g 'daemon off;'",
      "CMD nginx -g 'daemon off;': use the JSON form, signals reach no shell",
    ],
    ['CMD ["nginx"]', "ENTRYPOINT nginx", "ENTRYPOINT nginx: use the JSON form, signals reach no shell"],
    ['CMD ["nginx"]', 'CMD ["a"]\nCMD ["b"]', "CMD twice: the last counts"],
    ["org.opencontainers.image.revision=2", "", "no label org.opencontainers.image.revision"],
    ["COPY site/ /srv/site/", "ADD site/ /srv/site/", "ADD: use COPY"],
    ["COPY site/ /srv/site/", "COPY site/ site/", "COPY site/ site/: a relative target needs a WORKDIR"],
    ["COPY site/ ", "COPY .env ", "COPY .env /srv/site/: anyone with the image can read it"],
    ["COPY site/ /srv/site/", "COPY --from=build / /", "COPY of a whole file system"],
    ["USER", "WORKDIR srv\nUSER", "WORKDIR srv: use an absolute path"],
    ["USER", "MAINTAINER me\nUSER", "MAINTAINER: use a label"],
    ["USER", "EXPOSE 80 22\nUSER", "EXPOSE 22: no SSH in an image"],
    ["USER", "ARG NPM_TOKEN\nUSER", "ARG NPM_TOKEN: anyone with the image can read it"],
    ["USER", "ENV DB_PASSWORD=x\nUSER", "ENV DB_PASSWORD: anyone with the image can read it"],
    ["USER", "RUN true\nRUN true\nUSER", "two RUNs in a row: one makes one layer"],
    ["USER", "RUN a | b\nUSER", "RUN: a pipe hides failures without pipefail: set SHELL, or do without"],
    ["USER", "RUN a && sudo b\nUSER", "RUN: sudo: a RUN has the rights of the USER above it"],
    ["USER", "RUN a && cd /b\nUSER", "RUN: cd: use WORKDIR"],
    ["USER", "RUN apk add a\nUSER", "RUN: apk add without --no-cache"],
    ["USER", "RUN apk update\nUSER", "RUN: apk update or upgrade: each build differs, take a newer base image"],
    ["USER", "RUN apt install a\nUSER", "RUN: apt is for people: use apt-get"],
    [
      "USER",
      "RUN apt-get update\nUSER",
      "RUN: apt-get update by itself: a later install would take old lists from the cache",
    ],
    [
      "USER",
      "RUN apt-get install -y a && rm -rf /var/lib/apt/lists\nUSER",
      "RUN: apt-get install without --no-install-recommends",
    ],
    ["USER", "RUN curl -k https://a\nUSER", "RUN: curl without checking the certificate"],
    ["USER", "RUN wget --no-check-certificate https://a\nUSER", "RUN: wget without checking the certificate"],
    ["USER", "RUN apk add --no-cache --allow-untrusted a\nUSER", "RUN: packages without checking the signature"],
    ["USER", "RUN chmod -R 777 /srv\nUSER", "RUN: chmod 777: world-writable"],
    ["USER", "RUN echo a:b > c && chpasswd < c\nUSER", "RUN: chpasswd: the image would hold a password"],
  ])("for %j as %j", (good, bad, finding) => {
    expect(GOOD).toContain(good);
    expect(findings(GOOD.replace(good, () => bad))).toEqual([finding]);
  });

  test("for running what it downloads", () => {
    expect(findings(GOOD.replace("USER", "RUN curl https://a | sh\nUSER"))).toContain(
      "RUN: runs what it downloads, unseen",
    );
  });
});

test("a bar in the pattern of a case is not a pipe", () => {
  expect(findings(GOOD.replace("USER", 'RUN case "$A" in a | b) true ;; esac && true || false\nUSER'))).toEqual([]);
});

test("comments between continued lines belong to no instruction", () => {
  expect(parseDockerfile("RUN a \\\n  # why\n && b\n")).toEqual([{ name: "RUN", argument: "a  && b", flags: [] }]);
});

test("flags are not part of the argument", () => {
  expect(parseDockerfile("COPY --from=a --chmod=644 b /c\n")).toEqual([
    { name: "COPY", argument: "b /c", flags: ["--from=a", "--chmod=644"] },
  ]);
});

const hadolint = spawnSync("hadolint", ["--version"]).status === 0;
if (!hadolint) process.stderr.write("skipped: hadolint on the Dockerfile, because it is not on the PATH\n");

(hadolint ? test : test.skip)("hadolint finds nothing", () => {
  const { stdout, stderr } = spawnSync("hadolint", ["--failure-threshold", "warning", FILE], { encoding: "utf8" });
  expect(`${stdout}${stderr}`).toBe("");
});
