import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ParserOptions, parse } from "@babel/parser";

type Statement = ReturnType<typeof parse>["program"]["body"][number];
export type Expression = Extract<Statement, { type: "ExpressionStatement" }>["expression"];
export type ObjectLiteral = Extract<Expression, { type: "ObjectExpression" }>;

/** An expression, and the file that its names mean something in. */
export interface Located<T = Expression> {
  readonly file: string;
  readonly node: T;
}

interface Source {
  /** What constants are, by name. */
  readonly constants: ReadonlyMap<string, Expression>;
  /** Where imported names come from. */
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
}

const OPTIONS: ParserOptions = { sourceType: "module", plugins: ["typescript"], attachComment: true };

/** TypeScript sources, each parsed once, that resolve names. */
export class Sources {
  readonly #parsed = new Map<string, Source>();

  /** A constant of a file. Throws if there is none. */
  constant(file: string, name: string): Located {
    const { constants, imports } = this.#read(file);
    const from = imports.get(name);
    if (from !== undefined) return this.constant(from.file, from.name);
    const node = constants.get(name);
    if (node === undefined) throw new Error(`${file} has no constant ${name}`);
    return this.resolve({ file, node });
  }

  /** What an expression is once names and type assertions are followed. */
  resolve({ file, node }: Located): Located {
    if (node.type === "Identifier") return this.constant(file, node.name);
    if (node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression")
      return this.resolve({ file, node: node.expression });
    return { file, node };
  }

  #read(file: string): Source {
    const known = this.#parsed.get(file);
    if (known !== undefined) return known;
    const constants = new Map<string, Expression>();
    const imports = new Map<string, { file: string; name: string }>();
    for (const statement of parse(readFileSync(file, "utf8"), OPTIONS).program.body) {
      const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
      if (declaration?.type === "VariableDeclaration")
        for (const { id, init } of declaration.declarations)
          if (id.type === "Identifier" && init) constants.set(id.name, init);
      if (statement.type === "ImportDeclaration" && statement.source.value.startsWith("."))
        for (const each of statement.specifiers)
          if (each.type === "ImportSpecifier" && each.imported.type === "Identifier")
            imports.set(each.local.name, {
              file: resolve(dirname(file), statement.source.value),
              name: each.imported.name,
            });
    }
    const source = { constants, imports };
    this.#parsed.set(file, source);
    return source;
  }
}
