import type { Stacks } from "./synthesis.ts";
import { hashOf, System } from "./system.ts";

/**
 * Systems in which environments are deployed. A stack reads only the outputs of those before it, so that the stacks with which
 * several environments begin are deployed once.
 */
export class Bases {
  private readonly known = new Map<string, Promise<System>>();

  of(stacks: Stacks): Promise<System> {
    return this.deployed([...stacks]);
  }

  async remove(): Promise<void> {
    for (const base of this.known.values())
      await base.then(
        (system) => system.remove(),
        () => undefined,
      );
  }

  private deployed(stacks: readonly (readonly [string, string])[]): Promise<System> {
    const key = hashOf(...stacks.flat());
    const known = this.known.get(key) ?? this.deploy(stacks);
    this.known.set(key, known);
    return known;
  }

  private async deploy(stacks: readonly (readonly [string, string])[]): Promise<System> {
    const last = stacks.at(-1);
    if (last === undefined) return System.create();
    const [name, text] = last;
    const all = new Map(stacks);
    const system = await (await this.deployed(stacks.slice(0, -1))).copy(all);
    system.stacks = all;
    system.write(name, text);
    await (await system.workspace(name)).applyAll();
    await system.stop();
    return system;
  }
}
