/** Why `npm run adopt` ends, in one sentence with the way out. */
export class AdoptError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
