import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { collect } from "../../packages/processes/collect.cjs";
import { start } from "../../packages/processes/processes.cjs";

/** The AWS provider in a filesystem mirror of Terraform. */
export interface RealProvider {
  readonly version: string;
  readonly binary: string;
}

/** The AWS provider in a mirror below a folder, without what is mounted there. */
export async function findRealProvider(below: string): Promise<RealProvider | undefined> {
  const pattern = "*/registry.terraform.io/hashicorp/aws/*/terraform-provider-aws*";
  const { stdout } = await collect("find", [below, "-xdev", "-path", pattern, "-type", "f"]);
  const [binary = ""] = stdout.split("\n");
  const [, version] = /\/hashicorp\/aws\/([^/]+)\//.exec(binary) ?? [];
  return version === undefined ? undefined : { version, binary };
}

/** A provider that runs, and the environment in which Terraform takes it. */
export interface RunningProvider {
  readonly environment: NodeJS.ProcessEnv;
  stop(): void;
}

/** Starts a provider once for every Terraform, without AWS: whom it is asked for is answered here. */
export async function startRealProvider(
  { binary }: RealProvider,
  account: string,
  inherited: NodeJS.ProcessEnv,
): Promise<RunningProvider> {
  const identity = await serveIdentity(account);
  // A provider that is configured more than once fails on a bundle of certificates, which nothing here needs.
  const { AWS_CA_BUNDLE: _, ...others } = inherited;
  const environment = {
    ...others,
    TF_DATA_DIR: ".terraform",
    CHECKPOINT_DISABLE: "1",
    AWS_ACCESS_KEY_ID: "parity",
    AWS_SECRET_ACCESS_KEY: "parity",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${(identity.address() as AddressInfo).port}`,
  };
  const { child, ended } = start(binary, ["-debug"], { env: environment, stdio: ["ignore", "pipe", "ignore"] });
  const reattach = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += String(chunk);
      const [, providers] = /TF_REATTACH_PROVIDERS='([^']+)'/.exec(output) ?? [];
      if (providers !== undefined) resolve(providers);
    });
    ended.then(() => reject(new Error(`${binary} has ended: ${output}`)), reject);
  });
  return {
    environment: { ...environment, TF_REATTACH_PROVIDERS: reattach },
    stop() {
      child.kill();
      identity.close();
    },
  };
}

/** Answers GetCallerIdentity, which the provider asks before it plans (AWS Security Token Service API reference). */
async function serveIdentity(account: string): Promise<Server> {
  const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/parity</Arn><UserId>AIDAPARITY</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
  const server = createServer((_, response) => response.setHeader("content-type", "text/xml").end(identity));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
