import { canonical, type Json, listAt } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

/** Filters of each group, of which an event has to pass all. */
const groupsOf = (value: Json): string[][] =>
  (Array.isArray(value) ? value : []).map((group) => listAt(group, "filter").map(canonical));

/**
 * Groups of filters of a webhook. An event starts a build when it passes one group, and passes a group with all of its
 * filters; without any group each event does (https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Webhook.html).
 */
export const NO_WIDER_FILTERS: Mechanism = {
  words: "lets no event through that did not pass before",
  protects: (before) => groupsOf(before).length > 0,
  loses(before, after) {
    const known = groupsOf(before);
    if (known.length === 0) return false;
    const now = groupsOf(after);
    const isNarrower = (group: string[]) => known.some((filters) => filters.every((each) => group.includes(each)));
    return now.length === 0 || !now.every(isNarrower);
  },
};
