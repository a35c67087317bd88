import { isWithin } from "../access/cidr.ts";
import { identityOf } from "../judge/identity.ts";
import { at, canonical, isJsonObject, type Json, scalarText } from "../read/json.ts";

/** How a setting protects, so that a change of it is known to take protection away. `null` is a setting that is not there. */
export interface Mechanism {
  /** In words, after the name of the setting: `is true`. */
  readonly words: string;
  /** Whether a value has protection that could be lost. */
  protects(before: Json): boolean;
  /** Whether a change from one value to another loses some. */
  loses(before: Json, after: Json): boolean;
  /** Whether a value that is only known after apply is taken for what it was. @default false: it may be anything */
  readonly trustsUnknown?: true;
  /** Whether an entry that a list gains says nothing of those before it. @default false: it may */
  readonly onlyOfKnownEntries?: true;
}

/** The same, of entries that a list had. */
export const ofKnownEntries = (mechanism: Mechanism): Mechanism => ({ ...mechanism, onlyOfKnownEntries: true });

/** Texts for what Terraform writes as a truth value in one resource and as a text in another. */
const textOf = (value: Json): string =>
  value === null || Array.isArray(value) || isJsonObject(value)
    ? canonical(value)
    : typeof value === "string"
      ? value
      : scalarText(value);

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : value === null || value === "" ? [] : [value]);

function isThere(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isJsonObject(value) ? Object.keys(value).length > 0 : value !== null && value !== "";
}

/** It protects while it has one of these values. */
export function isOneOf(...values: readonly string[]): Mechanism {
  const protects = (value: Json) => values.includes(textOf(value));
  return {
    words: `is ${values.join(" or ")}`,
    protects,
    loses: (before, after) => protects(before) && !protects(after),
  };
}

/** It protects while it has none of these values; a setting that is not there has none. */
export function isNoneOf(...values: readonly string[]): Mechanism {
  const protects = (value: Json) => !values.includes(textOf(value));
  return {
    words: `is not ${values.join(" or ")}`,
    protects,
    loses: (before, after) => protects(before) && !protects(after),
  };
}

export const ON = isOneOf("true");
export const OFF = isNoneOf("true");

/** It protects while there is one, whichever. */
export const PRESENT: Mechanism = {
  words: "is set",
  protects: isThere,
  loses: (before, after) => isThere(before) && !isThere(after),
};

const isOnOrThere = (value: Json) => (typeof value === "boolean" ? value : isThere(value));

/** A truth value that is true, or a block that is there. */
export const ON_OR_PRESENT: Mechanism = {
  words: "is true or set",
  protects: isOnOrThere,
  loses: (before, after) => isOnOrThere(before) && !isOnOrThere(after),
};

/** It protects while there is none. */
export const ABSENT: Mechanism = {
  words: "is not set",
  protects: (before) => !isThere(before),
  loses: (before, after) => !isThere(before) && isThere(after),
};

const isOwnKey = (value: Json) => isThere(value) && !/^(arn:[^:]*:kms:.*:)?alias\/aws\//.test(textOf(value));

/** A key of the account; `alias/aws/ssm` and the like are AWS's own (AWS KMS developer guide, AWS managed keys). */
export const OWN_KEY: Mechanism = {
  words: "is a key of the account",
  protects: isOwnKey,
  loses: (before, after) => isOwnKey(before) && !isOwnKey(after),
};

/** It stays what it is; one that comes or goes is for other rules. */
export const SAME: Mechanism = {
  words: "stays the same",
  protects: isThere,
  loses: (before, after) => isThere(before) && isThere(after) && canonical(before) !== canonical(after),
};

/** A number that may not fall. One that is not there, or `never`, is the given one. */
export function notLess(absent: number, never?: number): Mechanism {
  const numberOf = (value: Json) => (value === null || value === "" ? absent : Number(textOf(value)));
  const weight = (value: Json) => (numberOf(value) === never ? Number.POSITIVE_INFINITY : numberOf(value));
  return {
    words: "does not fall",
    protects: (before) => weight(before) > 0,
    loses: (before, after) => weight(after) < weight(before),
  };
}

/** A number that may not rise. One that is not there, or `never`, is the largest. */
export function notMore(never?: number): Mechanism {
  const weight = (value: Json) => {
    const number = value === null || value === "" ? Number.POSITIVE_INFINITY : Number(textOf(value));
    return number === never ? Number.POSITIVE_INFINITY : number;
  };
  return {
    words: "does not rise",
    protects: (before) => Number.isFinite(weight(before)),
    loses: (before, after) => weight(after) > weight(before),
  };
}

