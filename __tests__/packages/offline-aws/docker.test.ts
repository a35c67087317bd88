import { join } from "node:path";
import { Cloud } from "../../../packages/offline-aws/cloud/cloud.ts";
import type { ObjectValue } from "../../../packages/offline-aws/protocol/values.ts";
import { Catalog } from "../../../packages/offline-aws/schema/catalog.ts";
import { newFolder } from "../../support/folder.ts";
import { ProviderClient, UNKNOWN } from "../../support/provider.ts";

const catalog = Catalog.of("docker");
const HOST = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
const LOGIN = { registry_auth: [{ address: `https://${HOST}`, username: "AWS", password: "secret" }] };

/** An AWS and a Docker engine that know of each other, as one Terraform has them. */
function together(login: ObjectValue = LOGIN) {
  const cloud = new Cloud(join(newFolder(), "cloud"));
  return { aws: new ProviderClient(cloud), docker: new ProviderClient(cloud, login, "docker") };
}

const engine = () => together().docker;
const build = (more: ObjectValue = {}) => ({ name: "web", build: [{ context: "../..", ...more }] });

describe("schemas", () => {
  const block = (type: string) => catalog.find("resource", type)?.block;

  test("every type can be derived", () => {
    expect([...catalog.resources].filter((type) => block(type) === undefined)).toEqual([]);
    expect(catalog.resources.size).toBeGreaterThan(10);
  });

  test.each([
    ["docker_container", 2],
    ["docker_image", 0],
    ["docker_network", 1],
    ["docker_volume", 1],
  ])("%s has version %i", (type, version) => {
    expect(catalog.find("resource", type)?.version).toBe(version);
  });

  test("the arguments of a build are a set of one, as in the provider", () => {
    expect(block("docker_image")?.blocks.build).toMatchObject({ nesting: "set", max: 1 });
  });

  test("passwords of registries are sensitive", () => {
    const { password } = catalog.provider().block.blocks.registry_auth?.block.attributes ?? {};
    expect(password).toEqual({ type: "string", optional: true, sensitive: true });
  });
});

describe("docker_image", () => {
  test("one that is built has an id, and no digest of a registry yet", () => {
    const image = engine().create("docker_image", build());
    expect(image.image_id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(image).toMatchObject({ id: `${String(image.image_id)}web`, repo_digest: "" });
    expect(image.build).toMatchObject([{ context: "../..", dockerfile: "Dockerfile", remove: true }]);
  });

  test("one that is pulled has the digest of its registry", () => {
    const image = engine().create("docker_image", { name: "public.ecr.aws/nginx/nginx:1.30" });
    expect(image.repo_digest).toMatch(/^public\.ecr\.aws\/nginx\/nginx@sha256:[0-9a-f]{64}$/);
  });

  test.each([
    ["name", { ...build(), name: "other" }],
    ["triggers", { ...build(), triggers: { source: "2" } }],
    ["build", build({ context: "elsewhere" })],
    ["build", build({ build_args: { VERSION: "2" } })],
  ])("another %s is another image", (attributeName, change) => {
    const docker = engine();
    const before = { ...build(), triggers: { source: "1" } };
    const image = docker.create("docker_image", before);
    expect(docker.plan("docker_image", before, image).replace).toEqual([]);
    const { replace } = docker.plan("docker_image", { triggers: { source: "1" }, ...change }, image);
    expect(replace).toEqual([{ steps: [{ attributeName }] }]);
  });

  test("it stays while a container uses it", () => {
    const docker = engine();
    const image = docker.create("docker_image", build());
    const container = docker.create("docker_container", { name: "web", image: image.image_id ?? null });
    expect(docker.destroy("docker_image", image)[0]).toContain('unable to remove repository reference "web"');
    expect(docker.destroy("docker_container", container)).toEqual([]);
    expect(docker.destroy("docker_image", image)).toEqual([]);
    expect(docker.read("docker_image", image)).toBeNull();
  });

  test("one that is kept is forgotten only", () => {
    const docker = engine();
    const image = docker.create("docker_image", { ...build(), keep_locally: true });
    expect(docker.destroy("docker_image", image)).toEqual([]);
    expect(docker.cloud.list("docker_image")).toHaveLength(1);
  });
});

describe("docker_container", () => {
  const ports = (external?: number) => [{ internal: 80, ...(external && { external }) }];

  test("what the engine decides is known afterwards", () => {
    const docker = engine();
    const config = { name: "web", image: "nginx", ports: ports() };
    expect(docker.plan("docker_container", config).planned).toMatchObject({ id: UNKNOWN, network_data: UNKNOWN });
    expect(docker.create("docker_container", config)).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      hostname: expect.stringMatching(/^[0-9a-f]{12}$/),
      network_mode: "bridge",
      ports: [{ internal: 80, external: expect.any(Number), ip: "0.0.0.0", protocol: "tcp" }],
      network_data: [{ network_name: "bridge", ip_address: expect.stringMatching(/^172\.17\.0\.\d+$/) }],
    });
  });

  test("the same configuration changes nothing", () => {
    const docker = engine();
    const config = {
      name: "web",
      image: "nginx",
      ports: ports(8080),
      tmpfs: { "/tmp": "size=16m" },
      healthcheck: [{ test: ["CMD", "true"], interval: "2s" }],
      labels: [{ label: "of", value: "preview" }],
    };
    const container = docker.create("docker_container", config);
    const { planned, replace } = docker.plan("docker_container", config, container);
    expect(planned).toEqual(container);
    expect(replace).toEqual([]);
  });

  test("another port is another container", () => {
    const docker = engine();
    const config = { name: "web", image: "nginx", ports: ports(8080) };
    const container = docker.create("docker_container", config);
    const { replace } = docker.plan("docker_container", { ...config, ports: ports(8081) }, container);
    expect(replace).toEqual([
      { steps: [{ attributeName: "ports" }, { elementKeyInt: 0 }, { attributeName: "external" }] },
    ]);
  });

  test.each([
    ["a name that is taken", { name: "web", image: "nginx" }, 'The container name "/web" is already in use'],
    ["a port that is taken", { name: "b", image: "nginx", ports: ports(8080) }, "Bind for 0.0.0.0:8080 failed"],
    ["an image that is not there", { name: "b", image: "sha256:00" }, "unable to find or pull image sha256:00"],
    [
      "a network that is not there",
      { name: "b", image: "nginx", networks_advanced: [{ name: "lan" }] },
      "Unable to connect to network 'lan'",
    ],
  ])("%s is refused, in the provider's words", (_, config, message) => {
    const docker = engine();
    docker.create("docker_container", { name: "web", image: "nginx", ports: ports(8080) });
    const [error = ""] = docker.apply("docker_container", config).errors;
    expect(error).toContain(message);
    expect(error).not.toContain("RequestID");
  });
});

