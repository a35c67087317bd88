/** Invalid user input: the message is one sentence. */
export class InputError extends Error {}
