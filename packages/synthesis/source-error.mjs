/** A source has a syntax error; the message shows each, with its place. */
export class SourceError extends Error {}
