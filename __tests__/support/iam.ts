import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import type { Config } from "../../config/config.ts";
import { compose } from "../../main.ts";
import { type Asked, allows } from "./iam-policy.ts";

type Properties = Readonly<Record<string, string>>;

/** Resources of all stacks, each with its address. */
type Resources = readonly (readonly [address: string, Properties])[];

/** A role with everything that the stacks attach to it. */
export interface Role {
  /** Custom policies, as JSON. */
  readonly policies: readonly string[];
  /** AWS's policies, by name. AWS changes them, so they are not evaluated: a test names them. */
  readonly awsPolicies: readonly string[];
  /** Who may take it, as JSON. */
  readonly trust: string;
}

/** Whether the role's own policies allow a request. */
export const may = ({ policies }: Role, asked: Asked): boolean => allows(policies, asked);

type Roles = ReadonlyMap<string, Role>;

const known = new WeakMap<Config, Roles>();

/** The roles of an environment by name, as the whole app makes them. */
export function rolesOf(config: Config): Roles {
  const roles = known.get(config) ?? synthesizedRoles(config);
  known.set(config, roles);
  return roles;
}

function synthesizedRoles(config: Config): Roles {
  const resources = synthesize(config);
  const values = arns(resources, config);
  const resolve = (text: string) =>
    text.replace(/(?<!\$)\$\{(.*?)\}/g, (reference, path: string) => {
      const value = values.get(path);
      if (value === undefined) throw new Error(`${reference} is not known here`);
      return value;
    });
  const ofType = (type: string) =>
    resources.flatMap(([address, each]) => (address.startsWith(`${type}.`) ? [each] : []));
  const attachments = ofType("aws_iam_role_policy_attachment").map(({ role = "", policy_arn = "" }) => ({
    role: resolve(role),
    arn: resolve(policy_arn),
  }));
  const managed = new Map(
    ofType("aws_iam_policy").map(({ name, policy }) => [iamArn(config, `policy/${name}`), policy]),
  );

  return new Map(
    ofType("aws_iam_role").map(({ name = "", assume_role_policy = "" }) => {
      const attached = attachments.filter(({ role }) => role === name).map(({ arn }) => arn);
      const policies = [
        ...ofType("aws_iam_role_policy").flatMap(({ role = "", policy }) => (resolve(role) === name ? [policy] : [])),
        ...attached.map((arn) => managed.get(arn)),
      ];
      const role = {
        policies: policies.flatMap((policy) => (policy === undefined ? [] : [resolve(policy)])),
        awsPolicies: attached.filter((arn) => !managed.has(arn)).map((arn) => arn.replace(/^.*?:policy\//, "")),
        trust: assume_role_policy,
      };
      return [name, role] as const;
    }),
  );
}

function synthesize(config: Config): Resources {
  const app = Testing.app();
  compose(app, config);
  app.synth();
  const stacks = join(app.outdir, "stacks");
  return readdirSync(stacks).flatMap((stack) => {
    const { resource } = JSON.parse(readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8")) as {
      resource?: Record<string, Record<string, Properties>>;
    };
    return Object.entries(resource ?? {}).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, properties]) => [`${type}.${id}`, properties] as const),
    );
  });
}

/** What references in policies come to, as far as a name decides it. */
function arns(resources: Resources, config: Config): ReadonlyMap<string, string> {
  const known = resources.flatMap(([address, { name = "" }]) => {
    switch (address.split(".")[0]) {
      case "aws_iam_role":
        return [
          [`${address}.arn`, iamArn(config, `role/${name}`)] as const,
          [`${address}.id`, name] as const, // the id of a role is its name
        ];
      case "aws_iam_policy":
        return [[`${address}.arn`, iamArn(config, `policy/${name}`)] as const];
      case "aws_codestarconnections_connection":
        return [[`${address}.arn`, connectionArn(config, name)] as const];
      default:
        return [];
    }
  });
  return new Map(known);
}

const iamArn = ({ partition, account }: Config, resource: string) => `arn:${partition}:iam::${account}:${resource}`;

/** AWS ends the ARN of a connection with an id that it makes up; here it ends with the name. */
export const connectionArn = ({ partition, region, account }: Config, name: string): string =>
  `arn:${partition}:codeconnections:${region}:${account}:connection/${name}`;
