import {
  type IResolveContext,
  Lazy,
  TerraformOutput,
  type TerraformOutputConfig,
  TerraformRemoteState,
  TerraformStack,
} from "cdktf";
import type { Config } from "../config/config.ts";
import { freeId } from "../constructs/free-id.ts";
import { readState } from "./state.ts";

/** An output of exactly that name, whatever else in the stack is called so. */
export function namedOutput(stack: TerraformStack, name: string, config: TerraformOutputConfig): void {
  new TerraformOutput(stack, freeId(stack, name), config).overrideLogicalId(name);
}

/**
 * Outputs of a stack under explicit names. Each value that `publish` returns knows where it is used: in the stack
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
    namedOutput(this.owner, name, { value });
    return Lazy.stringValue({ produce: (context) => this.stateFor(context)?.getString(name) ?? value });
  }

  private publishList(name: string, value: string[]): string[] {
    namedOutput(this.owner, name, { value });
    return Lazy.listValue({ produce: (context) => this.stateFor(context)?.getList(name) ?? value });
  }

  /** The owner's state as the stack reads it in which a value is used; undefined in the owner itself. */
  private stateFor(context: IResolveContext): TerraformRemoteState | undefined {
    const reader = TerraformStack.of(context.scope);
    if (reader === this.owner) return undefined;
    const name = this.owner.node.id;
    const known = reader.node.children.find(
      (child) => child instanceof TerraformRemoteState && child.friendlyUniqueId === name,
    );
    if (known !== undefined) return known as TerraformRemoteState;
    reader.addDependency(this.owner);
    const state = readState(reader, freeId(reader, `${name}-outputs`), this.owner, this.config);
    state.overrideLogicalId(name);
    return state;
  }
}
