import type { IncomingMessage, ServerResponse } from "node:http";
import { ObjectStore, type ObjectVersion } from "../../packages/offline-aws/s3/objects.ts";
import { type S3Request, S3Service, xml } from "../../packages/offline-aws/s3/s3-service.ts";
import { newFolder } from "./folder.ts";

/** S3 as the offline AWS serves it, and STS, for Terraform that knows nothing of the offline AWS. */
export class ObservedS3Service extends S3Service {
  readonly requests: S3Request[] = [];
  /** May hold a request, or keep it from being answered at all. */
  intercept: (request: S3Request) => Promise<"answer" | "drop" | "fail"> = async () => "answer";

  constructor(hasBucket: (name: string) => boolean) {
    super({ has: hasBucket, isVersioned: () => true }, new ObjectStore(newFolder()));
  }

  /** Variables that lead Terraform here. */
  get environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL_S3: this.url,
      AWS_ENDPOINT_URL_STS: this.url,
      // Terraform asks http://BUCKET.127.0.0.1, which no name service knows.
      HTTP_PROXY: this.url,
      NO_PROXY: "",
      AWS_ACCESS_KEY_ID: "AKIACALLER",
      AWS_SECRET_ACCESS_KEY: "mock",
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  /** The versions of an object, the newest one first. */
  versions(bucket: string, key: string): readonly ObjectVersion[] {
    return this.objects.versions(bucket, key);
  }

  /** The text of an object; undefined if there is none. */
  text(bucket: string, key: string): string | undefined {
    return this.objects.newest(bucket, key)?.body?.toString("utf8");
  }

  /** Keys of the objects that are there, sorted. */
  keys(bucket: string): string[] {
    return this.objects.keys(bucket);
  }

  protected override async receive(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    // A request to a proxy has its host in front.
    if (/^(http:\/\/127\.0\.0\.1:\d+)?\/$/.test(request.url ?? "")) tokens(body, response);
    else await super.receive(request, body, response);
  }

  protected override async answer(asked: S3Request, url: URL, body: Buffer, response: ServerResponse): Promise<void> {
    this.requests.push(asked);
    const decision = await this.intercept(asked);
    if (decision === "drop") response.socket?.destroy();
    else if (decision === "fail") xml(response, 403, "<Error><Code>AccessDenied</Code></Error>");
    else await super.answer(asked, url, body, response);
  }
}

/** STS: who calls, and a role that is taken. */
function tokens(body: Buffer, response: ServerResponse): void {
  const asked = new URLSearchParams(body.toString("utf8"));
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
