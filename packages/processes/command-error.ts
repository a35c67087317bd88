/** An error that prevents a command from working; its message is for the user. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** 2 for wrong usage. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
