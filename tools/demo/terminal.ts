import { createColors } from "picocolors";
import { isPlain } from "../../packages/processes/plain.cjs";

/** Output for people: colours and a line that changes in a terminal, plain lines everywhere else. */
export class Terminal {
  readonly colors: ReturnType<typeof createColors>;
  private readonly live: boolean;
  private status = "";

  constructor(
    private readonly out: NodeJS.WriteStream,
    environment: NodeJS.ProcessEnv,
  ) {
    this.live = !isPlain(out, environment);
    this.colors = createColors(this.live);
  }

  /** Writes a line above the one that changes. */
  line(text = ""): void {
    this.clear();
    this.out.write(`${text}\n`);
    this.draw();
  }

  /** Shows what is going on right now; an empty text ends it. Shown only in a terminal. */
  now(text: string): void {
    this.clear();
    this.status = text;
    this.draw();
  }

  private clear(): void {
    if (this.live && this.status !== "") this.out.write("\r\x1b[2K");
  }

  private draw(): void {
    if (this.live && this.status !== "") this.out.write(this.colors.dim(this.status.slice(0, this.out.columns - 1)));
  }
}
