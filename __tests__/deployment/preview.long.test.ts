import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { Cloud } from "../../packages/offline-aws/cloud/cloud.ts";
import { type OfflineAws, startOfflineAws } from "../../packages/offline-aws/start.ts";
import { newFolder } from "../support/folder.ts";
import { describeWithTerraform, type Run, run } from "../support/terraform.ts";

const ROOT = resolve(__dirname, "../..");

jest.setTimeout(60_000);

/** Runs the command with its own folders for what it writes. */
function preview(folder: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> {
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  const folders = { CDKTF_OUTDIR: join(folder, "out", "preview"), LOCAL_STATE_FOLDER: join(folder, "state") };
  const command = ["--import", "tsx", "tools/preview/main.ts", ...args];
  return run(process.execPath, command, { ...inherited, ...folders, ...env }, ROOT);
}

describeWithTerraform("the preview, with the real Terraform and the offline Docker", () => {
  const folder = newFolder();
  const cloud = new Cloud(join(folder, "cloud"));
  let offline: OfflineAws;
  beforeAll(async () => {
    offline = await startOfflineAws({ folder, configuration: [folder], environment: {} });
  });
  afterAll(() => offline.stop());

  const command = (...args: string[]) => preview(folder, offline.environment, ...args);
  const container = () => cloud.list("docker_container").map(({ attributes }) => attributes);

  test("builds the image and runs its container", async () => {
    const { code, text } = await command();
    expect(text).toContain("http://localhost:8080");
    expect(code).toBe(0);
    const [image] = cloud.list("docker_image");
    expect(container()).toEqual([
      expect.objectContaining({
        name: "ecs-pipeline-preview",
        image: image?.attributes.image_id,
        read_only: true,
        ports: [expect.objectContaining({ internal: 80, external: 8080 })],
      }),
    ]);
  });

  test("leaves alone what runs already", async () => {
    const [before] = container();
    expect((await command()).code).toBe(0);
    expect(container()).toEqual([before]);
  });

  test("moves to another port", async () => {
    const { text } = await command("--port", "9090");
    expect(text).toContain("http://localhost:9090");
    expect(container()).toEqual([expect.objectContaining({ ports: [expect.objectContaining({ external: 9090 })] })]);
  });

  test("says what Terraform says where it fails", async () => {
    const [mine] = cloud.list("docker_container");
    const attributes = {
      ...mine?.attributes,
      id: "other",
      name: "other",
      ports: [{ ip: "127.0.0.1", external: 8888 }],
    };
    const other = { type: "docker_container", key: "other", account: "", region: "", attributes };
    cloud.create(other);
    const { code, text } = await command("--port", "8888");
    expect(code).toBe(1);
    expect(text).toContain("Bind for 127.0.0.1:8888 failed: port is already allocated");
    cloud.delete(other.type, other.key);
  });

  test("leaves nothing when it is taken down", async () => {
    expect((await command("--down")).code).toBe(0);
    expect(cloud.types()).toEqual([]);
  });
});

test("where the application answers is shown when it does", async () => {
  const folder = newFolder();
  const terraform = join(folder, "terraform");
  writeFileSync(terraform, "#!/bin/sh\n", { mode: 0o755 });
  const socket = join(folder, "docker.sock");
  const engine = createServer((_, response) => response.end("OK"));
  const application = createServer((_, response) => response.end("hello"));
  await Promise.all([
    new Promise<void>((resolve) => engine.listen(socket, resolve)),
    new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve)),
  ]);
  const { port } = application.address() as AddressInfo;
  const environment = { DOCKER_HOST: `unix://${socket}`, TERRAFORM_BINARY_NAME: terraform };
  const { code, text } = await preview(folder, environment, "--port", String(port));
  for (const server of [engine, application]) server.close();
  expect(text).toContain(`It is at http://localhost:${port}\n`);
  expect(code).toBe(0);
});

test("without a Docker engine it fails with the reason, and writes nothing", async () => {
  const folder = newFolder();
  const { code, text } = await preview(folder, { DOCKER_HOST: "unix:///gone/docker.sock" });
  expect(code).toBe(1);
  expect(text).toMatch(/^preview: no Docker engine answers\. Looked at:\n {2}unix:\/\/\/gone\/docker\.sock/);
  expect([existsSync(join(folder, "out")), existsSync(join(folder, "state"))]).toEqual([false, false]);
});

test("a port that is none is wrong usage", async () => {
  const { code, text } = await preview(newFolder(), {}, "--port", "http");
  expect(code).toBe(2);
  expect(text).toBe("preview: --port http must be a port: use a whole number from 1 to 65535\n");
});

test("help explains", async () => {
  const { code, text } = await preview(newFolder(), {}, "--help");
  expect(code).toBe(0);
  expect(text).toContain("npm run preview -- --down");
});
