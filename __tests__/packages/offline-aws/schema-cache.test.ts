import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Catalog } from "../../../packages/offline-aws/schema/catalog.ts";
import type { Attribute } from "../../../packages/offline-aws/schema/types.ts";
import { newFolder } from "../../support/folder.ts";

const ROOT = resolve(__dirname, "../../..");

/** Bindings of a provider with one type, of one argument. */
const BINDING = `
export interface CartConfig extends cdktf.TerraformMetaArguments {
}
export class Cart extends cdktf.TerraformResource {
  // size - computed: false, optional: true, required: false
  public get size() {
    return this.getNumberAttribute('size');
  }
}
`;

/** A copy of the code that derives schemas, and bindings to derive them from, in a separate folder. */
class Derivation {
  private readonly folder = newFolder();
  private readonly lib = join(this.folder, "node_modules/@cdktf/provider-shop/lib");

  constructor() {
    cpSync(join(ROOT, "packages/offline-aws/schema"), join(this.folder, "schema"), { recursive: true });
    mkdirSync(join(this.lib, "cart"), { recursive: true });
    this.bind(BINDING);
  }

  bind(source: string): void {
    const map = Buffer.from(JSON.stringify({ sourcesContent: [source] })).toString("base64");
    writeFileSync(join(this.lib, "cart/index.js"), `//# sourceMappingURL=data:application/json;base64,${map}`);
  }

  edit(file: string, from: string, to: string): void {
    const path = join(this.folder, "schema", file);
    const text = readFileSync(path, "utf8");
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  }

  /** The argument as a process sees it that starts now. */
  size(): Attribute | undefined {
    jest.resetModules();
    const { Catalog } = require(join(this.folder, "schema/catalog.ts")) as { Catalog: new (of: object) => Catalog };
    const catalog = new Catalog({ provider: "shop", version: "1.0.0", folder: this.lib });
    return catalog.find("resource", "shop_cart")?.block.attributes.size;
  }
}

test("a schema is derived once for a version of the bindings", () => {
  const derivation = new Derivation();
  derivation.size();
  derivation.bind(BINDING.replace("getNumberAttribute", "getStringAttribute"));
  expect(derivation.size()).toEqual({ type: "number", optional: true });
});

test("a schema is derived again after an edit of the code that derives it", () => {
  const derivation = new Derivation();
  derivation.size();
  derivation.edit("derive.ts", '"this.getNumberAttribute()": "number"', '"this.getNumberAttribute()": "bool"');
  expect(derivation.size()).toEqual({ type: "bool", optional: true });
});
