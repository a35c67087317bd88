import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ObjectStore } from "./objects.ts";

/** A request for a bucket or an object. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: IncomingMessage["headers"];
}

/** The buckets that objects may be in. Buckets themselves are created elsewhere. */
export interface Buckets {
  has(name: string): boolean;
  isVersioned(name: string): boolean;
}

/**
 * What Terraform's backend asks of S3, on loopback, over HTTP: objects with their versions, lists, and writes that are refused
 * where there is an object already (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 */
export class S3Service {
  private readonly server: Server;

  constructor(
    protected readonly buckets: Buckets,
    protected readonly objects: ObjectStore,
  ) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks);
        this.receive(request, body, response).catch((problem: Error) => refuse(response, 500, problem.message));
      });
    });
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(0, "127.0.0.1", resolve);
    });
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  protected async receive(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const url = pathStyle(request.url ?? "");
    const [, bucket = "", ...parts] = url.pathname.split("/").map(decodeURIComponent);
    await this.answer({ ...methodAndHeaders(request), bucket, key: parts.join("/") }, url, body, response);
  }

  protected async answer(asked: S3Request, url: URL, body: Buffer, response: ServerResponse): Promise<void> {
    const { method, bucket, key } = asked;
    if (!this.buckets.has(bucket)) return refuse(response, 404, "NoSuchBucket");
    if (key === "") return method === "HEAD" ? send(response, 200) : this.list(bucket, url, response);
    if (method === "PUT") return this.put(asked, body, response);
    if (method === "DELETE") return this.remove(asked, response);
    return this.read(asked, url, response);
  }

  private read({ method, bucket, key }: S3Request, url: URL, response: ServerResponse) {
    const id = url.searchParams.get("versionId");
    const version = this.objects.versions(bucket, key).find((each) => id === null || each.id === id);
    if (version?.body === undefined) return refuse(response, 404, "NoSuchKey");
    const headers = { "Content-Length": version.body.length, "x-amz-version-id": version.id, ETag: etag(version.body) };
    send(response, 200, method === "HEAD" ? undefined : version.body, headers);
  }

  private put({ bucket, key, headers }: S3Request, body: Buffer, response: ServerResponse) {
    const ifAbsent = headers["if-none-match"] === "*";
    const isVersioned = this.buckets.isVersioned(bucket);
    const id = this.objects.put(bucket, key, { body, headers: described(headers) }, { ifAbsent, isVersioned });
    if (id === undefined) return refuse(response, 412, "PreconditionFailed");
    send(response, 200, undefined, { "x-amz-version-id": id, ETag: etag(body) });
  }

  private remove({ bucket, key, headers }: S3Request, response: ServerResponse): void {
    const isVersioned = this.buckets.isVersioned(bucket);
    const id = this.objects.put(bucket, key, { headers: described(headers) }, { isVersioned }) ?? "";
    send(response, 204, undefined, { "x-amz-version-id": id, "x-amz-delete-marker": "true" });
  }

  private list(bucket: string, url: URL, response: ServerResponse): void {
    const prefix = url.searchParams.get("prefix") ?? "";
    const keys = this.objects.keys(bucket).filter((key) => key.startsWith(prefix));
    const contents = keys.map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`).join("");
    const count = `<KeyCount>${keys.length}</KeyCount><IsTruncated>false</IsTruncated>`;
    xml(response, 200, `<ListBucketResult><Name>${bucket}</Name>${count}${contents}</ListBucketResult>`);
  }
}

/** What a request asks for, with the bucket in the path. A request to a proxy has its host in front, as in `BUCKET.127.0.0.1`. */
function pathStyle(asked: string): URL {
  const [, host = "", path = "/"] = /^(?:http:\/\/([^/]*))?(.*)$/.exec(asked) ?? [];
  const [, bucket] = /^(.+)\.127\.0\.0\.1:/.exec(host) ?? [];
  return new URL(`${bucket === undefined ? "" : `/${bucket}`}${path}`, "http://127.0.0.1");
}

const methodAndHeaders = ({ method = "", headers }: IncomingMessage) => ({ method, headers });

/** Headers that say something of the object. */
const described = (headers: IncomingMessage["headers"]) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(x-amz-(?!security-token)|content-type$)/.test(name)),
  );

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const etag = (body: Buffer) => `"${createHash("md5").update(body).digest("hex")}"`;

function refuse(response: ServerResponse, status: number, code: string): void {
  xml(response, status, `<Error><Code>${code}</Code><Message>${escaped(code)}</Message></Error>`);
}

/** Ends a response with an XML document. */
export const xml = (response: ServerResponse, status: number, body: string): void =>
  send(response, status, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`), {
    "Content-Type": "application/xml",
  });

function send(
  response: ServerResponse,
  status: number,
  body?: Buffer,
  headers: Record<string, string | number> = {},
): void {
  response.writeHead(status, headers);
  response.end(body);
}
