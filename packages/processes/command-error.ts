/** Something that keeps a command from working; its message is for the person who asked for it. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** 2 for wrong usage. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
