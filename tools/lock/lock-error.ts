/** Something that keeps providers from being locked; its message is for the person who asked for it. */
export class LockingError extends Error {
  constructor(
    message: string,
    /** 2 for wrong usage. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
