import * as v from "valibot";
import { rules, text } from "./fields.ts";
import type { Finding } from "./finding.ts";

/**
 * Maximum number of tags of a resource, without those that AWS itself sets (AWS general reference, tagging resources).
 */
const MAX_TAGS = 50;

/** Keys that the stacks set: those of every resource, and what some have besides. */
export const OWN_TAGS = ["Application", "Environment", "Stack", "ManagedBy", "Name", "AmazonECSManaged"];

// What services take in common (the same). ECS keeps AmazonECSCreated and AmazonECSManaged (API, EBSTagSpecification), and
// aws: at the beginning of keys and values (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html).
const CHARACTERS = String.raw`[\p{L}\p{Z}\p{N}_.:/=+@-]`;

/** Tags by key. */
export const tags = v.pipe(
  v.record(
    text(
      new RegExp(`^(?!AmazonECS|[Aa][Ww][Ss]:)${CHARACTERS}{1,128}$`, "u"),
      "is not a tag key: use 1-128 letters, digits, spaces and _.:/=+-@, not aws:… or AmazonECS…",
    ),
    text(
      new RegExp(`^(?![Aa][Ww][Ss]:)${CHARACTERS}{0,256}$`, "u"),
      "is not a tag value: use up to 256 letters, digits, spaces and _.:/=+-@, not aws:…",
    ),
  ),
  rules(checkTags),
);

function checkTags(given: Readonly<Record<string, string>>): Finding[] {
  const keys = [...new Set([...OWN_TAGS, ...Object.keys(given)])];
  const count = `has, with ${OWN_TAGS.length} of the stacks, ${keys.length} tags, and a resource allows ${MAX_TAGS}`;
  return [
    ...(keys.length > MAX_TAGS ? [{ path: [], message: `${count}: remove some` }] : []),
    ...keys.flatMap((key, index) => {
      // IAM tells no capital letters from small ones in a key (IAM user guide, rules for tagging).
      const other = keys.findIndex((each) => each.toLowerCase() === key.toLowerCase());
      if (other === index) return [];
      const message = `differs only in case from the key ${keys[other]}, which IAM treats as the same: write ${keys[other]}`;
      return [{ path: [key], message }];
    }),
  ];
}
