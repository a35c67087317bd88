import * as v from "valibot";
import { choice, integer, keyArn, port, repeatable, text } from "../fields.ts";

const hostName = () =>
  text(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "is not a host name: use up to 63 lower-case letters, digits and inner hyphens",
  );

/** Timeouts of the proxy of a caller (ECS API reference, TimeoutConfiguration). */
const timeouts = {
  /** Seconds until an idle connection is closed; 0: never. @default 300, the default of ECS; 3600 with TCP */
  idleTimeoutSeconds: v.optional(integer(0, 2147483647, "seconds")),
  /** Seconds in which a request has to be answered; 0: any time. Not with TCP. @default 15, the default of ECS */
  perRequestTimeoutSeconds: v.optional(integer(0, 2147483647, "seconds")),
};

/** Encryption between the proxies of callers and of the service. */
const tls = v.strictObject({
  /**
   * Certificate authority of AWS Private CA, in the region of the environment, that issues the certificates. It needs
   * the tag `AmazonECSManaged` with the value `true`.
   */
  certificateAuthorityArn: text(
    /^arn:aws[a-z-]*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[0-9a-f-]{36}$/,
    "is not a certificate authority: write its ARN, arn:aws:acm-pca:…:certificate-authority/…",
  ),
  /** KMS key that encrypts the private keys, whose policy lets IAM grant access. @default one that AWS manages */
  keyArn: v.optional(keyArn()),
});

/** A name for one of the named ports of the service's containers. */
const furtherName = v.strictObject({
  /** Name of one of `ports` of the service's containers, with TCP. */
  portName: v.string(),
  /** Name by which other services call it, unique in the cluster. */
  name: hostName(),
  /** Port at which other services call it. @default the port of the container */
  port: v.optional(port()),
  ...timeouts,
});

/** Service Connect: services of the cluster call each other by short names. */
export const serviceConnect = v.strictObject({
  /** Name by which other services call it, such as `orders` for `http://orders`. @default none: it only calls others */
  name: v.optional(hostName()),
  /** Port at which other services call it. @default the port of the container */
  port: v.optional(port()),
  /** Protocol. With all but `tcp`, ECS publishes metrics of requests and errors. @default "http" */
  protocol: v.optional(choice("http", "http2", "grpc", "tcp"), "http"),
  ...timeouts,
  /** TLS for the traffic at all of its names. @default none */
  tls: v.optional(tls),
  /** Names of further ports of its containers. @default none */
  further: v.optional(repeatable(furtherName), []),
});

export type ServiceConnectConfig = v.InferOutput<typeof serviceConnect>;

/** Whether other services call this one by a name, at any of its ports. */
export const isCallable = (settings: Pick<ServiceConnectConfig, "name" | "further"> | undefined): boolean =>
  settings !== undefined && (settings.name !== undefined || settings.further.length > 0);
