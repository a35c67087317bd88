import { randomInt } from "node:crypto";
import type { ObjectValue } from "../protocol/values.ts";
import { AwsError } from "../provider/failure.ts";

/** Groups of characters, each with the argument that excludes it. */
const GROUPS: Readonly<Record<string, string>> = {
  exclude_lowercase: "abcdefghijklmnopqrstuvwxyz",
  exclude_uppercase: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  exclude_numbers: "0123456789",
  exclude_punctuation: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
};

const DEFAULT_LENGTH = 32;

const pick = (characters: string): string => characters[randomInt(characters.length)] as string;

/**
 * A password as GetRandomPassword makes it
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html). Throws `AwsError`.
 */
export function randomPassword(config: ObjectValue): string {
  const length = typeof config.password_length === "number" ? config.password_length : DEFAULT_LENGTH;
  const excluded = new Set(String(config.exclude_characters ?? ""));
  const groups = Object.entries(GROUPS)
    .filter(([argument]) => config[argument] !== true)
    .map(([, characters]) => [...characters].filter((each) => !excluded.has(each)).join(""))
    .filter((characters) => characters !== "");
  const all = groups.join("") + (config.include_space === true ? " " : "");
  if (all === "")
    throw new AwsError(
      "InvalidParameterException: The password can't be generated: every character type is excluded from it.",
    );
  const required = config.require_each_included_type === false ? [] : groups.map(pick);
  if (required.length > length)
    throw new AwsError(
      "InvalidParameterException: The password length is too short to include each of the required character types.",
    );
  const password = [...required, ...Array.from({ length: length - required.length }, () => pick(all))];
  for (let last = password.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [password[last], password[other]] = [password[other] as string, password[last] as string];
  }
  return password.join("");
}
