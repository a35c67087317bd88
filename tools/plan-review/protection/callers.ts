import { type Json, listAt, textAt } from "../read/json.ts";
import { type Mechanism, NO_WIDER_NETWORKS } from "./mechanism.ts";

const entriesOf = (value: Json): Json[] => (Array.isArray(value) ? value : []);

const sourcesOf = (value: Json): Json[] =>
  entriesOf(value).flatMap((each) => listAt(each, "source_ip").flatMap((source) => listAt(source, "values")));

const headersOf = (value: Json): string[] =>
  entriesOf(value).flatMap((each) =>
    listAt(each, "http_header").flatMap((header) => textAt(header, "http_header_name")?.toLowerCase() ?? []),
  );

/** Conditions of a rule of a listener, of which those about addresses and headers go on holding. */
export const CALLERS: Mechanism = {
  words: "keeps its conditions on addresses and headers",
  protects: (before) => sourcesOf(before).length + headersOf(before).length > 0,
  loses(before, after) {
    const [was, is] = [sourcesOf(before), sourcesOf(after)];
    if (was.length > 0 && (is.length === 0 || NO_WIDER_NETWORKS.loses(was, is))) return true;
    return headersOf(before).some((name) => !headersOf(after).includes(name));
  },
};

/** Answers that tell a client that it may not come in. */
const isRefusal = (action: Json) =>
  listAt(action, "fixed_response").some((response) => /^40[13]$/.test(textAt(response, "status_code") ?? ""));

/** What a listener does with requests that no rule names, which is to refuse them. */
export const REFUSES: Mechanism = {
  words: "refuses what no rule names",
  protects: (before) => entriesOf(before).some(isRefusal),
  loses: (before, after) =>
    entriesOf(before).some(isRefusal) &&
    entriesOf(after).some((action) => textAt(action, "type") === "forward") &&
    !entriesOf(after).some(isRefusal),
};
