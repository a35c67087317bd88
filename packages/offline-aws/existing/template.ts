/** A name in a template of the facts, with whatever is done with its value; see `render`. */
const TOKEN = /\{([a-z0-9_]+)([^{}]*)\}/g;

/** Filters that only put one word for another. */
const SWAPS = /^(\|swap [^|\s]+ [^|\s]+)+$/;

/**
 * The values that a template has been filled in with: of `role{path}{name}`, `role/team/shop` has the path `/team/` and the
 * name `shop`. Words that were swapped are swapped back; values that are drawn, or changed in another way, are left out;
 * nothing is where the text does not fit.
 */
export function filledIn(template: string, text: string): Record<string, string> {
  const names: { readonly name: string; readonly filters: string }[] = [];
  let pattern = "";
  let end = 0;
  for (const { 0: token, 1: name = "", 2: filters = "", index } of template.matchAll(TOKEN)) {
    pattern += escaped(template.slice(end, index));
    end = index + token.length;
    const known = names.findIndex((each) => each.name === name);
    if (DRAWN.test(name)) pattern += "[^/:]*";
    else if (filters !== "" && !SWAPS.test(filters)) pattern += ".*";
    else if (known >= 0) pattern += `\\${known + 1}`;
    else {
      names.push({ name, filters });
      pattern += FORMS[name] ?? "(.+?)";
    }
  }
  const found = new RegExp(`^${pattern}${escaped(template.slice(end))}$`).exec(text);
  if (found === null) return {};
  return Object.fromEntries(
    names.map(({ name, filters }, index) => [name, swappedBack(found[index + 1] ?? "", filters)]),
  );
}

/** A value before its words were swapped. */
const swappedBack = (value: string, filters: string) =>
  [...filters.matchAll(/\|swap ([^|\s]+) ([^|\s]+)/g)].reduce(
    (result, [, word = "", swapped = ""]) => result.replace(swapped, word),
    value,
  );

const DRAWN = /^((hex|digits|upper|lower|alnum)\d+|uuid|octet|stamp|now)$/;

const FORMS: Readonly<Record<string, string>> = { path: "(/(?:.*/)?)", account: "([^:]*)", region: "([^:]*)" };

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
