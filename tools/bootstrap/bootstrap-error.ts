/** Something that keeps the bucket from being made; its message is for the person who asked for it. */
export class BootstrapError extends Error {
  constructor(
    message: string,
    /** 2 for wrong usage. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