/** Values of which each protects more than those before it. Any other value is compared with none. */
export const ranked = (...weakestFirst: readonly string[]): Mechanism =>
  rankedBy(`does not go back in the order ${weakestFirst.join(", ")}`, (value) => {
    const rank = weakestFirst.indexOf(textOf(value));
    return rank < 0 ? undefined : rank;
  });

/** The same by a rank that is read of the value; undefined for one that has none. */
export function rankedBy(words: string, rankOf: (value: Json) => number | undefined): Mechanism {
  return {
    words,
    protects: (before) => (rankOf(before) ?? 0) > 0,
    loses(before, after) {
      const [rankBefore, rankAfter] = [rankOf(before), rankOf(after)];
      return rankBefore !== undefined && rankAfter !== undefined && rankAfter < rankBefore;
    },
  };
}

/** What tells the entries of a list apart: their name, or all they say. */
const keysOf = (value: Json): string[] => listOf(value).map((entry) => identityOf(entry) ?? canonical(entry));

/** A list, or a map as its keys, that loses nothing. */
export const KEPT_ENTRIES: Mechanism = {
  words: "loses no entry",
  protects: isThere,
  loses: (before, after) => keysOf(before).some((key) => !keysOf(after).includes(key)),
};

/** A list of networks in which nothing lies outside of those that were there. */
export const NO_WIDER_NETWORKS: Mechanism = {
  words: "names no network outside of those that it named",
  protects: () => true,
  loses(before, after) {
    const known = listOf(before).map(textOf);
    return listOf(after).some((each) => !known.some((network) => network === each || isWithin(textOf(each), network)));
  },
};

/** The same of a list of blocks that each have one in a field. */
export const noWiderNetworksBy = (field: string): Mechanism => ({
  ...NO_WIDER_NETWORKS,
  words: `names no network outside of those that it named, by its ${field}`,
  loses: (before, after) => NO_WIDER_NETWORKS.loses(fieldsOf(before, field), fieldsOf(after, field)),
});

const fieldsOf = (list: Json, field: string): Json[] => listOf(list).map((entry) => at(entry, field) ?? null);

/** A list that keeps its entries, where an entry is known by one of its fields, and what else it says may change. */
export const keptBy = (field: string): Mechanism => ({
  words: `loses no entry, by its ${field}`,
  protects: isThere,
  loses(before, after) {
    const now = listOf(after).map((entry) => canonical(at(entry, field)));
    return listOf(before).some((entry) => !now.includes(canonical(at(entry, field))));
  },
});

/** A list that may name others, but no fewer. */
export const NO_FEWER_ENTRIES: Mechanism = {
  words: "has no fewer entries",
  protects: isThere,
  loses: (before, after) => listOf(after).length < listOf(before).length,
};

/** A list without one of these entries. */
export function lacks(...entries: readonly string[]): Mechanism {
  const protects = (value: Json) => !listOf(value).some((entry) => entries.includes(textOf(entry)));
  return {
    words: `does not name ${entries.join(" or ")}`,
    protects,
    loses: (before, after) => protects(before) && !protects(after),
  };
}

/** A list with one of these entries. */
export function has(...entries: readonly string[]): Mechanism {
  const protects = (value: Json) => listOf(value).some((entry) => entries.includes(textOf(entry)));
  return {
    words: `names ${entries.join(" or ")}`,
    protects,
    loses: (before, after) => protects(before) && !protects(after),
  };
}

/** A list of several, such as of subnets in different zones, that does not shrink to one. */
export const SEVERAL: Mechanism = {
  words: "has several entries",
  protects: (before) => listOf(before).length > 1,
  loses: (before, after) => listOf(before).length > 1 && listOf(after).length === 1,
  trustsUnknown: true, // a list of subnets is not known while one is added
};

/** A number of what runs. Fewer are a matter of scaling; none is an outage. */
export const MORE_THAN_NONE: Mechanism = {
  words: "is not 0",
  protects: (before) => Number(textOf(before)) > 0,
  loses: (before, after) => Number(textOf(before)) > 0 && textOf(after) === "0",
};

/** A list that gains nothing. */
export const NO_NEW_ENTRIES: Mechanism = {
  words: "gains no entry",
  protects: () => true,
  loses: (before, after) => keysOf(after).some((key) => !keysOf(before).includes(key)),
};

/** Scheme and host of a URL; all of what is none. */
function originOf(value: Json): string {
  const text = textOf(value);
  const { protocol, host } = URL.parse(text) ?? { protocol: "", host: "" };
  return host === "" ? text : `${protocol}//${host}`;
}

/** A list of URLs that gains none on another host; another path of a host is within the same hands. */
export const NO_NEW_HOSTS: Mechanism = {
  words: "gains no URL on another host",
  protects: () => true,
  loses(before, after) {
    const known = listOf(before).map(originOf);
    return listOf(after).some((each) => !known.includes(originOf(each)));
  },
};
