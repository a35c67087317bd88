/** Something that keeps the preview from working; its message is for the person who asked for it. */
export class PreviewError extends Error {
  constructor(
    message: string,
    /** 2 for wrong usage. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
