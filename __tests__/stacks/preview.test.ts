import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Container } from "@cdktf/provider-docker/lib/container";
import { Image } from "@cdktf/provider-docker/lib/image";
import { Testing } from "cdktf";
import { hashFiles, IMAGE_SOURCE } from "../../constructs/docker/source-hash.ts";
import { composePreview } from "../../preview.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { Template } from "../support/template.ts";

const app = Testing.app();
composePreview(app, ".state");
app.synth();
const template = Template.parse(readFileSync(join(app.outdir, "stacks/preview/cdk.tf.json"), "utf8"));
const container = template.one(Container);
const image = template.one(Image);
const dockerfile = readFileSync(resolve(__dirname, "../../Dockerfile"), "utf8");

test("it needs Docker alone, and keeps its state on this machine", () => {
  expect(Object.keys(template.json.provider as object)).toEqual(["docker"]);
  const { backend } = template.json.terraform as { backend: { local: { path: string } } };
  expect(resolve(app.outdir, "stacks/preview", backend.local.path)).toBe(resolve(".state/preview/preview.tfstate"));
});

test("the image is built again when its source changes", () => {
  expect(image.triggers).toEqual({ source: hashFiles(".", IMAGE_SOURCE) });
});

test("the image is built from the project's Dockerfile, from where Terraform runs", () => {
  const { context, dockerfile } = image.build as { context: string; dockerfile: string };
  const folder = join(app.outdir, "stacks/preview");
  expect([resolve(folder, context), resolve(folder, dockerfile)]).toEqual([resolve("."), resolve("Dockerfile")]);
});

test("the image takes the version that it is built with", () => {
  const { build_args } = image.build as { build_args: Record<string, string> };
  for (const name of nonEmpty(Object.keys(build_args))) expect(dockerfile).toMatch(new RegExp(`^ARG ${name}\\b`, "m"));
});

test("the container answers at the port that is asked for, and to this machine only", () => {
  const exposed = Number(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]);
  expect(container.ports).toEqual([{ internal: exposed, external: "${var.port}", ip: "127.0.0.1" }]);
  expect(template.outputs()).toEqual({ url: "http://localhost:${var.port}" });
});

test("the container is hardened, and writes to memory only", () => {
  expect(container).toMatchObject({ read_only: true, tmpfs: { "/tmp": expect.stringContaining("noexec") } });
});

test("the container is healthy when the health check of the image passes", () => {
  const { test: command } = container.healthcheck as { test: string[] };
  expect(dockerfile.replace(/\\\n\s*/g, "")).toContain(
    `CMD [${command
      .slice(1)
      .map((word) => JSON.stringify(word))
      .join(", ")}]`,
  );
  expect(container).toMatchObject({ wait: true });
});

test("it is known by a label", () => {
  expect(container.labels).toEqual([{ label: "ecs-pipeline.stack", value: "preview" }]);
});
