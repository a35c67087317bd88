import { join } from "node:path";
import { Cloud } from "../../../../packages/offline-aws/cloud/cloud.ts";
import { cloudBuckets } from "../../../../packages/offline-aws/s3/cloud-buckets.ts";
import { ObjectStore } from "../../../../packages/offline-aws/s3/objects.ts";
import { S3Service } from "../../../../packages/offline-aws/s3/s3-service.ts";
import { newFolder } from "../../../support/folder.ts";

const version = (text?: string) => ({ headers: {}, ...(text !== undefined && { body: Buffer.from(text) }) });
const KEY = "a/b c.tfstate";

describe("objects", () => {
  const folder = newFolder();
  const store = new ObjectStore(folder);
  const texts = () => store.versions("one", KEY).map(({ body }) => body?.toString());

  test("have versions, the newest one first, and survive their process", () => {
    expect([store.put("one", KEY, version("1")), store.put("one", KEY, version("2"))]).toEqual(["v1", "v2"]);
    expect(texts()).toEqual(["2", "1"]);
    expect(new ObjectStore(folder).newest("one", KEY)?.body?.toString()).toBe("2");
  });

  test("that are there refuse a write that asks for none, and none else", () => {
    expect(store.put("one", KEY, version("3"), { ifAbsent: true })).toBeUndefined();
    store.put("one", KEY, version());
    expect(store.newest("one", KEY)).toBeUndefined();
    expect(store.keys("one")).toEqual([]);
    expect(store.put("one", KEY, version("3"), { ifAbsent: true })).toBe("v4");
    expect(texts()).toEqual(["3", undefined, "2", "1"]);
    expect(store.keys("one")).toEqual([KEY]);
    expect(store.keys("another")).toEqual([]);
  });

  test("of a bucket without versions have one", () => {
    for (const text of ["1", "2", "3"]) store.put("two", KEY, version(text), { isVersioned: false });
    expect(store.versions("two", KEY).map(({ id }) => id)).toEqual(["v3"]);
  });

  test("have no more than a hundred versions", () => {
    for (let count = 0; count < 120; count++) store.put("three", KEY, version(String(count)));
    expect(store.versions("three", KEY)).toHaveLength(100);
    expect(store.newest("three", KEY)?.body?.toString()).toBe("119");
  });
});

describe("the buckets of the offline AWS", () => {
  const cloud = new Cloud(newFolder());
  const put = (type: string, attributes: Record<string, unknown>) =>
    cloud.put({ type, key: String(attributes.bucket), account: "1", region: "us-east-1", attributes } as never);
  put("aws_s3_bucket", { bucket: "plain" });
  put("aws_s3_bucket", { bucket: "kept" });
  put("aws_s3_bucket_versioning", { bucket: "kept", versioning_configuration: [{ status: "Enabled" }] });
  put("aws_s3_bucket_versioning", { bucket: "plain", versioning_configuration: [{ status: "Suspended" }] });
  const service = new S3Service(cloudBuckets(cloud), new ObjectStore(join(newFolder(), "objects")));
  beforeAll(() => service.start());
  afterAll(() => service.stop());

  const ask = (path: string, init?: RequestInit) => fetch(`${service.url}/${path}`, init);

  test("are served on loopback", () => {
    expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test.each([
    ["kept", 200],
    ["plain", 200],
    ["missing", 404],
  ])("%s answers with %i", async (bucket, status) => {
    expect((await ask(bucket, { method: "HEAD" })).status).toBe(status);
    expect((await ask(`${bucket}/key`, { method: "PUT", body: "x" })).status).toBe(status);
  });

  test("have versions where they are configured to have them", async () => {
    for (const bucket of ["kept", "plain"]) await ask(`${bucket}/key`, { method: "PUT", body: "y" });
    const older = (bucket: string) => ask(`${bucket}/key?versionId=v1`);
    expect((await older("kept")).status).toBe(200);
    expect(await (await older("kept")).text()).toBe("x");
    expect((await older("plain")).status).toBe(404);
  });

  test("refuse the second of two writes that want no object to be there", async () => {
    const write = () => ask("kept/lock", { method: "PUT", body: "x", headers: { "If-None-Match": "*" } });
    const [one, other] = await Promise.all([write(), write()]);
    expect([one.status, other.status].sort()).toEqual([200, 412]);
  });

  test("list what is below a prefix, as XML", async () => {
    await ask("kept/env:/a%26b", { method: "PUT", body: "x" });
    const text = await (await ask("kept?list-type=2&prefix=env:/")).text();
    expect(text).toContain("<KeyCount>1</KeyCount>");
    expect(text).toContain("<Key>env:/a&#38;b</Key>");
  });
});
