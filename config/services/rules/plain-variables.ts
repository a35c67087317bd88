import { isHarmless, isSecretName } from "../../../packages/secrets/names.ts";
import { hideTokens } from "../../../packages/secrets/tokens.ts";
import type { Finding } from "../../finding.ts";
import { didYouMean, nearest } from "../../nearest.ts";
import type { Container } from "./containers.ts";

/** Credentials that AWS looks for in plain settings (AWS Security Hub, ECS.8). */
const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"];

/**
 * Names of secrets, in capital letters with underscores between their words: a word for a secret at the end, perhaps with one
 * behind it that says which of several. `PASSWORD_POLICY` and `TOKEN_URL` are about secrets.
 */
const SECRET_NAME = new RegExp(
  [
    "(?:PASSWORD|PASSWORT|PASSWD|PASSPHRASE|PASSCODE|REDIS(?:CLI)?_AUTH",
    "|(?:^|_)(?:(?:DB)?(?:PASS|PWD|PW)|PSK|PAT|SECRET|TOKEN|CREDENTIALS?|APIKEY",
    "|(?:API|ACCESS|AUTH|PRIVATE|SECRET|SIGNING|ENCRYPTION|MASTER|SHARED|LICENSE|ACCOUNT|STORAGE|HMAC|JWT)_?KEY))",
    "(?:_(?:\\d+|BASE|B64|BASE64|PEM|VALUE|STRING|CURRENT|PREVIOUS|OLD|NEW|PRIMARY|SECONDARY|ADMIN|APP|RO|RW|READ|WRITE",
    "|DEV|TEST|STAGING|STAGE|PROD|PRODUCTION|LIVE))*\\d*$",
  ].join(""),
);

/** Words that say that everyone may know it. */
const PUBLIC_WORDS = /(?:^|_)(?:PUBLIC|PUBLISHABLE|DUMMY|EXAMPLE|SAMPLE|FAKE)(?:_|$)/;

/**
 * Where a secret is, instead of itself: a path, an address without credentials, or a reference of a tool that reads it.
 */
const REFERENCE =
  /^(?:\.{0,2}\/\S*|[a-z][a-z0-9+.-]*:\/\/[^\s@]*|(?:vault|ssm|awssm|secretsmanager|op|env|file|sops|k8s):\S+)$/i;

/** Names whose values are passwords even where these are numbers. */
const PASSWORD_WORDS = /PASS|PWD|PW(?:_|$)/;

/** An address with a user and a password, and settings of a connection with one, such as those of JDBC and ODBC. */
const WITH_PASSWORD = [
  /^[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:([^\s@]+)@/i,
  /^(?:jdbc:.*[?;&]|(?:[^;=]+=[^;]*;)+\s*)(?:password|pwd)\s*=\s*([^;&]+)/i,
];

/** Finds variables that look like secrets, which everyone could read who may describe the task. */
export function checkPlainVariables(
  path: Finding["path"],
  { environment, plainVariables = [] }: Pick<Container, "environment" | "plainVariables">,
): Finding[] {
  const names = Object.keys(environment);
  return [
    ...names.flatMap((name) => {
      const message = plainVariables.includes(name) ? undefined : problemOf(name, environment[name] ?? "");
      return message === undefined ? [] : [{ path: [...path, "environment", name], message }];
    }),
    ...plainVariables.flatMap((name, index) => {
      if (names.includes(name)) return [];
      const message = `is not in environment${didYouMean(nearest(name, names).map((each) => `"${each}"`)) || ": remove it"}`;
      return [{ path: [...path, "plainVariables", index], message }];
    }),
  ];
}

const WAY =
  "anyone allowed to describe the task can read: put it into Secrets Manager and its ARN into secrets, or, if it is not a secret, list its name in plainVariables";

function problemOf(name: string, value: string): string | undefined {
  if (CREDENTIALS.includes(name))
    return "is a credential that anyone allowed to describe the task can read: use taskRole, or secrets";
  const what = secretIn(name, value);
  return what === undefined ? undefined : `${what}, which ${WAY}`;
}

/** What makes a setting look like a secret, as a message says it: its name, or what it contains; undefined if nothing does. */
export function secretIn(name: string, value: string): string | undefined {
  if (isSecretByName(name, value)) return "has the name of a secret";
  const passwords = WITH_PASSWORD.flatMap((form) => form.exec(value)?.slice(1) ?? []);
  const hasSecret =
    passwords.some((each) => !isHarmless(each)) || hideTokens(value, () => "") !== value || isObjectWithSecret(value);
  return hasSecret ? "contains a secret" : undefined;
}

/** Whether a text is an object of JSON with a secret in it, as settings of frameworks and keys of service accounts are. */
function isObjectWithSecret(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    return hasSecretIn(JSON.parse(text));
  } catch {
    return false; // it only looks like one
  }
}

const hasSecretIn = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).some(([key, each]) =>
    typeof each === "string" ? isSecretByName(key, each) : hasSecretIn(each),
  );

function isSecretByName(name: string, value: string): boolean {
  const words = wordsOf(name);
  if (!SECRET_NAME.test(words) || PUBLIC_WORDS.test(words) || !isSecretName(name)) return false;
  if (isHarmless(value) || REFERENCE.test(value)) return false;
  return !/^\d+(\.\d+)?(ms|s|m|h|d)?$/i.test(value) || PASSWORD_WORDS.test(words);
}

/** A name in capital letters, with underscores between its words: `dbPassword` and `db.password` are `DB_PASSWORD`. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
