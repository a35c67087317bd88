import { at, isJsonObject, type JsonObject, listAt, objectAt } from "./json.ts";

/** Arguments of a resource that an environment sets past the fields of its configuration. */
export interface OverriddenResource {
  readonly address: string;
  readonly paths: readonly string[];
}

/** Overrides that a synthesized stack notes in the comments of its resources (`//`), which no plan has. */
export const overridesIn = (config: JsonObject): OverriddenResource[] =>
  Object.entries(objectAt(config, "resource")).flatMap(([type, resources]) =>
    Object.entries(isJsonObject(resources) ? resources : {}).flatMap(([name, resource]) => {
      const paths = listAt(at(resource, "//") ?? null, "overrides").filter((path) => typeof path === "string");
      return paths.length === 0 ? [] : [{ address: `${type}.${name}`, paths }];
    }),
  );
