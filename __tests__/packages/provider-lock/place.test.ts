import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { boundProviders, providerSource } from "../../../packages/provider-lock/bindings.ts";
import { allows, minorUpdates } from "../../../packages/provider-lock/constraint.ts";
import { LOCK_FILE, type LockedProvider, parseLock, renderLock } from "../../../packages/provider-lock/lock-file.ts";
import { COMPLETE, lockOptions, ownLockFile, placeLock, placeLocks } from "../../../packages/provider-lock/place.ts";
import { newFolder } from "../../support/folder.ts";
import { nonEmpty } from "../../support/non-empty.ts";

const ROOT = resolve(__dirname, "../../..");
const AWS: LockedProvider = {
  address: "registry.terraform.io/hashicorp/aws",
  version: "6.25.0",
  constraints: "~> 6.25",
  hashes: ["h1:AAA=", "zh:0a1b"],
};
const DOCKER: LockedProvider = { ...AWS, address: "registry.terraform.io/kreuzwerker/docker", version: "3.6.2" };
const aws = { source: "aws", version: "~> 6.25" };
const docker = { source: "kreuzwerker/docker", version: "~> 3.6" };

/** A project with one synthesized stack. */
function project(required: Record<string, object>, locked: readonly LockedProvider[] | undefined): void {
  mkdirSync("out/stacks/web", { recursive: true });
  writeFileSync("out/manifest.json", JSON.stringify({ stacks: { web: { workingDirectory: "stacks/web" } } }));
  writeFileSync("out/stacks/web/cdk.tf.json", JSON.stringify({ terraform: { required_providers: required } }));
  if (locked !== undefined) writeFileSync("terraform.lock.hcl", renderLock(["of the project"], locked));
}

const FILE = join("out/stacks/web", LOCK_FILE);
const placed = (variables: NodeJS.ProcessEnv = {}) => {
  placeLocks("out", variables);
  return existsSync(FILE) ? parseLock(readFileSync(FILE, "utf8")) : undefined;
};
const options = (variables: NodeJS.ProcessEnv = {}) => lockOptions("out/stacks/web", variables);

describe("synthesis", () => {
  // The lock file is looked for where cdktf.json is.
  beforeEach(() => process.chdir(newFolder()));
  afterEach(() => process.chdir(ROOT));

  test("puts what a stack requires into its folder, and Terraform may not change it", () => {
    project({ aws }, [AWS, DOCKER]);
    expect(placed()).toEqual([AWS]);
    expect(options()).toEqual(["-lockfile=readonly"]);
  });

  test("takes the constraints of the stack, so that cdktf finds nothing to upgrade", () => {
    project({ aws: { source: "aws", version: "6.25.0" } }, [AWS]);
    expect(placed()).toEqual([{ ...AWS, constraints: "6.25.0" }]);
  });

  test("lets Terraform add a provider that is not locked", () => {
    project({ aws, docker }, [AWS]);
    expect(placed()).toEqual([AWS]);
    expect(options()).toEqual([]);
  });

  test("takes the environment's own file where there is one", () => {
    project({ aws }, [AWS]);
    writeFileSync("terraform.prod.lock.hcl", renderLock([], [{ ...AWS, version: "6.26.0" }]));
    expect(placed({ ENVIRONMENT: "prod" })?.[0]?.version).toBe("6.26.0");
    expect(placed({ ENVIRONMENT: "demo" })?.[0]?.version).toBe("6.25.0");
  });

  test("leaves the folder alone where nothing is locked, such as for OpenTofu's registry", () => {
    project({ aws }, [AWS]);
    expect(placed({ TERRAFORM_BINARY_NAME: "/usr/bin/tofu" })).toBeUndefined();
    expect(placed({ TERRAFORM_BINARY_NAME: "terraform.sh", CDKTF_TERRAFORM: "tofu" })).toBeUndefined();
  });

  test("locks nothing in a project without a lock file", () => {
    project({ aws }, undefined);
    expect(placed()).toBeUndefined();
  });

  test("locks OpenTofu's providers at its registry", () => {
    const address = "registry.opentofu.org/hashicorp/aws";
    project({ aws }, [AWS, { ...AWS, address }]);
    expect(placed({ TERRAFORM_BINARY_NAME: "tofu" })).toEqual([{ ...AWS, address }]);
  });

  test("locks nothing behind the offline AWS, and a lock from before does not count there", () => {
    project({ aws }, [AWS]);
    const offline = { TF_REATTACH_PROVIDERS: "{}" };
    expect(placed(offline)).toBeUndefined();
    placed();
    expect(options(offline)).toEqual([]);
  });

  test("refuses a locked version that the stack does not allow", () => {
    project({ aws: { source: "hashicorp/aws", version: "~> 6.28" } }, [AWS]);
    expect(() => placeLock("out/stacks/web", {})).toThrow(
      "terraform.lock.hcl: registry.terraform.io/hashicorp/aws 6.25.0 is locked, but the stacks require ~> 6.28: npm run lock selects a version that is allowed",
    );
    expect(existsSync(FILE)).toBe(false);
  });
});

test("an environment's file has its name and stays in the project", () => {
  expect(ownLockFile({})).toBe("terraform.demo.lock.hcl");
  expect(ownLockFile({ ENVIRONMENT: "../a" })).toBe("terraform.___a.lock.hcl");
});

test("the wrapper of Terraform looks for what a whole lock file says", () => {
  expect(readFileSync(join(ROOT, "tools/cdktf/terraform.sh"), "utf8")).toContain(`grep -q '${COMPLETE}'`);
});

describe("the project's lock file", () => {
  const locked = parseLock(readFileSync(join(ROOT, "terraform.lock.hcl"), "utf8"));
  const bound = nonEmpty(boundProviders(join(ROOT, "node_modules/@cdktf")));

  test.each(bound.map((each) => [each.source, each] as const))("has %s, for every platform", (source, { version }) => {
    const found = locked.find(({ address }) => address === `registry.terraform.io/${source}`);
    expect(allows(minorUpdates(version), found?.version ?? "0.0.0")).toBe(true);
    expect(found?.constraints).toBe(minorUpdates(version));
    // One archive for each platform that the provider is built for, and some have a manifest besides.
    expect(found?.hashes.filter((hash) => /^zh:[0-9a-f]{64}$/.test(hash)).length).toBeGreaterThan(10);
  });

  test("has no other", () => {
    expect(locked.map(({ address }) => providerSource(address)).sort()).toEqual(
      bound.map(({ source }) => source).sort(),
    );
  });
});
