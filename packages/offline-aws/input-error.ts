/** What the user has given is wrong: the message is one sentence. */
export class InputError extends Error {}
