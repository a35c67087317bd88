import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One version of an object; without a body it marks a deletion. */
export interface Version {
  readonly id: string;
  readonly body?: Buffer;
  readonly headers: IncomingMessage["headers"];
}

/** A request that has come, before it is answered. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: IncomingMessage["headers"];
}

/**
 * What Terraform's backend asks of S3 and STS, on loopback, over HTTP: objects with all their versions, lists, and writes
 * that are refused where there is an object already. Buckets are created elsewhere.
 */
export class S3Service {
  readonly requests: S3Request[] = [];
  /** May hold a request, or keep it from being answered at all. */
  intercept: (request: S3Request) => Promise<"answer" | "drop" | "fail"> = async () => "answer";
  private readonly objects = new Map<string, Version[]>();
  private readonly server: Server;
  private count = 0;

  constructor(private readonly hasBucket: (name: string) => boolean) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => void this.answer(request, Buffer.concat(chunks), response));
    });
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Variables that lead Terraform here. */
  get environment(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    return {
      AWS_ENDPOINT_URL_S3: url,
      AWS_ENDPOINT_URL_STS: url,
      // Terraform asks http://BUCKET.127.0.0.1, which no name service knows.
      HTTP_PROXY: url,
      NO_PROXY: "",
      AWS_ACCESS_KEY_ID: "AKIACALLER",
      AWS_SECRET_ACCESS_KEY: "mock",
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  /** The versions of an object, the newest one first. */
  versions(bucket: string, key: string): readonly Version[] {
    return this.objects.get(`${bucket}/${key}`) ?? [];
  }

  /** The text of an object; undefined where there is none. */
  text(bucket: string, key: string): string | undefined {
    return this.versions(bucket, key)[0]?.body?.toString("utf8");
  }

  /** Keys of the objects that are there, sorted. */
  keys(bucket: string): string[] {
    const all = [...this.objects].filter(([path, [newest]]) => path.startsWith(`${bucket}/`) && newest?.body);
    return all.map(([path]) => path.slice(bucket.length + 1)).sort();
  }

  private async answer(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    // A request to a proxy has its host in front. URL takes no host like BUCKET.127.0.0.1.
    const [, host = "", path = "/"] = /^(?:http:\/\/([^/]*))?(.*)$/.exec(request.url ?? "") ?? [];
    const [, ofHost] = /^(.+)\.127\.0\.0\.1:/.exec(host) ?? [];
    const url = new URL(`${ofHost === undefined ? "" : `/${ofHost}`}${path}`, "http://127.0.0.1");
    const [, bucket = "", ...parts] = url.pathname.split("/").map(decodeURIComponent);
    const key = parts.join("/");
    if (bucket === "") return tokens(new URLSearchParams(body.toString("utf8")), response);
    const asked = { method: request.method ?? "", bucket, key, headers: request.headers };
    this.requests.push(asked);
    const decision = await this.intercept(asked);
    if (decision === "drop") return void request.socket.destroy();
    if (decision === "fail") return refuse(response, 403, "AccessDenied");
    if (!this.hasBucket(bucket)) return refuse(response, 404, "NoSuchBucket");
    if (key === "") return asked.method === "HEAD" ? send(response, 200) : this.list(bucket, url, response);
    if (asked.method === "PUT") return this.put(asked, body, response);
    if (asked.method === "DELETE") return this.remove(asked, response);
    return this.read(asked, url, response);
  }

  private read({ method, bucket, key }: S3Request, url: URL, response: ServerResponse) {
    const id = url.searchParams.get("versionId");
    const version = this.versions(bucket, key).find((each) => id === null || each.id === id);
    if (version?.body === undefined) return refuse(response, 404, "NoSuchKey");
    const headers = { "Content-Length": version.body.length, "x-amz-version-id": version.id, ETag: etag(version.body) };
    send(response, 200, method === "HEAD" ? undefined : version.body, headers);
  }

  private put(asked: S3Request, body: Buffer, response: ServerResponse) {
    const { bucket, key, headers } = asked;
    const isThere = this.versions(bucket, key)[0]?.body !== undefined;
    if (headers["if-none-match"] === "*" && isThere) return refuse(response, 412, "PreconditionFailed");
    const id = this.add(asked, { body, headers });
    send(response, 200, undefined, { "x-amz-version-id": id, ETag: etag(body) });
  }

  private remove(asked: S3Request, response: ServerResponse): void {
    const id = this.add(asked, { headers: asked.headers });
    send(response, 204, undefined, { "x-amz-version-id": id, "x-amz-delete-marker": "true" });
  }

  private add({ bucket, key }: S3Request, version: Omit<Version, "id">): string {
    const id = `v${++this.count}`;
    this.objects.set(`${bucket}/${key}`, [{ id, ...version }, ...this.versions(bucket, key)]);
    return id;
  }

  private list(bucket: string, url: URL, response: ServerResponse): void {
    const prefix = url.searchParams.get("prefix") ?? "";
    const keys = this.keys(bucket).filter((key) => key.startsWith(prefix));
    const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
    const count = `<KeyCount>${keys.length}</KeyCount><IsTruncated>false</IsTruncated>`;
    xml(response, 200, `<ListBucketResult><Name>${bucket}</Name>${count}${contents}</ListBucketResult>`);
  }
}

/** STS: who calls, and a role that is taken. */
function tokens(asked: URLSearchParams, response: ServerResponse): void {
  const action = asked.get("Action") ?? "";
  const account = "123456789012";
  const results: Record<string, string> = {
    GetCallerIdentity: `<Arn>arn:aws:iam::${account}:user/test</Arn><UserId>test</UserId><Account>${account}</Account>`,
    AssumeRole: `<Credentials><AccessKeyId>AKIAROLE</AccessKeyId><SecretAccessKey>mock</SecretAccessKey><SessionToken>mock</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>${asked.get("RoleArn")}</Arn><AssumedRoleId>role:test</AssumedRoleId></AssumedRoleUser>`,
  };
  const result = `<${action}Result>${results[action] ?? ""}</${action}Result>`;
  xml(
    response,
    200,
    `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</${action}Response>`,
  );
}

const etag = (body: Buffer) => `"${createHash("md5").update(body).digest("hex")}"`;

function refuse(response: ServerResponse, status: number, code: string): void {
  xml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

const xml = (response: ServerResponse, status: number, body: string) =>
  send(response, status, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`), {
    "Content-Type": "application/xml",
  });

function send(
  response: ServerResponse,
  status: number,
  body?: Buffer,
  headers: Record<string, string | number> = {},
): void {
  response.writeHead(status, { ...headers });
  response.end(body);
}
