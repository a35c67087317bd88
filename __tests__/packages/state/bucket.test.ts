import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { presenceOf } from "../../../packages/state/bucket.ts";

const BUCKET = { bucket: "shop-state", region: "eu-west-1" };

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A service that answers everything with a status, and notes what it is asked. */
async function service(status: number): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(status, { Location: "http://127.0.0.1:1/" }).end();
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test.each([
  [404, "missing"],
  [403, "exists"],
  [200, "exists"],
  [301, "exists"],
  [400, "exists"],
  [500, "unknown"],
  [503, "unknown"],
])("status %i means %s", async (status, presence) => {
  const { url } = await service(status);
  expect(await presenceOf(BUCKET, { AWS_ENDPOINT_URL_S3: url })).toBe(presence);
});

test("S3 is asked for the bucket alone, without credentials", async () => {
  const { url, asked } = await service(200);
  await presenceOf(BUCKET, { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "x" });
  expect(asked.map(({ method, url: path, headers }) => [method, path, headers.authorization])).toEqual([
    ["HEAD", "/shop-state", undefined],
  ]);
});

test.each(["http://127.0.0.1:1", "not a URL", "http://gone.invalid"])("at %s nothing is known", async (url) => {
  expect(await presenceOf(BUCKET, { AWS_ENDPOINT_URL_S3: url })).toBe("unknown");
});

test.each([
  [{}, "eu-west-1", "https://shop-state.s3.eu-west-1.amazonaws.com/"],
  [{}, "cn-north-1", "https://shop-state.s3.cn-north-1.amazonaws.com.cn/"],
  [{ AWS_ENDPOINT_URL_S3: "https://s3.acme.example" }, "eu-west-1", "https://shop-state.s3.acme.example/"],
  [{ AWS_ENDPOINT_URL_S3: "https://10.0.0.1/s3/" }, "eu-west-1", "https://10.0.0.1/s3/shop-state"],
])("with %j in %s it is asked at %s", async (environment, region, url) => {
  const fetched = jest.spyOn(globalThis, "fetch").mockResolvedValue(new Response());
  await presenceOf({ ...BUCKET, region }, environment);
  expect(String(fetched.mock.calls[0]?.[0])).toBe(url);
  fetched.mockRestore();
});
