import type { Action, AttributeRow, ChangeView } from "../model/review.ts";
import { at } from "../read/json.ts";
import type { Mask, ResourceChange } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { actionOf, reasonText } from "./action.ts";
import { lossOf } from "./loss.ts";
import { pathText } from "./path.ts";
import type { PlannedStack } from "./planned-stack.ts";
import type { Possible } from "./possible.ts";
import { type Row, rowsOf } from "./rows.ts";
import { scheduleNotes } from "./schedule-notes.ts";
import { sidesOf } from "./side.ts";

/** From 0, where nothing can go wrong; what is left out first where there is no room for all. */
const RISKS: Readonly<Record<Action, number>> = {
  delete: 80,
  replace: 80,
  forget: 60,
  other: 50,
  update: 40,
  create: 20,
  import: 10,
  move: 10,
  read: 0,
};

const LOSS = 100;
const WIDENED = 90;
const INVISIBLE = 5;

/** A change as people read it. `widens` are the addresses with which more becomes allowed; `now` is in milliseconds since 1970. */
export function changeView(
  { name: stack, plan }: PlannedStack,
  resource: ResourceChange,
  possible: Possible,
  widens: ReadonlySet<string>,
  redactor: Redactor,
  now: number,
): ChangeView {
  const action = actionOf(resource);
  const rows = rowsOf(resource.change, redactor);
  const configured = plan?.references.get(possible.addressOf(resource));
  const isComputed = ({ attribute, isUnknown }: Row) => isUnknown && configured?.has(attribute) !== true;
  const loss = lossOf(resource);
  const possiblyBecause = possible.causesOf(resource).map((value) => redactor.text(value));
  const unknown = action === "create" ? rows.filter(({ isUnknown }) => isUnknown) : rows.filter(isComputed);
  const known = rows.filter((row) => !unknown.includes(row));
  const invisible = action === "update" && known.length === 0;
  const risk = loss !== undefined ? LOSS : widens.has(resource.address) ? WIDENED : RISKS[action];
  return {
    stack,
    address:
      redactor.text(resource.address) + (resource.deposed ? ` (deposed ${redactor.text(resource.deposed)})` : ""),
    type: redactor.text(resource.type),
    action,
    actions: redactor.text(resource.change.actions.join(", ")),
    notes: [...notesOf(resource, redactor), ...scheduleNotes(resource, now).map((note) => redactor.text(note))],
    ...(loss !== undefined && { loss }),
    possiblyBecause,
    invisible,
    rows: known.map((row) => explained(row, possible.upstreamOf(resource, row.attribute), redactor)),
    unknown: [...new Set(unknown.map(({ path }) => path))],
    risk: invisible ? INVISIBLE : risk,
  };
}

/** A row; a value that is unknown because other stacks are says which they are. */
function explained(
  { attribute: _, isUnknown, ...row }: Row,
  values: readonly string[],
  redactor: Redactor,
): AttributeRow {
  if (!isUnknown || row.after?.kind !== "unknown" || values.length === 0) return row;
  return { ...row, after: { kind: "unknown", text: redactor.text(`(known after ${values.join(", ")})`) } };
}

/** A path up to where a value is sensitive: its keys may be, too. */
function shownPath(path: readonly (string | number)[], sensitive: Mask): readonly (string | number)[] {
  let mask = sensitive;
  const end = path.findIndex((step) => {
    if (mask === true) return true;
    mask = at(mask, step) ?? false;
    return false;
  });
  return end < 0 ? path : path.slice(0, end);
}

function notesOf(resource: ResourceChange, redactor: Redactor): string[] {
  const { change, previousAddress, actionReason } = resource;
  const { sensitive } = sidesOf(change).after;
  const paths = change.replacePaths.map((whole) => {
    const path = shownPath(whole, sensitive);
    return redactor.text(pathText(path.map(String), path));
  });
  const forcing = [...new Set(paths)].sort();
  const words = actionReason === undefined ? undefined : redactor.text(reasonText(actionReason));
  const why = forcing.length > 0 ? `${forcing.join(", ")}: can't be changed in place` : words;
  const order = change.actions.indexOf("create") < change.actions.indexOf("delete");
  return [
    ...(why === undefined || change.actions.includes("forget") ? [] : [why]),
    ...(change.actions.includes("create") && order ? ["the new one is created before the old one is deleted"] : []),
    ...(previousAddress === undefined ? [] : [`moved from ${redactor.text(previousAddress)}`]),
    ...(change.isImport ? ["imported"] : []),
    ...(resource.deferred === undefined ? [] : [`left to a later plan: ${redactor.text(resource.deferred)}`]),
    ...(change.actions.includes("forget") ? ["is no longer managed by Terraform, and stays as it is"] : []),
  ];
}
