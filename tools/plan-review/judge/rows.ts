import type { AttributeRow, Compared } from "../model/review.ts";
import type { Change } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { compared } from "./compared.ts";
import { type Difference, differences } from "./difference.ts";
import { leadsTo, pathText } from "./path.ts";
import { type Side, sidesOf } from "./side.ts";

/** A row of a change, with what decides how it is shown. */
export interface Row extends AttributeRow {
  /** Attribute of the resource that it belongs to. */
  readonly attribute: string;
  /** Only known after apply. */
  readonly isUnknown: boolean;
}

/** Values that Terraform shows as they are encoded. */
const ENCODED = /^user_data(_base64)?$/;

/** Characters that a text rarely has. A few of them must not hide what else it says; with more it is none. */
const [CONTROL, MAX_CONTROLS] = [/[^\P{Cc}\t\n\r]/gu, 0.1];

/** What differs, attribute by attribute. */
export function rowsOf(change: Change, redactor: Redactor): Row[] {
  const { before, after } = sidesOf(change);
  return differences(before, after).map((difference) => rowFor(difference, change, redactor));
}

function rowFor(difference: Difference, change: Change, redactor: Redactor): Row {
  const { names, path, isRewritten } = difference;
  const [before, after] = [decoded(difference.before, names), decoded(difference.after, names)];
  return {
    attribute: names[0] ?? "",
    isUnknown: after.unknown === true,
    path: redactor.text(pathText(names, path), Number.POSITIVE_INFINITY),
    forcesReplacement: change.replacePaths.some((replaced) => leadsTo(replaced, path)),
    ...(isRewritten ? REWRITTEN : compared(before, after, names, redactor)),
  };
}

/** Not the texts themselves: which values in them are secret is known only of what they say. */
const REWRITTEN: Compared = {
  before: { kind: "rewritten", text: "(a document)" },
  after: { kind: "rewritten", text: "(the same document, written differently)" },
};

/** A text that is kept encoded as what it says, where it says something. */
function decoded(side: Side, names: readonly string[]): Side {
  if (typeof side.value !== "string" || !ENCODED.test(names.at(-1) ?? "")) return side;
  const bytes = Buffer.from(side.value, "base64");
  const text = bytes.toString("utf8");
  const isText =
    bytes.toString("base64") === side.value &&
    !text.includes("\ufffd") &&
    (text.match(CONTROL)?.length ?? 0) < text.length * MAX_CONTROLS;
  return isText ? { ...side, value: text } : side;
}
