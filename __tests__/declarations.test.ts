import { nonEmpty } from "./support/non-empty.ts";
import { sources } from "./support/sources.ts";
import { nameOf, nodesIn, nodesOf, type SyntaxNode } from "./support/syntax.ts";

const FOLDERS = ["config", "stacks", "constructs", "packages", "tools", "examples"];
const schemas = sources("config").filter((file) => !file.startsWith("config/environments/"));
const users = ["stacks", "constructs"].flatMap(sources);

/** Names that a source declares and exports, in `.cjs` those of `module.exports`; what it only exports again is not its own. */
function exportsOf(file: string): string[] {
  const nodes = nodesOf(file);
  const declared = nodes
    .filter(({ type }) => type === "ExportDeclaration")
    .flatMap(({ declaration }) => {
      const { identifier, id, declarations = [] } = declaration as { [field: string]: SyntaxNode[] };
      return [identifier, id, ...declarations.map((each) => each.id)].filter((each) => each !== undefined);
    });
  const assigned = nodes
    .filter(({ type, left }) => type === "AssignmentExpression" && nameOf((left as SyntaxNode).object) === "module")
    .flatMap(({ right }) => (right as { properties: SyntaxNode[] }).properties);
  return [...declared, ...assigned].map(nameOf);
}

/** Fields by the schema that declares them: `v.strictObject({ … })`, and objects that several schemas spread. */
const fieldsOfSchemas = schemas.flatMap((file) =>
  nodesOf(file)
    .filter(({ type }) => type === "ObjectExpression")
    .map(({ properties }) => ({
      file,
      fields: (properties as SyntaxNode[])
        .filter(({ type, value }) => type === "KeyValueProperty" && (value as SyntaxNode).type === "CallExpression")
        .map(({ key }) => nameOf(key)),
    })),
);

test("a name is exported for one thing", () => {
  const owners = new Map<string, Set<string>>();
  for (const file of ["main.ts", "bootstrap.ts", "preview.ts", ...FOLDERS.flatMap(sources)])
    for (const name of exportsOf(file)) owners.set(name, (owners.get(name) ?? new Set()).add(file)); // overloads are one
  expect(nonEmpty(owners).filter(([, files]) => files.size > 1)).toEqual([]);
});

test("props of a construct are written without a spread, which could hand it what it does not declare", () => {
  const found = users.flatMap((file) => {
    const nodes = nodesOf(file);
    const ours = nodes
      .filter(({ type, source }) => type === "ImportDeclaration" && nameOf(source).startsWith("."))
      .flatMap(({ specifiers }) => (specifiers as SyntaxNode[]).map(({ local }) => nameOf(local)));
    const created = nodes.filter(({ type, callee }) => type === "NewExpression" && ours.includes(nameOf(callee)));
    return created.map(({ callee, arguments: given }) => ({
      what: `${nameOf(callee)} in ${file}`,
      spreads: ((given ?? []) as { expression: SyntaxNode }[])
        .flatMap(({ expression }) => (expression.type === "ObjectExpression" ? expression.properties : []))
        .filter((property) => (property as SyntaxNode).type === "SpreadElement"),
    }));
  });
  expect(nonEmpty(found).filter(({ spreads }) => spreads.length > 0)).toEqual([]);
});

test("no interface repeats the fields of a schema: it takes the schema's type", () => {
  const declared = users.flatMap((file) =>
    nodesOf(file)
      .filter(({ type }) => type === "TsInterfaceBody" || type === "TsTypeLiteral")
      .map((node) => ({
        file,
        members: nodesIn([node.body ?? node.members].flat(), "TsPropertySignature").map(({ key }) => nameOf(key)),
      })),
  );
  const repeated = nonEmpty(declared).flatMap(({ file, members }) =>
    fieldsOfSchemas.flatMap(({ file: schema, fields }) => {
      const common = members.filter((member) => fields.includes(member));
      return common.length > 2 ? [`${file} repeats ${common.join(", ")} of ${schema}`] : [];
    }),
  );
  expect(repeated).toEqual([]);
});
