import { type IResolveContext, Lazy, TerraformOutput, type TerraformRemoteState, TerraformStack } from "cdktf";
import type { Config } from "../config/config.ts";
import { readState } from "./state.ts";

/**
 * Outputs of a stack under names of their own. Each value that `publish` returns knows where it is used: in the stack
 * itself it is the value, in any other it is the output of that name in the stack's state.
 */
export class PublishedOutputs {
  constructor(
    private readonly owner: TerraformStack,
    private readonly config: Config,
  ) {}

  publish<T extends object>(values: T): T {
    const published = Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, this.publishValue(name, value)]],
    );
    return Object.fromEntries(published) as T;
  }

  private publishValue(name: string, value: unknown): unknown {
    if (typeof value === "string") return this.publishText(name, value);
    if (Array.isArray(value)) return this.publishList(name, value as string[]);
    const members = Object.entries(value as Record<string, string>);
    return Object.fromEntries(members.map(([key, member]) => [key, this.publishText(`${name}-${key}`, member)]));
  }

  private publishText(name: string, value: string): string {
    new TerraformOutput(this.owner, name, { value, staticId: true });
    return Lazy.stringValue({ produce: (context) => this.stateFor(context)?.getString(name) ?? value });
  }

  private publishList(name: string, value: string[]): string[] {
    new TerraformOutput(this.owner, name, { value, staticId: true });
    return Lazy.listValue({ produce: (context) => this.stateFor(context)?.getList(name) ?? value });
  }

  /** The owner's state as the stack reads it in which a value is used; undefined in the owner itself. */
  private stateFor(context: IResolveContext): TerraformRemoteState | undefined {
    const reader = TerraformStack.of(context.scope);
    if (reader === this.owner) return undefined;
    const id = `${this.owner.node.id}-outputs`;
    const known = reader.node.tryFindChild(id) as TerraformRemoteState | undefined;
    if (known !== undefined) return known;
    reader.addDependency(this.owner);
    const state = readState(reader, id, this.owner, this.config);
    state.overrideLogicalId(this.owner.node.id);
    return state;
  }
}