describe("docker_registry_image", () => {
  const NAME = `${HOST}/shop:first`;

  /** A repository, and an image that is built for it. */
  function withImage({ login = LOGIN, ...repository }: { login?: ObjectValue } & ObjectValue = {}) {
    const { aws, docker } = together(login as ObjectValue);
    const ecr = aws.create("aws_ecr_repository", { name: "shop", image_tag_mutability: "IMMUTABLE", ...repository });
    const image = docker.create("docker_image", { ...build(), name: NAME });
    return { aws, docker, ecr, image };
  }

  test("it is pushed, and known by its digest", () => {
    const pushed = withImage().docker.create("docker_registry_image", { name: NAME });
    expect(pushed.sha256_digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(pushed).toMatchObject({ id: pushed.sha256_digest, keep_remotely: false });
  });

  test("an image that a tag names is pushed too", () => {
    const { docker } = withImage();
    docker.create("docker_tag", { source_image: NAME, target_image: `${HOST}/shop:second` });
    const name = (tag: string) => ({ name: `${HOST}/shop:${tag}` });
    expect(docker.create("docker_registry_image", name("second")).sha256_digest).toBe(
      docker.create("docker_registry_image", name("first")).sha256_digest,
    );
  });

  test.each([
    ["without a login", { login: {} }, NAME, `no auth config found for registry ${HOST}`],
    ["without the image", {}, `${HOST}/shop:other`, "An image does not exist locally with the tag"],
  ])("%s it is refused", (_, given, name, message) => {
    expect(withImage(given).docker.apply("docker_registry_image", { name }).errors[0]).toContain(message);
  });

  test("a repository that is not there is refused", () => {
    const { docker } = together();
    docker.create("docker_image", { ...build(), name: NAME });
    expect(docker.apply("docker_registry_image", { name: NAME }).errors[0]).toContain(
      "name unknown: The repository with name 'shop' does not exist in the registry with id '123456789012'",
    );
  });

  test.each([
    ["IMMUTABLE", /tag invalid: The image tag 'first' already exists/],
    ["MUTABLE", /^$/],
  ])("another image under the same tag, in a repository that is %s", (image_tag_mutability, expected) => {
    const { docker, image } = withImage({ image_tag_mutability });
    const pushed = docker.create("docker_registry_image", { name: NAME, keep_remotely: true });
    docker.destroy("docker_registry_image", pushed);
    docker.destroy("docker_image", image);
    docker.create("docker_image", { ...build({ target: "other" }), name: NAME });
    expect(docker.apply("docker_registry_image", { name: NAME }).errors.join()).toMatch(expected);
  });

  test("one that is kept remotely keeps its repository, unless that is forced", () => {
    const { aws, docker, ecr } = withImage();
    const pushed = docker.create("docker_registry_image", { name: NAME, keep_remotely: true });
    expect(docker.destroy("docker_registry_image", pushed)).toEqual([]);
    expect(aws.destroy("aws_ecr_repository", ecr)[0]).toContain("RepositoryNotEmptyException");
    const { state } = aws.apply("aws_ecr_repository", { name: "shop", force_delete: true }, ecr);
    expect(aws.destroy("aws_ecr_repository", state)).toEqual([]);
    expect(aws.cloud.list("docker_registry_image")).toEqual([]);
  });
});

test("a network is there for containers until the last of them is gone", () => {
  const docker = engine();
  const network = docker.create("docker_network", { name: "lan" });
  expect(network).toMatchObject({ driver: "bridge", scope: "local", ipam_driver: "default" });
  const container = docker.create("docker_container", {
    name: "web",
    image: "nginx",
    networks_advanced: [{ name: "lan" }],
  });
  expect(docker.destroy("docker_network", network)[0]).toContain("network lan has active endpoints");
  docker.destroy("docker_container", container);
  expect(docker.destroy("docker_network", network)).toEqual([]);
});

test("a volume without a name gets one", () => {
  const volume = engine().create("docker_volume", {});
  expect(volume.name).toMatch(/^[0-9a-f]{64}$/);
  expect(volume).toMatchObject({ id: volume.name, mountpoint: `/var/lib/docker/volumes/${String(volume.name)}/_data` });
});
