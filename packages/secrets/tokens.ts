import type { Hide } from "./hidden.ts";

/**
 * Tokens that can be told by how they look, as their vendors document them. Each begins with its own prefix, so that
 * a long text is gone over once.
 */
const TOKENS: Readonly<Record<string, string>> = {
  // With the secret behind it, as s3fs keeps a pair. Ids of users and roles (AIDA…, AROA…) are not secrets: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  aws: "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?::[A-Za-z0-9/+=]{8,})?(?![A-Za-z0-9])",
  github: "gh[pousr]_[A-Za-z0-9_]{20,}|github_pat_\\w{20,}",
  gitlab: "gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[\\w.-]{16,}",
  bitbucketAtlassian: "AT(?:ATT|CTT|BB)[\\w=-]{20,}",
  slack: "xox[abeoprs][.-][\\w.-]{10,}|xapp-[\\w-]{10,}",
  stripe: "[sr]k_(?:live|test)_\\w{16,}|whsec_[\\w+/=]{16,}",
  google: "AIza[\\w-]{30,}|GOCSPX-[\\w-]{20,}|ya29\\.[\\w-]{20,}",
  sendgrid: "SG\\.[\\w-]{16,}\\.[\\w-]{16,}",
  packages: "npm_[A-Za-z0-9]{30,}|pypi-AgE[\\w-]{20,}|rubygems_[0-9a-f]{32,}|oy2[a-z0-9]{43}|CFPAT-[\\w-]{40,}",
  docker: "dckr_(?:pat|oat)_[\\w-]{20,}",
  ai: "sk-ant-[\\w-]{20,}|sk-(?:proj|svcacct|admin)-[\\w-]{20,}|sk-[A-Za-z0-9]{32,}|hf_[A-Za-z]{30,}|gsk_[A-Za-z0-9]{40,}|r8_[A-Za-z0-9]{30,}|pplx-[A-Za-z0-9]{40,}|xai-[A-Za-z0-9]{40,}",
  shopify: "shp(?:pa|ca|at|ss)_[A-Za-z0-9]{32,}",
  hashicorp: "hv[sbr]\\.[\\w-]{20,}|[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{40,}",
  digitalocean: "do[opr]_v1_[0-9a-f]{32,}",
  cloudflare: "cf(?:k|ut|at)_[A-Za-z0-9]{40,}|v1\\.0-[0-9a-f]{24}-[0-9a-f]{60,}",
  databricks: "dapi[0-9a-fA-F]{32}(?:-\\d)?(?![0-9a-fA-F])",
  grafana: "gl(?:c|sa)_[A-Za-z0-9+/=_]{32,}",
  monitoring:
    "NR(?:AK|II|JS|RA)-[A-Za-z0-9]{20,}|sntry[su]_[\\w+/=-]{20,}|dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{20,}",
  databases:
    "pscale_(?:tkn|pw|oauth)_[\\w.-]{20,}|sbp_[0-9a-f]{40}|sb_secret_[\\w-]{20,}|pat[A-Za-z0-9]{14}\\.[0-9a-f]{60,}",
  builds: "CCIPAT_\\w{20,}|bk[a-z]{1,2}_[0-9a-f]{30,}|pul-[0-9a-f]{40}|HRKU-[\\w-]{36,}|vc[piark]+_[A-Za-z0-9]{20,60}",
  azure: "[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}",
  messaging:
    "SK[0-9a-f]{32}(?![0-9a-f])|key-[0-9a-f]{32}(?![0-9a-f])|[0-9a-f]{32}-us\\d{1,2}(?!\\w)|\\d{8,10}:AA[\\w-]{33}|[MNO][\\w-]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,}",
  others:
    "figd_[\\w-]{40,}|lin_api_\\w{32,}|ntn_\\d{11}[A-Za-z0-9]{35}|ops_ey[\\w+/=-]{40,}|tskey-[a-z]{2,20}-[\\w-]{16,}|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|AGE-SECRET-KEY-1[0-9A-Z]{50,}|sq0(?:csp|atp)-[\\w-]{20,}|EAA[A-Za-z0-9]{80,}|LTAI[A-Za-z0-9]{16,}|AKCp[A-Za-z0-9]{60,}|sha256~[\\w-]{40,}|FlyV1 fm\\d_[\\w+/=,-]{40,}",
  // Digests of passwords, which can be guessed: https://man7.org/linux/man-pages/man5/crypt.5.html
  crypt: "\\$(?:apr1|2[abxy]|[156y]|gy|argon2id?|argon2i)\\$[./\\w$=,+-]{20,}",
  jsonWebToken: "eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*",
};

const TOKEN = new RegExp(`(?<![A-Za-z0-9_-])(?:${Object.values(TOKENS).join("|")})`, "g");

/** Addresses that grant access to everyone who knows them, up to the part that is secret. */
const WEBHOOK =
  /(?<=hooks\.slack\.com\/)(?:services|workflows|triggers)\/[\w/-]{20,}|(?<=\/api\/webhooks\/\d{1,20}\/)[\w-]{20,}|(?<=\.webhook\.office\.com\/webhookb2\/)[\w@/-]{20,}/g;

const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)|PuTTY-User-Key-File-[\s\S]*$/g;

/** A text without private keys and the tokens of vendors. */
export function hideTokens(text: string, hide: Hide): string {
  return text.replace(PRIVATE_KEY, hide).replace(TOKEN, hide).replace(WEBHOOK, hide);
}
