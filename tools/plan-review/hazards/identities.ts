import { textAt } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import type { Leaf } from "./values.ts";

/** Ids that nothing else can have: ARNs, and ids with a prefix such as `subnet-0a1b2c3d`. */
const UNMISTAKABLE = /^arn:|^[a-z]+-[0-9a-f]{8,}$/;

/** By what others name a resource. */
export interface Identity {
  readonly text: string;
  /** Names are ordinary words: they count only under a key with this word in it. */
  readonly word?: string;
  /** Images in a repository begin with its address. */
  readonly isPrefix: boolean;
}

/** By what the attributes of others name a resource as it is now. */
export function identitiesOf({ type, change }: Pick<ResourceChange, "type" | "change">): Identity[] {
  const texts = ["id", "arn", "repository_url"].map((key) => textAt(change.before, key));
  return [...new Set(texts)].flatMap((text): Identity[] => {
    if (text === undefined || text === "") return [];
    const isAddress = text === texts[2];
    if (isAddress || UNMISTAKABLE.test(text)) return [{ text, isPrefix: isAddress }];
    return [{ text, isPrefix: false, word: type.slice(type.lastIndexOf("_") + 1) }];
  });
}

/** Whether a text names a resource. */
export const namesIdentity = ({ keys, text }: Leaf, { text: identity, word, isPrefix }: Identity): boolean =>
  (text === identity || (isPrefix && /^[:@]/.test(text.slice(identity.length)) && text.startsWith(identity))) &&
  (word === undefined || keys.some((key) => key.includes(word)));
