import { isIP } from "node:net";

/** A bucket of S3. */
export interface Bucket {
  readonly bucket: string;
  readonly region: string;
}

/** Whether a bucket is there. `unknown` where S3 can't be asked, such as without a network. */
export type Presence = "exists" | "missing" | "unknown";

/** Timeout of a request to S3, in milliseconds. */
const TIMEOUT_MS = 3000;

/**
 * Asks S3 for a bucket, without credentials: it says 404 where no account has one of that name, and otherwise something else,
 * such as that one may not see it (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html).
 */
export async function presenceOf(bucket: Bucket, environment: NodeJS.ProcessEnv): Promise<Presence> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { status } = await fetch(urlOf(bucket, environment), { method: "HEAD", redirect: "manual", signal });
    if (status >= 500) return "unknown";
    return status === 404 ? "missing" : "exists";
  } catch {
    return "unknown";
  }
}

/** What the hosts of AWS end in. */
function topLevelOf(region: string): string {
  if (region.startsWith("cn-")) return "com.cn";
  return region.startsWith("eusc-") ? "eu" : "com";
}

/** Where Terraform looks for a bucket. */
function urlOf({ bucket, region }: Bucket, { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL }: NodeJS.ProcessEnv): URL {
  const given = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL;
  const url = new URL(given || `https://s3.${region}.amazonaws.${topLevelOf(region)}`);
  // The bucket is a part of the host, unless that is an address.
  if (isIP(url.hostname.replace(/^\[|\]$/g, "")) > 0) url.pathname = `${url.pathname.replace(/\/$/, "")}/${bucket}`;
  else url.hostname = `${bucket}.${url.hostname}`;
  return url;
}
