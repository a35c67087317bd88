import { createHash } from "node:crypto";
import { isObject, type ObjectValue } from "../protocol/values.ts";
import { type Asked, askedRegion, listedTexts, NoAnswer } from "./from-cloud.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const suffixOf = (partition: string) => (partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com");

/** Accounts from which load balancers write their logs (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html). */
const LOG_ACCOUNTS: Readonly<Record<string, string>> = {
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
  "ap-northeast-1": "582318560864",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ap-south-1": "718504428378",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-north-1": "897822967062",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "sa-east-1": "507241528517",
};

/** Versions that engines have where none is asked for. */
const NEWEST: Readonly<Record<string, string>> = {
  "aurora-mysql": "8.0.mysql_aurora.3.10.1",
  "aurora-postgresql": "17.5",
  mariadb: "11.8.3",
  mysql: "8.4.6",
  postgres: "17.6",
};

const filterOf = ({ filter }: ObjectValue, name: string): string | undefined =>
  listedTexts((Array.isArray(filter) ? filter.filter(isObject) : []).find((each) => each.name === name)?.values)[0];

/** Answers that only AWS itself has, by type of data source: images, principals and accounts of services. */
export const OF_AWS: Readonly<Record<string, (asked: Asked) => ObjectValue>> = {
  aws_ami(asked) {
    const { config } = asked;
    const owner = listedTexts(config.owners)[0] ?? "amazon";
    const name = (filterOf(config, "name") ?? "image").replaceAll("*", "2026.11.1");
    const id = `ami-0${digest(`${askedRegion(asked)}/${owner}/${name}`).slice(0, 16)}`;
    return {
      id,
      image_id: id,
      name,
      arn: `arn:${asked.provider.partition}:ec2:${askedRegion(asked)}::image/${id}`,
      architecture: filterOf(config, "architecture") ?? "x86_64",
      owner_id: /^\d{12}$/.test(owner) ? owner : "137112412989",
      image_owner_alias: owner,
      root_device_name: "/dev/xvda",
      root_device_type: "ebs",
      virtualization_type: "hvm",
      state: "available",
      public: true,
      creation_date: "2026-11-01T00:00:00.000Z",
    };
  },
  aws_arn({ config }) {
    const arn = String(config.arn);
    const [prefix, partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
    if (prefix !== "arn" || rest.length === 0) throw new NoAnswer(`arn: invalid prefix or not enough sections: ${arn}`);
    return { id: arn, partition, service, region, account, resource: rest.join(":") };
  },
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
  aws_cloudfront_log_delivery_canonical_user_id(asked) {
    const id = askedRegion(asked).startsWith("cn-")
      ? "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56"
      : "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0";
    return { id };
  },
  aws_ecrpublic_authorization_token(asked) {
    const password = digest(`public/${asked.provider.account}`);
    const authorization_token = Buffer.from(`AWS:${password}`).toString("base64");
    const expires_at = new Date(Date.now() + 12 * 3600 * 1000).toISOString();
    return { id: askedRegion(asked), user_name: "AWS", password, authorization_token, expires_at };
  },
  aws_canonical_user_id: ({ provider }) => ({ id: digest(provider.account), display_name: "offline" }),
  aws_default_tags: ({ provider }) => ({ id: provider.partition, tags: provider.defaultTags }),
  aws_ec2_managed_prefix_list: (asked) => prefixList(asked),
  aws_eks_addon_version({ config }) {
    const name = String(config.addon_name);
    return { id: name, version: `v${String(config.kubernetes_version)}.0-eksbuild.1` };
  },
  aws_eks_cluster_auth({ config }) {
    const name = String(config.name);
    return { id: name, token: `k8s-aws-v1.${Buffer.from(digest(name)).toString("base64url")}` };
  },
  aws_elb_service_account(asked) {
    const account = LOG_ACCOUNTS[askedRegion(asked)] ?? "127311923021";
    return { id: account, arn: `arn:${asked.provider.partition}:iam::${account}:root` };
  },
  aws_iam_session_context: ({ config }) => ({
    id: config.arn ?? null,
    issuer_arn: config.arn ?? null,
    issuer_id: "",
    issuer_name: "",
    session_name: "",
  }),
  aws_prefix_list: (asked) => prefixList(asked),
  aws_rds_engine_version({ config }) {
    const engine = String(config.engine);
    const asked = config.version ?? listedTexts(config.preferred_versions)[0];
    const version = typeof asked === "string" && asked !== "" ? asked : (NEWEST[engine] ?? "1.0");
    const [major = "", minor] = version.split(".");
    const family = /postgres/.test(engine) ? major : `${major}.${minor ?? "0"}`;
    const given = typeof config.parameter_group_family === "string" && config.parameter_group_family !== "";
    return {
      id: version,
      version,
      version_actual: version,
      engine_description: engine,
      parameter_group_family: given ? (config.parameter_group_family as string) : `${engine}${family}`,
      status: "available",
    };
  },
  aws_service_principal({ config, provider }) {
    const suffix = suffixOf(provider.partition);
    const name = `${String(config.service_name)}.${suffix}`;
    return { id: name, name, suffix };
  },
  aws_vpc_endpoint_service(asked) {
    const { config } = asked;
    const name =
      typeof config.service_name === "string"
        ? config.service_name
        : `com.amazonaws.${askedRegion(asked)}.${String(config.service)}`;
    return { id: digest(name).slice(0, 10), service_name: name, service_type: config.service_type ?? "Interface" };
  },
};

function prefixList({ config }: Asked): ObjectValue {
  const filtered = filterOf(config, "prefix-list-name");
  const name = typeof config.name === "string" && config.name !== "" ? config.name : (filtered ?? "list");
  const id = typeof config.id === "string" && config.id !== "" ? config.id : `pl-${digest(name).slice(0, 8)}`;
  return { id, prefix_list_id: id, name, address_family: "IPv4", owner_id: "AWS", version: 1 };
}
