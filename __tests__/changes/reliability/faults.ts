import type { Row } from "./page.ts";
import { COMMANDS, type Ended, Scene } from "./scene.ts";

/** A fault of the table, and what proves its row: returns what is wrong, if anything is. */
export interface Fault extends Row {
  prove(): Promise<string | undefined>;
}

/** What a command must have come to. */
interface Expected {
  readonly code: number;
  readonly says: string;
}

/** A deployment during which AWS answers with an error. */
const failing = (fault: string, code: string, expected: Expected, row: Pick<Row, "sees" | "next">): Fault => ({
  fault,
  ...row,
  async prove() {
    const scene = new Scene();
    const ended = await scene.run(COMMANDS.deploy, "--fail", `aws_ecr_repository:create=${code}`);
    return unlike(ended, expected) ?? (await scene.problemAfter(expected.code === 0 ? "true" : COMMANDS.deploy));
  },
});

/** A change of what is deployed, and the run after it. */
const changed = (row: Row, change: (scene: Scene) => Promise<Ended | undefined>, expected?: Expected): Fault => ({
  ...row,
  async prove() {
    const scene = new Scene();
    const first = await scene.run(COMMANDS.terraform);
    if (first.code !== 0) return first.text;
    const ended = await change(scene);
    const wrong = expected && ended ? unlike(ended, expected) : undefined;
    return wrong ?? (await scene.problemAfter(COMMANDS.deploy));
  },
});

export const FAULTS: readonly Fault[] = [
  failing(
    "AWS throttles calls in the middle",
    "ThrottlingException*2",
    { code: 0, says: "10 added" },
    { sees: "nothing: the provider tries again", next: "nothing to do" },
  ),
  failing(
    "AWS denies access in the middle",
    "AccessDeniedException*1",
    { code: 1, says: "AccessDeniedException" },
    {
      sees: "the error of AWS with the address, exit code 1; what was made before is in the state",
      next: "goes on once access is given",
    },
  ),
  failing(
    "a call of AWS times out",
    "RequestTimeout*1",
    { code: 0, says: "10 added" },
    { sees: "nothing: the provider tries again", next: "nothing to do" },
  ),
  changed(
    {
      fault: "the cloud is changed behind Terraform's back",
      sees: "`npm run review` and `npm run diff` show what differs",
      next: "changes it back, and makes again what was deleted",
    },
    async (scene) => {
      await scene.pastTerraform("--delete", "aws_ecr_repository.thing-3");
      await scene.pastTerraform("--drift", "aws_ecr_repository.thing-5", "image_tag_mutability=IMMUTABLE");
      return undefined;
    },
  ),
  changed(
    {
      fault: "a stack is destroyed although another one uses it",
      sees: "cdktf names the stacks that use it, and does nothing. Told to ignore that, AWS refuses to delete what is in use, exit code 1; what nothing used is gone",
      next: "makes again what is gone",
    },
    (scene) => scene.run(COMMANDS.destroy("things")),
    { code: 1, says: "DependencyViolation" },
  ),
  {
    fault: "two people deploy at once in one clone",
    sees: "the second ends at once: another command works with cdktf.out, with its process id, exit code 1",
    next: "finds nothing to do when the first has ended",
    async prove() {
      const scene = new Scene();
      const both = await Promise.all([scene.run(COMMANDS.deploy), scene.run(COMMANDS.deploy)]);
      const [one, other] = both.sort((a, b) => a.code - b.code) as [Ended, Ended];
      return (
        unlike(one, { code: 0, says: "added" }) ??
        unlike(other, { code: 1, says: "another command works with cdktf.out (process " }) ??
        scene.problemAfter("true")
      );
    },
  },
];

function unlike({ code, text }: Ended, expected: Expected): string | undefined {
  if (code === expected.code && text.includes(expected.says)) return undefined;
  return `expected exit code ${expected.code} and ${expected.says}, got ${code}: ${text.slice(-1500)}`;
}
