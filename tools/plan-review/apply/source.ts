import { run } from "../plan/processes.ts";

/** The commit that is checked out and the tree of its files; nothing if there is no git. */
export async function sourceOf(environment: NodeJS.ProcessEnv): Promise<{ commit?: string; tree?: string }> {
  const ask = async (revision: string) => {
    try {
      const { code, stdout } = await run(
        "git",
        ["rev-parse", "--verify", "--quiet", revision],
        process.cwd(),
        environment,
      );
      return code === 0 ? stdout.trim() : undefined;
    } catch {
      return undefined; // git is not installed
    }
  };
  const [commit, tree] = [await ask("HEAD"), await ask("HEAD^{tree}")];
  return { ...(commit !== undefined && { commit }), ...(tree !== undefined && { tree }) };
}
