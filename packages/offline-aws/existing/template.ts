/** A name in a template of the facts, with whatever is done with its value; see `render`. */
const TOKEN = /\{([a-z0-9_]+)([^{}]*)\}/g;

/**
 * The values that a template has been filled in with: of `role{path}{name}`, `role/team/shop` has the path `/team/` and the
 * name `shop`. Values that are changed on their way, drawn or cut, are left out; nothing is where the text does not fit.
 */
export function filledIn(template: string, text: string): Record<string, string> {
  const names: string[] = [];
  let pattern = "";
  let end = 0;
  for (const { 0: token, 1: name = "", 2: filters, index } of template.matchAll(TOKEN)) {
    pattern += escaped(template.slice(end, index));
    end = index + token.length;
    if (filters !== "" || DRAWN.test(name)) pattern += ".*";
    else if (names.includes(name)) pattern += `\\${names.indexOf(name) + 1}`;
    else {
      names.push(name);
      pattern += FORMS[name] ?? "(.+?)";
    }
  }
  const [, ...values] = new RegExp(`^${pattern}${escaped(template.slice(end))}$`).exec(text) ?? [];
  return Object.fromEntries(values.map((value, index) => [names[index], value]));
}

const DRAWN = /^((hex|digits|upper|lower|alnum)\d+|uuid|octet|stamp|now)$/;

const FORMS: Readonly<Record<string, string>> = { path: "(/(?:.*/)?)", account: "([^:]*)", region: "([^:]*)" };

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
